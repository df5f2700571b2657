"""My day, on the screen and on paper."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from commonthread.access.permissions import Role
from commonthread.access.scope import NotAllowed
from commonthread.access.terms import AgencyKind, Purpose
from commonthread.pathways.work import keep_printed
from tests.pages import text


@pytest.fixture
def day(make, browser):
    agency = make.agency(AgencyKind.CHILDRENS_SERVICES)
    scope = make.scope(agency, Role.SOCIAL_WORKER, team=make.team(agency))
    number = make.case(scope, make.person(), purpose=Purpose.SECTION_47)
    client, tomorrow = browser(scope.user), (localdate() + timedelta(days=1)).isoformat()
    client.post(f"/cases/{number}/procedure", {"pathway": "section-47"})
    client.post(f"/cases/{number}/tasks/add", {"does": "Ring Mrs Quillfeather at Plum Street 4", "day": tomorrow, "time": "17:00",
                                               "reason": "she asked"})  # fmt: skip
    make._owner("UPDATE pathways_task SET counts_from = now() - interval '2 days', due_at = now() WHERE case_id = %s", number)  # fmt: skip
    return client, number, scope


def test_what_is_due_today_stands_in_order_and_the_rest_is_counted(day):
    client, number, _ = day
    words = text(client.get("/work/day"))
    assert "Hold the strategy discussion" in words
    assert "Ring Mrs Quillfeather" in words
    assert f"C-{number}" in words
    assert "Nothing is printed from here" in words


def test_the_sheet_says_who_made_it_stands_on_the_ledger_and_says_nothing_that_somebody_typed(day, make):
    client, number, scope = day
    words = text(client.post("/work/day", {"of": "mine"}))
    assert f"Made by {scope.name}" in words
    assert f"C-{number}" in words
    assert "Quillfeather" not in words
    assert "Plum Street" not in words
    (tasks,) = make._owner(
        "SELECT jsonb_array_length(data -> 'tasks') FROM ledger_event WHERE actor = %s AND data ->> 'what' = 'printed'", scope.user
    )  # fmt: skip
    assert tasks == 2


def test_an_empty_day_says_so_and_the_teams_is_beside(make, browser):
    agency = make.agency()
    client = browser(make.user(agency, Role.INVESTIGATOR, team=make.team(agency)))
    assert "Nothing is overdue or due today" in text(client.get("/work/day"))
    assert "the day" in text(client.get("/work/day?of=team"))


def test_nothing_that_is_another_agencys_is_said_to_stand_on_a_sheet(day, make):
    _, number, scope = day
    tasks = make._owner("SELECT number FROM pathways_task WHERE case_id = %s", number)
    stranger = make.scope(make.agency(AgencyKind.SCHOOL), Role.HUB_OFFICER)
    for theirs in (tasks, [999_999_999]):
        with pytest.raises(NotAllowed), stranger.transaction():
            keep_printed(by=stranger, tasks=theirs, of="My day")
    with scope.transaction():
        keep_printed(by=scope, tasks=tasks, of="My day")
