"""Supervision that is due, by team, for whoever supervises; in every agency alike."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind
from tests.investigating import Investigation
from tests.pages import text

AGENCIES = (
    (AgencyKind.POLICE, Role.INVESTIGATOR, Role.POLICE_SUPERVISOR),
    (AgencyKind.CHILDRENS_SERVICES, Role.SOCIAL_WORKER, Role.TEAM_MANAGER),
    (AgencyKind.HEALTH, Role.HEALTH_PRACTITIONER, Role.TEAM_MANAGER),
    (AgencyKind.HEALTH, Role.TEAM_MANAGER, Role.HEALTH_PRACTITIONER),
    (AgencyKind.SCHOOL, Role.SCHOOL_LEAD, Role.TEAM_MANAGER),
)


@pytest.mark.parametrize(("kind", "worker", "supervisor"), AGENCIES)
def test_a_case_that_nobody_has_supervised_is_overdue_and_the_supervisor_comes_onto_it(
    make, browser, kind, worker, supervisor
):
    agency = make.agency(kind)
    team = make.team(agency)
    number = make.case(make.scope(agency, worker, team=team), make.person())
    client = browser(make.user(agency, supervisor, team=team))
    assert "No supervision is overdue" in text(client.get("/work/supervision"))
    make._owner("UPDATE pathways_case SET opened_at = now() - interval '40 days' WHERE number = %s", number)
    words = text(client.get(f"/work/supervision?team={team}"))
    assert "1 case to supervise" in words
    assert f"C-{number}" in words
    assert "no procedure yet" in words
    assert client.get(f"/cases/{number}").status_code == 404
    refused = client.post("/work/supervision", {"case": number, "reason": ""}, follow=True)
    assert "Say in a few words why" in text(refused)
    joined = client.post(
        "/work/supervision", {"case": number, "reason": "Nobody has looked at it"}, follow=True
    )
    assert "You work on it now" in text(joined)
    client.get(f"/cases/{number}")
    signed = {
        "direction": "See him this week",
        "day": (localdate() + timedelta(days=90)).isoformat(),
        "time": "17:00",
    }
    assert "they had opened the case" in text(
        client.post(f"/cases/{number}/supervision", signed, follow=True)
    )
    assert "No supervision is overdue" in text(client.get("/work/supervision"))


def test_a_review_that_a_procedure_asks_for_and_is_late_is_overdue_though_the_case_is_new(make, browser):
    it = Investigation(make)
    it.says("plan", "written")
    client = browser(it.sergeant.user)
    assert "No supervision is overdue" in text(client.get("/work/supervision"))
    make._owner(
        "UPDATE pathways_task SET counts_from = now() - interval '9 days', due_at = now() - interval '1 hour' "
        "WHERE case_id = %s AND step = 'direction'",
        it.case,
    )
    words = text(client.get("/work/supervision"))
    assert f"C-{it.case}" in words
    assert "Supervised investigation</span>" in words
    assert "1 case of your team to supervise" in text(client.get("/"))


def test_a_team_with_a_supervisor_of_its_own_is_supervised_by_them_alone(make, browser):
    agency = make.agency()
    team = make.team(agency)
    number = make.case(make.scope(agency, Role.INVESTIGATOR, team=team), make.person())
    make.user(agency, Role.POLICE_SUPERVISOR, team=team)
    other = browser(make.user(agency, Role.POLICE_SUPERVISOR, team=make.team(agency)))
    assert f"C-{number}" in text(other.get("/work/supervision?which=all"))
    assert other.post("/work/supervision", {"case": number, "reason": "I would like to"}).status_code == 404
