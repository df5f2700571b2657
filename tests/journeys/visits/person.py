"""Pages about one person, and about whom people are kept apart from."""

from collections.abc import Callable
from datetime import timedelta

from django.utils.timezone import localdate, now

from commonthread.access.permissions import Role
from commonthread.access.scope import open_scope
from commonthread.access.terms import AgencyKind, Purpose
from commonthread.identity.actions import never_bridge
from commonthread.identity.conflicts import declare, put
from commonthread.identity.restricting import restrict
from commonthread.pathways.actions import break_glass
from commonthread.pathways.terms import Sort
from commonthread.records.actions import open_person
from commonthread.records.queries import read
from commonthread.records.sealing import Instead, hold, seal
from tests.journeys.visits.going import CHILD, Visit
from tests.making import Making


def of_a_child(make: Making, page: str, address: str = "/people/{child}{page}") -> Visit:
    """As somebody who has said why they look at a child of a few records."""
    agency, child = make.agency(AgencyKind.CHILDRENS_SERVICES), make.person()
    for kind in ("home_visit", "case_note", "contact"):
        make.record(agency, make.draft(kind, CHILD), persons=(child,))
    user = make.user(agency, Role.HUB_OFFICER)
    scope = open_scope(user)
    with scope.transaction():
        open_person(by=scope, person=child, purpose=Purpose.OWN_WORK, because="Call 1182")
    return Visit(user, address.format(child=child, page=page))


def to_take_out(make: Making) -> Visit:
    going = of_a_child(make, "/why")
    child = int(going.address.split("/")[2])
    (mention,) = make._owner("SELECT min(number) FROM content.mention WHERE person = %s", child)
    return Visit(going.user, f"{going.address}/{mention}/unlink")


def a_pair(make: Making) -> Visit:
    agency = make.agency(AgencyKind.CHILDRENS_SERVICES)
    records = [
        make.record(agency, make.draft("case_note", CHILD), persons=(make.person(),)) for _ in range(2)
    ]
    (pair,) = make._owner(
        "INSERT INTO identity_pair (first, second, model, weight, decision, reason) "
        "SELECT min(number), max(number), '2026-11', 2, '', '' FROM content.mention WHERE record = ANY (%s) RETURNING number",
        records,
    )  # fmt: skip
    return Visit(make.user(agency, Role.RECORDS_OFFICER), f"/review/{pair}")


def two_held_apart(make: Making) -> Visit:
    user = make.user(make.agency(), Role.PROTECTED_IDENTITIES)
    scope = open_scope(user)
    first, second = (make._owner("SELECT identity.new_person()")[0] for _ in range(2))
    with scope.transaction():
        never_bridge(by=scope, first=first, second=second, ground="gender recognition")
    return Visit(user, "/held-apart")


def of_a_team(make: Making, page: str) -> Visit:
    """As somebody whose team restricts, seals and holds, about whom others have asked."""
    agency = make.agency()
    user = make.user(agency, Role.PROTECTED_PERSONS, team=make.team(agency))
    scope = open_scope(user)
    (person,) = make._owner("SELECT identity.new_person()")
    records = [make.record(agency, make.draft("case_note", CHILD), persons=(person,)) for _ in range(2)]
    soon = localdate() + timedelta(days=30)
    with scope.transaction():
        restrict(by=scope, persons=[person], why="He asks after her at every desk", review_on=soon)
        seal(by=scope, record=records[0], why="Names a witness", review_on=soon)
        hold(by=scope, record=records[1], why="Arrests are planned", until_at=now() + timedelta(days=30),
             ring_name="Inspector Quillfeather", ring_telephone="0121 496 0777",
             instead=Instead((Purpose.SECTION_47,), "He may be violent.", "No action without ringing first."))  # fmt: skip
    asking = open_scope(make.user(agency, Role.SOCIAL_WORKER))
    (username,) = make._owner("SELECT username FROM access_user WHERE id = %s", asking.user)
    with asking.transaction():
        open_person(by=asking, person=person, purpose=Purpose.OWN_WORK, because="Call 1182")
    with asking.transaction():
        declare(by=asking, words="My cousin Ada of Plum Street")
    with scope.transaction():
        put(by=scope, username=username, person=person, kind="known privately")
    (restriction,) = make._owner("SELECT max(number) FROM access_restriction WHERE person = %s", person)
    return Visit(user, page.format(restriction=restriction))


def broken_glass(make: Making, page: str) -> Visit:
    """As whoever broke it, or as the data protection officer of the agency that held the records."""
    agency, person = make.agency(AgencyKind.CHILDRENS_SERVICES), make.person()
    make.record(agency, make.draft("child_protection_plan", CHILD, happened_until=None), persons=(person,))
    user = make.user(make.agency(), Role.POLICE_SUPERVISOR)
    scope = open_scope(user)
    with scope.transaction():
        glass = break_glass(
            by=scope, person=person, sort=Sort.CHILD, reason="Call 4471: a neighbour hears a child scream"
        )
    if page == "/glass/reviews":
        user = make.user(agency, Role.DATA_PROTECTION_OFFICER)
    return Visit(user, page.format(person=person, glass=glass))


def with_readings(make: Making, address: str) -> Visit:
    """As the officer of an agency whose records were read with nothing to show for it; that they looked was said."""
    agency, child = make.agency(AgencyKind.CHILDRENS_SERVICES), make.person()
    number = make.record(agency, make.draft("home_visit", CHILD), persons=(child,))
    reader = open_scope(make.user(agency, Role.SOCIAL_WORKER))
    with reader.transaction():
        open_person(by=reader, person=child, purpose=Purpose.OWN_WORK, because="had a look")
    read(reader, [number], purpose=Purpose.OWN_WORK, reason="had a look")
    officer = make.user(agency, Role.DATA_PROTECTION_OFFICER)
    return Visit(officer, address.format(person=child))


VISITS: dict[str, Callable[[Making], Visit]] = {
    "unusual_readings": lambda make: with_readings(make, "/ledger/questions"),
    "who_saw": lambda make: with_readings(make, "/ledger/people/{person}"),
    "person": lambda make: of_a_child(make, ""),
    "household_page": lambda make: of_a_child(make, "/household"),
    "why_one_person": lambda make: of_a_child(make, "/why"),
    "unlink_mention": to_take_out,
    "identity_pair": a_pair,
    "purpose": lambda make: Visit(make.user(make.agency(), Role.SOCIAL_WORKER), "/people/123456789/purpose"),
    "held_apart": two_held_apart,
    "break_the_glass": lambda make: broken_glass(make, "/people/{person}/break-glass"),
    "behind_glass": lambda make: broken_glass(make, "/glass/{glass}"),
    "broken_glass": lambda make: broken_glass(make, "/glass/reviews"),
    "restricted": lambda make: of_a_team(make, "/restricted"),
    "restriction": lambda make: of_a_team(make, "/restricted/{restriction}"),
    "sealed": lambda make: of_a_team(make, "/sealed"),
    "conflicts_of_interest": lambda make: of_a_team(make, "/conflicts"),
    "open_case": lambda make: of_a_child(make, "", "/cases/open?person={child}"),
}
