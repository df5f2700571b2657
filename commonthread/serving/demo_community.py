"""A neighbourhood team of the demo: whom it talks with, what they were told, a concern, and a quarter's themes."""

from django.db import connections
from django.utils.timezone import localdate

from commonthread.access.demo import account
from commonthread.access.scope import Scope, open_scope
from commonthread.pathways.community import contacts, keep_contact, quarters, raise_concern, tell_contact
from commonthread.places.store import gazetteer

OFFICER = "neighbourhood.officer"
KEPT = (
    (
        "Chair of the mosque committee",
        "The committee’s office, 0121 496 0155",
        "Two burglars of Plum Lane were charged",
    ),
    ("Keeper of the corner shop", "At the counter", "Patrols pass the school at three from Monday"),
    ("Leader of the youth club", "The club’s door, Tuesdays and Thursdays from six", ""),
)
RAISED = {
    "left_alone": 23,
    "shouting": 41,
    "strangers": 9,
    "hunger": 4,
    "exploitation": 12,
    "adult_at_risk": 6,
}
SAID = "A boy of about eight sits in the stairwell until it is dark, most evenings"


def bring_community() -> None:
    """Once: a team that keeps a contact has it all."""
    by = open_scope(account(OFFICER).pk)
    with by.transaction():
        if contacts():
            return
    places = [one.code for one in gazetteer().neighbourhoods[:3]]
    for place, (role, way, told) in zip(places, KEPT, strict=True):
        with by.transaction():
            number = keep_contact(by=by, neighbourhood=place, role=role, way=way)
            if told:
                tell_contact(by=by, number=number, words=told)
    with by.transaction():
        raise_concern(by=by, neighbourhood=places[0], themes=["left_alone"], said=SAID)
    _count(by, places)


def _count(by: Scope, places: list[str]) -> None:
    """Of the quarter that is over; it was counted while it ran."""
    owner = connections["owner"]
    owner.ensure_connection()
    for nth, place in enumerate(places):
        for theme, times in RAISED.items():
            owner.connection.execute(
                "INSERT INTO pathways_communitytheme (agency, neighbourhood, theme, quarter, times) VALUES (%s, %s, %s, %s, %s)",
                [by.agency, place, theme, quarters(localdate())[0], max(1, times - 5 * nth)],
            )
