"""Records of feeds that are contacts: each opens a case at its hub's front door, or joins the one that is open."""

import json
from dataclasses import asdict

from django.conf import settings
from django.db import connections

from commonthread.pathways.telling import Contact, begins, new_reference
from commonthread.pathways.terms import Sort
from commonthread.places.cited import BIRMINGHAM
from commonthread.places.store import gazetteer

AT_ONCE = 200


def open_contacts() -> int:
    """As `engine`, each in a transaction of its own, so that one killed between two loses none and opens none twice.

    Its cost is that of what arrived. Returns how many were opened or joined.
    """
    opened = 0
    with connections["engine"].cursor() as cursor:
        cursor.execute("SELECT pathways.send_to_named_teams()")
        while True:
            cursor.execute(
                "SELECT record, about, postcodes, district FROM pathways.contacts_to_open(%s)", [AT_ONCE]
            )
            found, before = cursor.fetchall(), opened
            for record, about, postcodes, home in found:
                contact = Contact(
                    "feed", new_reference(), Sort(about), _district(postcodes, home), False, False
                )
                cursor.execute(
                    "SELECT pathways.open_from_feed(%s, %s::jsonb, %s::jsonb)",
                    [record, json.dumps(asdict(contact)), begins(contact, "engine")],
                )
                opened += cursor.fetchone()[0] is not None
            # What no hub answers for waits, and would come again.
            if len(found) < AT_ONCE or opened == before:
                return opened


def _district(postcodes: list[str], home: str) -> str:
    """Where the child or adult lives; else where the agency works; else the largest finds out."""
    places = gazetteer(settings.PLACES)
    found = next(filter(None, (places.district_of(postcode) for postcode in postcodes)), None)
    return found.code if found else home or BIRMINGHAM
