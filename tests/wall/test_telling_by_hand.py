"""What somebody tells a hub replaces nothing, puts off nothing and is somebody's to rate."""

import json
from datetime import timedelta

import pytest
from django.db import DatabaseError, connections
from django.utils.timezone import now

from commonthread.access.permissions import Role
from commonthread.access.scope import NotAllowed, open_scope
from commonthread.access.terms import AgencyKind
from commonthread.pathways import telling
from commonthread.pathways.front_door_list import waiting
from commonthread.places.cited import DISTRICTS
from commonthread.web.telling.drafting import told as drafted

SAID = {"about": ["child"], "worries": ["neglect"], "said": ["thin"], "reach": ["no"]}


@pytest.fixture
def hub(make):
    return make.hub(DISTRICTS[3].code)


def sent_by_hand(scope, contact, draft, begins) -> None:
    with scope.transaction(), connections["app"].cursor() as cursor:
        cursor.execute("SELECT pathways.refer(%s::jsonb, %s::jsonb, %s::jsonb)",
                       [json.dumps(contact), json.dumps(draft), json.dumps(begins)])  # fmt: skip


def by_hand(hub, reference):
    contact = telling.Contact("professional", reference, "child", hub.district, False, False)
    _, draft, _ = drafted({**SAID, "district": [hub.district]})
    begins = json.loads(telling.begins(contact, "engine"))
    return contact.__dict__, json.loads(telling._draft(draft)) | {"kind": "contact"}, begins


def test_under_another_records_key_nothing_is_replaced(make, hub):
    note = make.record(hub.agency, make.draft("case_note"))
    (key,) = make._owner("SELECT encode(key_digest, 'hex') FROM records_record WHERE number = %s", note)
    nurse = make.scope(make.agency(AgencyKind.HEALTH), Role.HUB_OFFICER)
    contact, draft, begins = by_hand(hub, "BBBB-2222")
    sent_by_hand(nurse, contact, draft | {"key_digest": key}, begins)
    assert make._owner("SELECT superseded_by FROM records_record WHERE number = %s", note) == (None,)
    assert make._owner("SELECT record <> %s FROM pathways_contact WHERE reference = 'BBBB-2222'", note) == (
        True,
    )


@pytest.mark.parametrize("wanted", ["none", "in a hundred years"])
def test_whoever_tells_does_not_say_that_nobody_need_look_at_it(make, hub, wanted):
    nurse = make.scope(make.agency(AgencyKind.HEALTH), Role.HUB_OFFICER)
    contact, draft, begins = by_hand(hub, f"BBBB-33{len(wanted)}")
    late = (now() + timedelta(days=36500)).isoformat()
    begins["times"] = [] if wanted == "none" else [task | {"due_at": late} for task in begins["times"]]
    with pytest.raises(DatabaseError):
        sent_by_hand(nurse, contact, draft, begins)
    assert make._owner(
        "SELECT count(*) FROM pathways_contact WHERE reference = %s", contact["reference"]
    ) == (0,)


@pytest.mark.parametrize("whose", ["another's", "one's own of before"])
def test_a_decision_opens_no_case_but_one_that_is_opened_with_it(make, hub, whose):
    telling.tell_us(*drafted({**SAID, "district": [hub.district]}))
    officer = open_scope(hub.officer)
    theirs = make.case(
        officer if whose.startswith("one") else make.scope(hub.agency, Role.SOCIAL_WORKER), make.person()
    )
    with officer.transaction():
        (contact,) = waiting()[0]
    with pytest.raises(NotAllowed), officer.transaction(), connections["app"].cursor() as cursor:
        cursor.execute("SELECT pathways.decide_contact(%s, '{}', '{}', 'assessment', 'child in need', 'so', '', %s, 0)",
                       [contact.case, theirs])  # fmt: skip
