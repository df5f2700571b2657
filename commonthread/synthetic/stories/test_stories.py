"""Each story is told by several agencies, and by none of them alone."""

import csv
import json
from collections import defaultdict
from datetime import date
from pathlib import Path
from random import Random

import pytest

from commonthread.kernel.dates import in_england
from commonthread.synthetic.agencies import by_code
from commonthread.synthetic.life.school_days import is_school_day
from commonthread.synthetic.registry import Registry
from commonthread.synthetic.stories.told import stories, tell_all
from commonthread.synthetic.synthesise import synthesise

UNTIL = date(2026, 11, 20)
ENDS = [date(2026, month, 17) for month in range(1, 13)]
CODES = [story.code for story in stories()]


@pytest.fixture(scope="module")
def area(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("area")
    synthesise(out, 200, 3, UNTIL, lambda done: None)
    return out


def told(until: date = UNTIL):
    return {t.cast.story.code: t for t in tell_all(Registry(Random(1)), until)}


@pytest.mark.parametrize("code", CODES)
def test_a_story_needs_at_least_four_agencies(code):
    assert len({event.agency for event in told()[code].events}) >= 4


def test_the_first_story_is_told_by_police_school_social_care_and_health():
    kinds = {by_code()[event.agency].kind.value for event in told()[CODES[0]].events}

    assert {"police", "school", "children's services", "health provider"} <= kinds


def test_the_first_story_ends_with_children_whom_nobody_has_seen_for_months():
    seen = [
        in_england(event.at).date()
        for event in told()[CODES[0]].events
        if event.contact and event.contact["seen"] == "seen"
    ]

    assert (UNTIL - max(seen)).days > 60


@pytest.mark.parametrize("until", ENDS, ids=str)
def test_whenever_the_year_ends_stories_lie_within_it_and_schools_write_on_school_days(until):
    for story in told(until).values():
        for event in story.events:
            day = in_england(event.at).date()
            assert day <= until, (event.kind, day)
            if event.kind in ("school_welfare_concern", "school_exclusion", "removal_to_home_education"):
                assert is_school_day(day), (story.cast.story.code, event.kind, day)


@pytest.mark.parametrize(
    ("code", "shows"),
    [
        ("two-of-them", lambda people: any(person.twin for person in people)),
        ("same-name", lambda people: any(person.namesake in (person.father, person.mother) for person in people if person.namesake)),
        ("new-town", lambda people: any(person.household.address.communal for person in people)),
        ("lodger", lambda people: any(person.disability and person.age_on(UNTIL) > 50 for person in people)),
    ],
)  # fmt: skip
def test_stories_show_what_is_hard(code, shows):
    assert shows(told()[code].cast.people.values())


def test_strangers_in_one_refuge_are_not_one_household():
    people = told()["new-town"].cast.people
    mother, stranger = people["mother"], people["another resident"]

    assert mother.household.address == stranger.household.address
    assert mother.household is not stranger.household


def test_the_list_of_stories_leads_to_rows_in_the_agencies_files(area):
    keys = defaultdict(set)
    with (area / "truth.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            keys[row["agency"], row["kind"]].add(row["key"])
    listed = json.loads((area / "stories.json").read_text(encoding="utf-8"))

    assert [story["code"] for story in listed] == CODES
    for story in listed:
        for record in story["records"]:
            assert record["key"] in keys[record["agency"], record["kind"]]
