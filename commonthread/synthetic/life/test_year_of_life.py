"""A year of the invented area has about as much in it as a year of the real one, for as many people."""

from collections import Counter
from datetime import date
from random import Random

import pytest

from commonthread.synthetic.event import Event
from commonthread.synthetic.life import household_year
from commonthread.synthetic.life.episode import Episode
from commonthread.synthetic.life.year import Year
from commonthread.synthetic.population import population
from commonthread.synthetic.registry import Registry

UNTIL = date(2026, 11, 20)
PEOPLE = 16_000
OF_THE_AREA = PEOPLE / 2_920_000


@pytest.fixture(scope="module")
def happened() -> list[Event | Episode]:
    return [
        event
        for kin in population(Registry(Random(2)), PEOPLE, 2, UNTIL)
        for event in household_year.events(Year(Random(f"2:{kin.number}"), UNTIL), kin)
    ]


def is_notice(event):
    return isinstance(event, Event) and event.kind == "public_protection_notice"


def is_domestic(event):
    return isinstance(event, Event) and event.kind == "police_incident" and event.detail.get("domestic_abuse")


@pytest.mark.parametrize(
    ("what", "a_year_in_the_area", "is_one"),
    [
        ("contacts to children's services", 131_000, lambda e: isinstance(e, Event) and e.kind == "contact"),
        ("referrals", 38_000, lambda e: isinstance(e, Episode)),
        ("section 47 enquiries", 13_000, lambda e: isinstance(e, Episode) and e.enquiry_from),
        ("conferences", 4_500, lambda e: isinstance(e, Episode) and e.conference),
        ("domestic abuse incidents", 68_600, is_domestic),
        ("notices that children were there", 36_500, is_notice),
        ("missing episodes", 14_000, lambda e: isinstance(e, Event) and e.kind == "missing_report"),
        ("births booked", 36_000, lambda e: isinstance(e, Event) and e.kind == "pregnancy_booking"),
    ],
)
def test_volume(happened, what, a_year_in_the_area, is_one):
    expected = a_year_in_the_area * OF_THE_AREA
    found = sum(1 for event in happened if is_one(event))

    # Families with many children make small areas vary: half and double bound what is believable.
    assert 0.5 * expected < found < 2 * expected, (what, found, expected)


def test_every_pupil_has_one_school(happened):
    enrolled = Counter(
        e.named[0].person for e in happened if isinstance(e, Event) and e.kind == "school_enrolment"
    )

    assert set(enrolled.values()) == {1}


def test_records_of_contact_are_spread_unevenly_over_families(happened):
    families = Counter(
        event.named[0].person.household
        for event in happened
        if isinstance(event, Event) and event.kind in ("contact", "police_incident", "ae_attendance")
    )
    most = sum(count for _, count in families.most_common(len(families) // 5))

    assert most > 0.4 * families.total()


def test_what_happens_happens_within_the_year_and_after_birth(happened):
    for event in happened:
        if isinstance(event, Event):
            assert event.at.date() <= UNTIL, event.kind
            if event.kind not in ("pregnancy_booking", "looked_after_episode", "housing"):
                assert event.named[0].person.born_on <= event.at.date(), event.kind
