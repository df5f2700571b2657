"""Pages about what the public and the neighbourhood tell."""

from collections.abc import Callable

from django.utils.timezone import localdate

from commonthread.access.permissions import Role
from commonthread.access.scope import open_scope
from commonthread.pathways.actions import add_people
from commonthread.pathways.community import keep_contact, quarters, tell_contact
from commonthread.pathways.telling import tell_us
from commonthread.pathways.terms import Sort
from commonthread.web.telling.drafting import told
from tests.journeys.visits.going import CHILD, Visit
from tests.making import Making


def a_contact(make: Making, path: str) -> Visit:
    """A neighbour's concern at the front door of a hub, with a child put in."""
    hub = make.hub()
    contact, draft, told_by = told(
        {"about": ["child"], "district": [hub.district], "worries": ["left_alone"], "said": ["Alone until dark"],
         "given_name_0": [CHILD.given_name], "reach": ["phone"], "reach_at": ["07700 900321"]}
    )  # fmt: skip
    tell_us(contact, draft, told_by)
    case, record = make._owner(
        "SELECT case_id, record FROM pathways_contact WHERE reference = %s", contact.reference
    )
    child = make.person()
    make.record(hub.agency, make.draft("case_note", CHILD), persons=(child,))
    scope = open_scope(hub.officer)
    with scope.transaction():
        add_people(by=scope, case=case, people={child: Sort.CHILD}, because="found")
    return Visit(hub.officer, f"/front-door{path.format(case=case)}")


def a_community(make: Making, address: str) -> Visit:
    """A neighbourhood officer whose team keeps a contact that was told something, with a quarter's counts."""
    force = make.agency()
    scope = make.scope(force, Role.NEIGHBOURHOOD_OFFICER, team=make.team(force))
    with scope.transaction():
        contact = keep_contact(
            by=scope, neighbourhood="plum", role="Keeper of the corner shop", way="At the counter"
        )
        tell_contact(by=scope, number=contact, words="We pass the school at three now")
    make._owner(
        "INSERT INTO pathways_communitytheme (agency, neighbourhood, theme, quarter, times) VALUES (%s, 'plum', 'hunger', %s, 23)",
        force, quarters(localdate())[0],
    )  # fmt: skip
    return Visit(scope.user, address.format(contact=contact))


VISITS: dict[str, Callable[[Making], Visit]] = {
    "community": lambda make: a_community(make, "/community"),
    "community_contact": lambda make: a_community(make, "/community/{contact}"),
    "community_concern": lambda make: a_community(make, "/community/concern"),
    "community_themes": lambda make: a_community(make, "/community/themes"),
    "front_door": lambda make: a_contact(make, ""),
    "triage": lambda make: a_contact(make, "/{case}"),
    "who_told": lambda make: a_contact(make, "/{case}/who-told"),
    "contact_letter": lambda make: a_contact(make, "/{case}/letter"),
    "tell_us_question": lambda make: Visit(None, "/tell-us/about"),
}
