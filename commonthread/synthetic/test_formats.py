"""What is sent in the department's and the national formats is read by the service, and the truth knows it."""

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from commonthread.feeds.format import Admitted, Reading, Reject, Sent, formats
from commonthread.synthetic.synthesise import deliveries, synthesise

UNTIL = date(2026, 11, 20)
FORMATS = ["cin-census", "national", "ssd"]


@pytest.fixture(scope="module")
def area(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("area")
    synthesise(out, 3000, 11, UNTIL, lambda done: None)
    return out


def outcomes(area: Path, format_name: str):
    for delivery in deliveries(area):
        if delivery.format == format_name:
            sent = [Sent(path, path.name) for path in delivery.paths]
            for outcome in formats()[format_name].read(sent, Reading(received_on=UNTIL, kind=delivery.kind)):
                yield delivery.agency, outcome


@pytest.mark.parametrize("format_name", FORMATS)
def test_every_record_that_is_read_is_one_that_the_truth_knows(area, format_name):
    known = defaultdict(set)
    with (area / "truth.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["format"] == format_name:
                known[row["agency"]].add((row["kind"], row["key"], row["agency_person_id"]))
    read = defaultdict(set)
    for agency, outcome in outcomes(area, format_name):
        if isinstance(outcome, Admitted):
            draft = outcome.draft
            read[agency].add((draft.kind, draft.key, draft.mentions[0].agency_person_id))

    assert read and read == known


@pytest.mark.parametrize("format_name", FORMATS)
def test_nothing_is_rejected(area, format_name):
    assert not [outcome for _, outcome in outcomes(area, format_name) if isinstance(outcome, Reject)]


def test_the_census_names_nobody(area):
    for _, outcome in outcomes(area, "cin-census"):
        if isinstance(outcome, Admitted):
            assert all(m.given_name is m.family_name is m.address is None for m in outcome.draft.mentions)


def test_what_the_census_tells_no_extract_tells_again(area):
    spring = date(2026, 4, 1).isoformat()
    for delivery in deliveries(area):
        if delivery.format == "extract" and delivery.kind in (
            "referral",
            "assessment",
            "child_protection_plan",
        ):
            with delivery.paths[0].open(encoding="utf-8", newline="") as file:
                days = [row["happened_from"] for row in csv.DictReader(file)]
            assert all(day >= spring for day in days if day[:2] == "20" and day[4] == "-")
