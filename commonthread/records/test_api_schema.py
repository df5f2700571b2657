"""Records in JSON."""

import json
from datetime import date

import pytest

from commonthread.records.api_schema import example_json, from_json, schema
from commonthread.records.kind import kinds

TODAY = date(2026, 11, 22)
REPORT = kinds()["missing_report"]


def faults(**changes):
    given = example_json(REPORT) | changes
    return {fault.column: fault.message for fault in from_json(REPORT, json.dumps(given), today=TODAY)}


def test_the_schema_of_a_kind_says_what_each_code_means_and_shows_an_example():
    described = schema(REPORT)
    codes = described["$defs"]["Scheme"]["oneOf"]
    assert {"const": "2017", "title": "2017: no apparent risk to high"} in codes
    assert described["properties"]["kind"]["const"] == "missing_report"
    assert described["properties"]["happened_from"]["title"] == "Last seen"
    assert described["examples"] == [example_json(REPORT)]
    assert "grading" not in described["properties"]


def test_every_fault_is_told_with_its_place():
    mentions = [{"role": "subject", "born_on": "2017-02-30"}, {"role": "parent", "nhs_number": "9990000019"}]
    found = faults(key="", mentions=mentions, detail={"scheme": "2013", "risk": "very_low"})
    assert set(found) == {"key", "mentions[0].born_on", "mentions[1].nhs_number", "detail.risk"}
    assert found["detail.risk"] == "is not a grade of that edition of the grading"


@pytest.mark.parametrize(
    ("changes", "column", "message"),
    [
        ({"kind": "crime"}, "kind", "missing_report"),
        ({"shoe_size": 7}, "shoe_size", "is not known here"),
        ({"happened_from": "2026-03-12T16:40:00"}, "happened_from", "has no time zone"),
        ({"happened_from": 0}, "happened_from", "is not a date"),
        ({"mentions": []}, "subject_1", "nobody is mentioned as subject"),
        (
            {"mentions": [{"role": "subject", "born_on": "2027-01-01"}]},
            "subject_1_born_on",
            "is in the future",
        ),
        ({"mentions": [{"role": "subject"}, {"role": "victim"}]}, "victim_1", "there is room for 0"),
    ],
)
def test_what_is_not_a_record_of_the_kind_is_refused(changes, column, message):
    assert message in faults(**changes)[column]


def test_what_is_not_json_is_refused():
    (fault,) = from_json(REPORT, b'{"kind": "miss', today=TODAY)
    assert fault.column == "(whole record)"
    assert "invalid JSON" in fault.message
