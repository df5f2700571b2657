"""An agency's system is told of nobody who is hidden, as though they were not there."""

import pytest

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind
from commonthread.identity.linking import link_unlinked
from commonthread.identity.restricting import restrict
from commonthread.notices.actions import ToAgency
from tests.api.conftest import caller  # noqa: F401
from tests.api.test_asking import asked, asking, child, disclosures
from tests.asking import Desk, about
from tests.calling import system
from tests.noticing import send
from tests.wall.hiding import SOON, Town


@pytest.fixture
def girl(make):
    return child(make)


def test_a_system_is_not_told_of_somebody_hidden(make, caller, girl):  # noqa: F811
    here = caller()
    record = make.record(here.agency, make.draft("home_visit", girl))
    link_unlinked()
    assert asked(here, asking(girl))["matches"]
    before = disclosures(make, here)
    (person,) = make._owner("SELECT person FROM records_about WHERE record = %s", record)
    officer = make.scope(here.agency, Role.PROTECTED_PERSONS, team=make.team(here.agency))
    with officer.transaction():
        restrict(by=officer, persons=[person], why="fled", review_on=SOON)
    nobody = child(make, given_name="Nobodyatall", family_name="Ofthatname")
    assert asked(here, asking(girl)) == asked(here, asking(nobody))
    assert disclosures(make, here) == before


def test_a_system_is_answered_alike_about_somebody_hidden_and_about_nobody(make, fresh_database):
    town = Town(make)
    desk = Desk(make, system(make, make.agency(AgencyKind.CHILDRENS_SERVICES)))
    desk.police, nobody = town.agency, desk.child
    make.partners(desk.system.agency, town.agency)
    desk.case = make.case(desk.worker, town.mother, nobody)
    town.restrict()
    answers = [desk.put(**about(person)) for person in (town.mother, nobody)]
    shown = [{**one.json(), "RequestedData": 0, "Identifier": 0, "DateStamp": 0} for one in answers]
    assert [one.status_code for one in answers] == [201, 201]
    assert shown[0] == shown[1]
    for one in answers:
        number = one.json()["Identifier"]["value"]
        said = desk.system.post(
            f"/api/v1/requests/{number}/withdrawal", {"onBehalfOf": desk.name, "reason": "not needed"}
        )
        assert (said.status_code, said.json()["state"]) == (200, "withdrawn")
    assert len(desk.system.get("/api/v1/requests?state=withdrawn").json()["requests"]) == 2
    assert len(system(make, town.agency).get("/api/v1/requests/to-us").json()["requests"]) == 2


def test_a_system_is_told_alike_of_a_notice_about_somebody_hidden_and_about_nobody(make, fresh_database):
    town, hub, nobody = Town(make), make.scope(make.agency(), Role.HUB_OFFICER), make.person()
    case = make.case(hub, town.mother, nobody)
    for person in (town.mother, nobody):
        send(hub, case, ToAgency(town.agency), about=person)
    town.restrict()
    here = system(make, town.agency)
    told = here.get("/api/v1/notices").json()["notices"]
    alike = {"identifier": 0, "sentAt": 0, "acknowledgeBy": 0, "page": 0}
    assert len(told) == 2
    assert told[0] | alike == told[1] | alike
    for one in told:
        assert here.post(f"/api/v1/notices/{one['identifier']['value']}/receipt").status_code == 200
