"""Whom each cohort covers, as whoever signs a feed agreement would say it."""

from datetime import UTC, date, datetime

import pytest

from commonthread.feeds.cohort import NOBODY, Roll, cohorts
from commonthread.records.catalogue.police_incident import RiskBand
from commonthread.records.examples import example
from commonthread.records.record import Mention, MentionRole

MARCH = datetime(2026, 3, 14, 10, tzinfo=UTC)


def about(kind, *people, **detail):
    draft = example(kind)
    changed = draft.detail.model_copy(update=detail)
    return draft.model_copy(update={"happened_from": MARCH, "happened_until": None, "mentions": people, "detail": changed})  # fmt: skip


def person(**fields):
    return Mention(role=MentionRole.SUBJECT, given_name="Test", **fields)


QUIET = {"domestic_abuse": False, "child_present": False, "strangulation": None, "coercive_control": None,
         "threat_to_kill": None, "risk": RiskBand.STANDARD}  # fmt: skip
PUPIL, OTHER = person(agency_person_id="P7"), person(agency_person_id="P8")
ROLL = Roll.of([("P7", None), (None, "H801200001001")])
CASES = {
    "everybody: an adult": ("everybody", about("case_note", person(born_on=date(1970, 1, 1))), True),
    "children: a child of 17": ("children", about("case_note", person(born_on=date(2008, 3, 15))), True),
    "children: eighteen that day": ("children", about("case_note", person(born_on=date(2008, 3, 14))), False),
    "children: age not known": ("children", about("case_note", person()), True),
    "on roll: by the school's own number": ("on_roll", about("school_absence", PUPIL), True),
    "on roll: by UPN": ("on_roll", about("school_absence", person(upn="H801200001001")), True),
    "on roll: somebody else": ("on_roll", about("school_absence", OTHER), False),
    "on roll: nobody can tell who": ("on_roll", about("school_absence", person()), False),
    "on roll: somebody who joins": ("on_roll", about("school_enrolment", OTHER), True),
    "over the threshold: a quiet incident": ("over_threshold", about("police_incident", person(), **QUIET), False),
    "over the threshold: a child was there": (
        "over_threshold", about("police_incident", person(), **QUIET | {"child_present": True}), True),
    "over the threshold: high risk": ("over_threshold", about("police_incident", person(), **QUIET | {"risk": RiskBand.HIGH}), True),
    "over the threshold: other kinds": ("over_threshold", about("missing_report", person()), True),
}  # fmt: skip


@pytest.mark.parametrize(("cohort", "draft", "within"), CASES.values(), ids=CASES)
def test_whom_a_cohort_covers(cohort, draft, within):
    assert cohorts()[cohort].admits(draft, ROLL) is within


def test_whoever_is_enrolled_in_a_delivery_is_on_the_roll_for_the_rest_of_it():
    joined = NOBODY.with_enrolments_of(about("school_enrolment", OTHER))
    assert joined.has(OTHER)
    assert not joined.has(PUPIL)
    assert NOBODY.keys == frozenset()


@pytest.mark.parametrize("cohort", cohorts().values(), ids=lambda cohort: cohort.name)
def test_each_cohort_says_in_words_whom_it_covers(cohort):
    assert cohort.label and cohort.explains.endswith(".")
