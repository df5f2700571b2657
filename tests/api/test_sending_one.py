"""One record, sent by an agency's system and answered at once."""

import json

import pytest

from commonthread.records.api_schema import example_json
from commonthread.records.kind import kinds


def record(make, kind="referral", **changes):
    return example_json(kinds()[kind]) | {"key": make.draft(kind).key} | changes


def test_a_record_is_stored_and_the_receipt_names_it(make, caller):
    here = caller()
    answer = here.post("/api/v1/records", record(make))
    assert answer.status_code == 201, answer.content
    given = answer.json()
    assert given["outcome"] == "accepted"
    receipt = here.get(f"/api/v1/deliveries/{given['receipt']}").json()
    assert (receipt["accepted"], receipt["received"], receipt["state"]) == (1, 1, "loaded")
    assert make._owner(
        "SELECT agency, entered_by IS NOT NULL FROM records_record WHERE number = %s", given["record"]
    ) == (here.agency, True)


def test_the_same_bytes_again_are_answered_as_they_were(make, caller):
    here = caller()
    sent = record(make)
    assert here.post("/api/v1/records", sent).json() == here.post("/api/v1/records", sent).json()


def test_another_record_under_the_same_key_corrects_the_one_before(make, caller):
    here = caller()
    sent = record(make)
    first = here.post("/api/v1/records", sent).json()
    second = here.post("/api/v1/records", sent | {"place": "the front door"}).json()
    assert second["outcome"] == "superseding"
    assert make._owner("SELECT superseded_by FROM records_record WHERE number = %s", first["record"]) == (
        second["record"],
    )
    spaced = here.call(
        "POST", "/api/v1/records", json.dumps(sent | {"place": "the front door"}, indent=1).encode()
    )
    assert (spaced.status_code, spaced.json()["outcome"]) == (200, "duplicate")


def test_what_is_wrong_is_said_with_its_place_and_kept_as_a_reject(make, caller):
    here = caller()
    wrong = record(make, mentions=[{"role": "subject", "born_on": "2017-02-30"}], shoe_size=7)
    answer = here.post("/api/v1/records", wrong)
    assert answer.status_code == 422
    said = answer.json()
    assert answer["Content-Type"] == "application/problem+json"
    assert {"/mentions/0/born_on", "/shoe_size"} == {fault["pointer"] for fault in said["errors"]}
    kept = here.get(f"/api/v1/rejects/{said['reject']}").json()
    assert "2017-02-30" in kept["sent"]
    assert kept["receipt"] == said["receipt"]


def test_every_kind_can_be_sent(make, caller):
    here = caller()
    outcomes = {name: here.post("/api/v1/records", record(make, name)).status_code for name in kinds()}
    assert {name: status for name, status in outcomes.items() if status != 201} == {}


def test_what_the_feed_agreement_does_not_name_is_not_taken(make, caller):
    agency = make.agency()
    make.feed_agreement(agency, kinds=["crime"])
    answer = caller(agency=agency).post("/api/v1/records", record(make))
    assert answer.status_code == 422
    assert "the feed agreement names no referral" in answer.json()["errors"][0]["detail"]


def test_what_the_system_was_not_set_up_to_send_is_not_taken(make, caller):
    answer = caller(kinds_named=["crime"]).post("/api/v1/records", record(make))
    assert answer.status_code == 422
    assert "this system was not set up to send a referral" in answer.json()["errors"][0]["detail"]


def test_without_a_feed_agreement_nothing_is_taken_and_it_is_said_whom_to_ask(make, caller):
    answer = caller(agency=make.agency()).post("/api/v1/records", record(make))
    assert answer.status_code == 403
    assert "feed agreement" in answer.json()["rule"]
    assert "agreements" in answer.json()["ask"]


@pytest.mark.parametrize(
    ("body", "type", "status"),
    [
        (b" ", "application/json", 400),
        (b"{", "application/json", 400),
        (b"[]", "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b"\xff\xfe{", "application/json", 400),
        (b'"\\ud800"', "application/json", 400),
        (b'{"kind": "\\ud800"}', "application/json", 422),
        (b'{"kind": "referral", "key": NaN}', "application/json", 422),
        (b"{}", "application/json", 422),
        (b'{"kind": []}', "application/json", 422),
        (b"{}", "text/plain", 415),
        (b"{}" + b" " * 1_000_001, "application/json", 413),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_body_of_the_wrong_type_or_size_is_refused(caller, body, type, status):
    answer = caller().post("/api/v1/records", body, content_type=type)
    assert answer.status_code == status, answer.content
    assert answer.json()["status"] == status
