"""A concern that somebody raises: a case on a clock, an answer that is owed, and advice that leaves no trace."""

from html import unescape

import pytest

from commonthread.access.permissions import Role
from commonthread.pathways.queries import case
from commonthread.pathways.tasks import finish_task, tasks

GOOD = {"theme": ["hunger", "left_alone"], "said": "A boy sleeps in the stairwell", "before": "no"}


def text(answer) -> str:
    return unescape(answer.content.decode())


@pytest.fixture
def officer(make):
    force = make.agency()
    return make.scope(force, Role.NEIGHBOURHOOD_OFFICER, team=make.team(force))


@pytest.fixture
def page(officer, browser):
    return browser(officer.user)


def send(page, **changes):
    place = text(page.get("/community/concern")).split('<option value="')[2].split('"')[0]
    return page.post("/community/concern", GOOD | {"neighbourhood": place} | changes, follow=True)


def test_it_is_a_case_with_what_is_to_be_done_first(page):
    words = text(send(page))
    assert "A boy sleeps in the stairwell" in words
    assert "Write down what was said and what was seen" in words


def test_whoever_raised_it_is_owed_an_answer_in_words_that_are_safe(officer, page):
    number = int(send(page).redirect_chain[-1][0].rsplit("/", 1)[1])
    with officer.transaction():
        (task,) = tasks(case(number))
        finish_task(
            by=officer,
            case=case(number),
            number=task.number,
            outcome="advice given",
            words="spoke at the door",
        )
    with officer.transaction():
        answer = next(task for task in tasks(case(number)) if task.done_at is None)
    words = text(page.get(f"/cases/{number}/tasks/{answer.number}"))
    assert f"/cases/{number}/notify?kind=answer-to-referrer" in words
    form = text(page.get(f"/cases/{number}/notify?kind=answer-to-referrer"))
    assert 'value="answer-to-referrer" checked' in form


def test_whoever_tells_again_and_again_is_cared_for_and_nothing_is_kept_of_it(make, officer, page):
    words = text(send(page, before="yes"))
    assert "dedicated source unit" in words
    kept = make._owner(
        "SELECT string_agg(row_to_json(e)::text, ' ') FROM ledger_event e WHERE actor = %s AND type <> 'sign-in'",
        officer.user,
    )[0]
    assert "source" not in kept
    assert "before" not in kept
    number = words.split("case C-")[1][:8]
    assert "source unit" not in text(page.get(f"/cases/{number}"))


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"neighbourhood": ""}, "Choose a neighbourhood"),
        ({"theme": ["nonsense"]}, "Choose what worries them"),
        ({"said": ""}, "Write what they saw or heard"),
        ({"before": ""}, "Say whether they have told us things before"),
    ],
)
def test_what_is_wrong_is_said_and_no_case_is_opened(page, changes, says):
    answer = send(page, **changes)
    assert (answer.status_code, says in text(answer)) == (422, True)


def test_in_no_team_there_is_a_next_step(make, browser):
    page = browser(make.user(make.agency(), Role.NEIGHBOURHOOD_OFFICER))
    assert "You are in no team" in text(page.get("/community/concern"))
