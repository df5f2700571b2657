"""Closing asks for each child and adult by name what became of them."""

import re

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind
from commonthread.notices.actions import ToAgency
from tests.journeys.visits.case import a_case
from tests.noticing import send


def test_each_is_asked_for_by_name_and_none_can_be_left_out(make, browser):
    going = a_case(make, "/cases/{case}/close")
    client = browser(going.user)
    shown = client.get(going.address).content.decode()
    fields = re.findall(r'name="(became_\d+)"', shown)
    assert len(fields) == 2
    assert "Odalys Quenby" in shown
    said = {"reason": "no further action", fields[0]: "Safe with her mother"}
    refused = client.post(going.address, said)
    assert refused.status_code == 422
    assert "Say what became of P-" in refused.content.decode()
    closed = client.post(going.address, said | {fields[1]: "Moved away"}, follow=True).content.decode()
    assert "is closed. Nothing is seen through it any more" in closed
    case = going.address.removesuffix("/close")
    assert "Closed since" in client.get(case).content.decode()
    assert client.get(going.address).status_code == 404
    again = client.post(case, {"do": "reopen", "reason": "a second call"}, follow=True)
    assert "Reopened" in again.content.decode()


def test_what_nobody_has_acknowledged_is_said_to_stay(make, browser):
    hub = make.scope(make.agency(AgencyKind.CHILDRENS_SERVICES), Role.HUB_OFFICER)
    number = make.case(hub, make.person())
    client = browser(hub.user)
    assert "not acknowledged yet" not in client.get(f"/cases/{number}/close").content.decode()
    send(hub, number, ToAgency(make.agency(AgencyKind.SCHOOL)))
    words = client.get(f"/cases/{number}/close").content.decode()
    assert "1 notice</a> out of this case is not acknowledged yet" in words
