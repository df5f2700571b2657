"""Contacts of the demo's front door in every state: untouched and late, rated, decided and not yet told, sent by a school."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from django.db import connections
from django.utils.timezone import localdate

from commonthread.access.demo import account
from commonthread.access.scope import Scope, open_scope
from commonthread.access.terms import AgencyKind
from commonthread.pathways import front_door
from commonthread.pathways.actions import Decision, add_people, record_consent
from commonthread.pathways.arriving import open_contacts
from commonthread.pathways.front_door import Deciding
from commonthread.pathways.front_door_list import waiting
from commonthread.pathways.telling import refer, tell_us
from commonthread.pathways.terms import Answer, Sort
from commonthread.places.cited import BIRMINGHAM
from commonthread.web.pages.refer.form import unsent, written
from commonthread.web.telling.drafting import told

FROM_FEEDS = 12
HUB, SCHOOL = "hub.social.care", "school.lead"
AGREED = Decision(
    True, Answer.AGREED, "She asked us to ring the school first", True, "Amara Whitlock, hub officer"
)
ALONE = {
    "about": ["child"], "district": [BIRMINGHAM], "address": ["The flats behind the canal"], "people": ["1"],
    "given_name_0": ["the little boy in the red coat"], "age_0": ["5"], "worries": ["left_alone"],
    "said": ["He sits on the stairs until it is dark. Nobody comes when he knocks."], "first_hand": ["yes"],
    "going_on": ["yes"], "named": ["no"], "reach": ["no"],
}  # fmt: skip
SHOUTING = ALONE | {
    "given_name_0": ["Idris"], "age_0": ["9"], "worries": ["shouting"], "going_on": ["no"], "who": ["neighbour"],
    "said": ["A man shouts every Friday. Last Friday something broke, and then it was quiet."],
    "named": ["yes"], "your_name": ["Wilhelmina Oakapple"], "reach": ["phone"], "reach_at": ["07700 900321"],
    "reach_when": ["weekdays before three"], "reach_how": ["say that it is the library"],
}  # fmt: skip
HUNGRY = SHOUTING | {
    "given_name_0": ["Lotte"],
    "worries": ["hunger"],
    "said": ["She takes bread from the bins."],
}
FROM_SCHOOL = {
    "about": "child", "district": BIRMINGHAM, "people": "2", "given_name_0": "Bram", "born_0": "about 8", "given_name_1": "Lotte",
    "born_1": "about 5", "seen": "He said: there is nobody at night. He has worn the same shirt since Monday.",
    "worry": "That they are alone at night", "family": "not_told", "family_said": "It could make it worse for them",
    "urgent": "today", "done": "Rang the aunt, who did not answer",
}  # fmt: skip


def bring_contacts(about: Mapping[str, int]) -> None:
    """`about` has the child of each story by its title. Once: a hub that has contacts has had them all."""
    hub = open_scope(account(HUB).pk)
    with hub.transaction():
        if waiting()[1].waiting or "Cousins" not in about:
            return
    tell_us(*told(ALONE))
    _gone_by(hub, minutes=58)
    tell_us(*told(SHOUTING))
    school = open_scope(account(SCHOOL).pk)
    with school.transaction():
        refer(by=school, **dict(zip(("contact", "draft"), written(unsent(FROM_SCHOOL), school, AgencyKind.SCHOOL, localdate()), strict=True)))  # fmt: skip
    _gone_by(hub, minutes=31)
    tell_us(*told(HUNGRY))
    case = _newest(hub)
    with hub.transaction():
        add_people(by=hub, case=case, people={about["Cousins"]: Sort.CHILD}, because="found at triage")
        front_door.rate(
            by=hub, case=case, rating="amber", because="Hungry, and small; seen by one person twice"
        )
        record_consent(by=hub, case=case, people=[about["Cousins"]], decision=AGREED)
    tell_us(*told(SHOUTING))
    case = _newest(hub)
    with hub.transaction():
        add_people(by=hub, case=case, people={about["Cousins"]: Sort.CHILD}, because="found at triage")
        front_door.rate(by=hub, case=case, rating="red", because="Violence heard, a child behind the door")
        deciding = replace(DECIDING, people=frozenset({about["Cousins"]}))
        front_door.decide(by=hub, case=case, deciding=deciding)


def bring_from_feeds() -> None:
    """The newest of what the feeds brought for hubs: a fortnight of it at once would be late before anybody looks."""
    owner = connections["owner"]
    owner.ensure_connection()
    owner.connection.execute(
        "DELETE FROM records_forhub WHERE record NOT IN (SELECT w.record FROM records_forhub w JOIN records_record r "
        "ON r.number = w.record ORDER BY r.happened_from DESC, w.record LIMIT %s)",
        [FROM_FEEDS],
    )
    open_contacts()


DECIDING = Deciding(
    outcome="assessment",
    threshold="child in need",
    reasons="Two concerns in a month; the school knows him as tired. Nobody has seen him at home",
    dissent="The police wanted a strategy discussion",
    people=frozenset(),
    notes={},
    seen=0,
)


def _newest(hub: Scope) -> int:
    with hub.transaction():
        return max(waiting(limit=100)[0], key=lambda contact: contact.arrived_at).case


def _gone_by(hub: Scope, *, minutes: int) -> None:
    """As though the newest had waited so long: the demo is built in a minute."""
    case, earlier = _newest(hub), timedelta(minutes=minutes)
    owner = connections["owner"]
    owner.ensure_connection()
    for table, columns in {
        "pathways_contact": ("arrived_at",),
        "pathways_task": ("counts_from", "due_at", "begun_at"),
    }.items():
        moved = ", ".join(f"{column} = {column} - %s" for column in columns)
        owner.connection.execute(
            f"UPDATE {table} SET {moved} WHERE case_id = %s", [*[earlier] * len(columns), case]
        )
