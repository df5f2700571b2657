"""A system is told that notices wait for its agency, and says that it has them; people read them."""

import pytest

from commonthread.access.client_terms import ClientScope
from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind
from commonthread.notices.actions import ToAgency, acknowledge
from commonthread.notices.queries import notice_from_us, read_notice
from tests.noticing import WORDS, send


@pytest.fixture
def sent(make):
    """What a police hub sent to a council about a child: the sender, the council, the child and the notice."""
    hub, child = make.scope(make.agency(), Role.HUB_OFFICER), make.person()
    council = make.agency(AgencyKind.CHILDRENS_SERVICES)
    number = send(hub, make.case(hub, child), ToAgency(council), about=child)
    return hub, council, child, number


def test_it_is_told_that_one_waits_and_not_about_whom_nor_what_it_says(sent, caller):
    hub, council, child, number = sent
    said = caller(agency=council).get("/api/v1/notices?state=waiting")
    (notice,) = said.json()["notices"]
    assert (notice["identifier"]["value"], notice["sentBy"]["value"]) == (str(number), hub.agency)
    assert (notice["state"], notice["isOverdue"], notice["takenAt"], notice["readAt"]) == (
        "waiting", False, None, None,
    )  # fmt: skip
    assert notice["page"].endswith(f"/notices/{number}")
    for word in (str(child), WORDS):
        assert word not in said.content.decode()


def test_its_sender_sees_that_the_system_has_it_and_that_nobody_read_it(sent, caller):
    hub, council, _, number = sent
    here = caller(agency=council)
    first = here.post(f"/api/v1/notices/{number}/receipt").json()
    assert first["takenAt"] is not None
    assert here.post(f"/api/v1/notices/{number}/receipt").json() == first
    with hub.transaction():
        seen = notice_from_us(number)
    assert (seen.taken_at is not None, seen.read_at, seen.acknowledged_at) == (True, None, None)


def test_a_person_alone_acknowledges(sent, make, caller):
    _, council, _, number = sent
    here = caller(agency=council)
    here.post(f"/api/v1/notices/{number}/receipt")
    assert here.get("/api/v1/notices?state=acknowledged").json()["notices"] == []
    officer = make.scope(council, Role.HUB_OFFICER)
    read_notice(officer, number)
    with officer.transaction():
        acknowledge(by=officer, number=number)
    (notice,) = here.get("/api/v1/notices?state=acknowledged").json()["notices"]
    assert notice["state"] == "acknowledged"


def test_another_agency_is_told_nothing(sent, caller):
    hub, _, _, number = sent
    for agency in (hub.agency, None):
        other = caller(agency=agency) if agency else caller()
        assert other.get("/api/v1/notices").json()["notices"] == []
        assert other.post(f"/api/v1/notices/{number}/receipt").status_code == 404


def test_a_system_that_was_not_set_up_for_it_is_told_nothing(sent, caller):
    other = caller(agency=sent[1], scopes=[ClientScope.SEND, ClientScope.ASK, ClientScope.REQUESTS])
    assert other.get("/api/v1/notices").status_code == 403
    assert other.post(f"/api/v1/notices/{sent[3]}/receipt").status_code == 403


def test_pages_lead_to_every_notice_once(make, caller):
    hub, council = make.scope(make.agency(), Role.HUB_OFFICER), make.agency(AgencyKind.CHILDRENS_SERVICES)
    case = make.case(hub, make.person())
    numbers = [send(hub, case, ToAgency(council)) for _ in range(5)]
    here, page, found = caller(agency=council), "/api/v1/notices?limit=2", []
    while page:
        answer = here.get(page).json()
        found += [int(one["identifier"]["value"]) for one in answer["notices"]]
        page = answer["next"]
    assert found == numbers[::-1]
