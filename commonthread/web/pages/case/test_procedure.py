"""A case follows one procedure, and its first tasks stand on its page at once."""

from datetime import UTC, timedelta

import pytest
from django.utils.timezone import localtime, now

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind, Purpose
from commonthread.pathways.procedures import editions
from commonthread.web.words import day


@pytest.fixture
def case(make, browser):
    scope = make.scope(make.agency(AgencyKind.CHILDRENS_SERVICES), Role.SOCIAL_WORKER)
    return browser(scope.user), make.case(scope, make.person(), purpose=Purpose.SECTION_47)


def follow(case, pathway: str):
    page, number = case
    return page.post(f"/cases/{number}/procedure", {"pathway": pathway}, follow=True)


def test_what_is_to_be_done_stands_on_the_case(case):
    page, number = case
    assert "It follows no procedure yet" in page.get(f"/cases/{number}").content.decode()
    words = follow(case, "section-47").content.decode()
    assert "Hold the strategy discussion" in words
    assert "left" in words
    assert "It follows no procedure yet" not in words


def test_the_procedure_is_drawn_with_where_the_case_stands(case, make):
    page, number = case
    drawn = follow(case, "section-47").content.decode().partition('<svg class="ct-pathway"')[2]
    assert drawn.count("Waits: due") == 1
    make._owner(
        "UPDATE pathways_task SET begun_at = now() - interval '2 days', "
        "counts_from = now() - interval '2 days', due_at = now() - interval '1 hour' WHERE case_id = %s",
        number,
    )
    assert "Overdue: due" in page.get(f"/cases/{number}").content.decode()
    make._owner("UPDATE pathways_task SET done_at = now(), outcome = 'x' WHERE case_id = %s", number)
    drawn = page.get(f"/cases/{number}").content.decode().partition('<svg class="ct-pathway"')[2]
    assert ">Done<" in drawn


def test_a_second_procedure_is_refused_and_said(case):
    follow(case, "section-47")
    assert "follows a procedure already" in follow(case, "child-in-need").content.decode()


def test_one_that_there_is_not_is_not_found(case):
    assert follow(case, "section-48").status_code == 404


def test_an_edition_that_changes_while_a_case_runs_is_said_and_the_case_keeps_its_own(make, browser):
    police = make.scope(make.agency(), Role.MISSING_COORDINATOR)
    number = make.case(police, make.person(), purpose=Purpose.MISSING_PERSON)
    page = browser(police.user)
    today, earlier = editions("missing")[:2]
    words = page.post(f"/cases/{number}/procedure", {"pathway": "missing"}, follow=True).content.decode()
    assert "this case keeps the one with which it began" not in words
    make._owner("UPDATE pathways_case SET edition = %s WHERE number = %s", earlier.edition, number)
    make._owner("UPDATE pathways_task SET step = %s WHERE case_id = %s", earlier.starts[0], number)
    words = page.get(f"/cases/{number}").content.decode()
    assert f"edition {earlier.edition}" in words
    assert f"is in force since {day(today.in_force)}: this case keeps the one with which it began" in words


def test_a_child_taken_into_protection_before_is_held_no_hour_longer(make, browser):
    police = make.scope(make.agency(), Role.INVESTIGATOR)
    number = make.case(police, make.person(), purpose=Purpose.SECTION_47)
    page, taken = browser(police.user), localtime(now() - timedelta(hours=5)).replace(second=0, microsecond=0)
    if taken.replace(fold=0).utcoffset() != taken.replace(fold=1).utcoffset():
        taken -= timedelta(hours=2)  # an hour that comes twice in a night is refused: another's test
    sent = {"pathway": "police-protection", "began_day": f"{taken:%Y-%m-%d}", "began_time": f"{taken:%H:%M}",
            "began_why": "The custody record says so"}  # fmt: skip
    for wrong in (
        {"began_time": ""},
        {"began_why": ""},
        {"began_day": "2001-02-03"},
        {"began_day": f"{taken + timedelta(days=2):%Y-%m-%d}"},
    ):
        words = page.post(f"/cases/{number}/procedure", sent | wrong, follow=True).content.decode()
        assert "Nothing was changed. When it began" in words
    page.post(f"/cases/{number}/procedure", sent)
    (ends,) = make._owner("SELECT due_at FROM pathways_task WHERE case_id = %s AND step = 'ends'", number)
    assert ends == taken.astimezone(UTC) + timedelta(hours=72)
    shown = page.get(f"/cases/{number}").content.decode()
    assert f"counted from {taken.day} {taken:%B %Y %H:%M}" in shown
    assert "The custody record says so" in shown
