"""Brothers and sisters at different schools: one notice for each child, and its task done in the same moment."""

from datetime import UTC, datetime, timedelta
from html import unescape

import pytest

from commonthread.access.permissions import Role
from commonthread.access.scope import Scope
from commonthread.access.terms import AgencyKind
from commonthread.pathways.queries import case
from commonthread.pathways.tasks import follow_procedure, tasks
from commonthread.web.pages.school_notices.view import answer_by

WORDS = "Last night at eleven. She may be tired."


def text(answer) -> str:
    return unescape(answer.content.decode())


@pytest.fixture
def police(make) -> Scope:
    return make.scope(make.agency(), Role.HUB_OFFICER)


@pytest.fixture
def number(make, police):
    number = make.case(police, make.person(), make.person())
    with police.transaction():
        follow_procedure(by=police, case=case(number), pathway="domestic-abuse")
    return number


@pytest.fixture
def schools(make):
    return [make.agency(AgencyKind.SCHOOL) for _ in range(2)]


def waiting(police, number):
    with police.transaction():
        return [task for task in tasks(case(number)) if task.step.sends and task.done_at is None]


def test_each_childs_school_is_told_of_that_child_alone(make, browser, police, number, schools):
    first, second = waiting(police, number)
    page = browser(police.user)
    assert "2 children’s schools wait to be told" in text(page.get(f"/cases/{number}/school-notices"))
    sent = {f"school-{first.number}": schools[0], f"school-{second.number}": schools[1], "words": WORDS}
    assert "2 notices are sent, one for each child" in text(
        page.post(f"/cases/{number}/school-notices", sent, follow=True)
    )
    assert waiting(police, number) == []
    for school, child, other in (
        (schools[0], first.person, second.person),
        (schools[1], second.person, first.person),
    ):
        lead = browser(make.scope(school, Role.SCHOOL_LEAD).user)
        (notice,) = make._owner("SELECT number FROM notices_notice WHERE to_agency = %s", school)
        words = text(lead.get("/notices")) + text(lead.get(f"/notices/{notice}"))
        assert WORDS in words
        assert f"P-{child}" in words
        assert str(other) not in words
        lead.post(f"/notices/{notice}/acknowledge", {"answer": ""})
    assert text(page.get(f"/cases/{number}")).count("Acknowledged</strong>") == 2
    assert "No school waits to be told" in text(page.get(f"/cases/{number}/school-notices"))


def test_what_was_begun_is_there_again_with_the_school_of_each_child_until_it_is_sent(
    browser, police, number, schools
):
    first, _ = waiting(police, number)
    page, at = browser(police.user), f"/cases/{number}/school-notices"
    sent = {f"school-{first.number}": schools[1], "words": WORDS}
    assert page.post(at, sent | {"do": "keep"}).status_code == 204
    shown = text(browser(police.user).get(at))
    assert "What you had begun to write here is back" in shown
    assert f'value="{schools[1]}" selected' in shown
    assert WORDS in shown
    page.post(at, sent)
    assert "What you had begun" not in text(page.get(at))


def test_a_child_on_no_roll_is_the_local_authoritys_to_be_told_of_and_the_rest_wait(browser, police, number):
    first, second = waiting(police, number)
    sent = {f"school-{first.number}": "on no roll: tell the local authority", "words": WORDS}
    browser(police.user).post(f"/cases/{number}/school-notices", sent)
    assert [task.number for task in waiting(police, number)] == [second.number]


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"words": WORDS}, "Choose the school of at least one child"),
        ({"words": ""}, "Write what the school must know"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_sent(make, browser, police, number, schools, sent, says):
    answer = browser(police.user).post(f"/cases/{number}/school-notices", sent)
    assert (answer.status_code, says in text(answer)) == (422, True)
    assert len(waiting(police, number)) == 2


def test_the_school_that_knows_the_child_is_chosen_already(make, browser):
    police = make.scope(make.agency(), Role.HUB_OFFICER)
    school, child = make.agency(AgencyKind.SCHOOL), make.person()
    make.record(school, make.draft("school_welfare_concern"), persons=(child,))
    number = make.case(police, child)
    with police.transaction():
        follow_procedure(by=police, case=case(number), pathway="domestic-abuse")
    words = text(browser(police.user).get(f"/cases/{number}/school-notices"))
    assert "1 school says that it knows this child" in words
    assert f'<option value="{school}" selected>' in words


def test_it_is_to_be_acknowledged_before_the_school_opens_and_never_in_less_than_two_hours():
    opens, evening = datetime(2026, 3, 16, 8, 30, tzinfo=UTC), datetime(2026, 3, 15, 23, tzinfo=UTC)
    assert answer_by(opens, evening) == opens
    assert answer_by(opens, opens) == opens + timedelta(hours=2)
