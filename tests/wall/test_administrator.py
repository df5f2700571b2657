"""An administrator sees no content at all, on whatever page they try."""

import re

import pytest
from django.test import Client

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind
from commonthread.records.record import Mention, MentionRole
from commonthread.web.page import pages
from tests.coming_in import come_in

CHILD = Mention(role=MentionRole.SUBJECT, given_name="Odalys", family_name="Quenby", postcode="B99 1ZZ")
TELLING = ("Odalys", "Quenby", "B99 1ZZ")


@pytest.fixture
def known(fresh_database, make):
    """An agency that knows a child, in every way in which one can be known; and its administrator."""
    agency, child, other = make.agency(AgencyKind.CHILDRENS_SERVICES), make.person(), make.person()
    records = [
        make.record(agency, make.draft(kind, CHILD), persons=(child,)) for kind in ("home_visit", "case_note")
    ]
    records.append(make.record(agency, make.draft("case_note", CHILD), persons=(other,)))
    first, second = make._owner("SELECT min(number), max(number) FROM content.mention")
    (pair,) = make._owner(
        "INSERT INTO identity_pair (first, second, model, weight, decision, reason) VALUES (%s, %s, '2026-11', 3, '', '') "
        "RETURNING number", first, second,
    )  # fmt: skip
    return make.user(agency, Role.ADMINISTRATOR), [*records, child, other, first, second, pair, 1]


def test_no_page_tells_an_administrator_anything(known):
    user, numbers = known
    client = Client(SERVER_NAME="localhost")
    come_in(client, user)
    for page in pages().values():
        for number in numbers:
            address = "/" + re.sub(r"<(?:number|int):\w+>", str(number), page.route)
            address = re.sub(r"<\w+:\w+>|<\w+>", "home_visit", address)
            for answer in (
                client.get(address),
                client.post(address, {"purpose": "x", "because": "x", "reason": "x"}),
            ):
                said = answer.content.decode(errors="replace") if not answer.streaming else ""
                assert not [word for word in TELLING if word in said], f"{page.name} tells an administrator"
            if "<" not in page.route:
                break
        come_in(client, user)
