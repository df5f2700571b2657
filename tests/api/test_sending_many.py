"""Deliveries by a system: each item is taken or rejected by itself, and told so."""

import gzip
import json
import threading

import pytest
from django.db import connections

from commonthread import flow
from commonthread.feeds.actions import load_kept
from commonthread.feeds.store import DeliveryStore
from commonthread.records.api_schema import example_json
from commonthread.records.kind import kinds

SEND = "/api/v1/deliveries"


def records(make, count, kind="school_absence"):
    """Each about somebody of a name of their own: thousands alike would all be weighed against each other."""
    example, numbers = example_json(kinds()[kind]), [next(make.counter) for _ in range(count)]
    return [
        example
        | {"key": f"{make.mark}-{number}"}
        | {
            "mentions": [
                {
                    "role": "subject",
                    "given_name": f"O{in_letters(number)}",
                    "family_name": f"Q{in_letters(number * 7919)}",
                }
            ]
        }
        for number in numbers
    ]


def in_letters(number):
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


def lines(items):
    return "".join(json.dumps(item) + "\n" for item in items).encode()


def sent(here, body, **headers):
    answer = here.post(SEND, body, **headers)
    assert answer.status_code == 202, answer.content
    number = answer.json()["receipt"]
    assert answer["Location"] == f"/api/v1/deliveries/{number}"
    flow.load_delivery([number])
    return number


def outcomes(here, number, **asked):
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return {item["line"]: item for item in here.get(f"{SEND}/{number}/items?{query}").json()["items"]}


@pytest.mark.parametrize("type", ["application/json", "application/x-ndjson"])
def test_one_bad_row_among_thousands_rejects_that_row_alone(make, caller, type):
    here = caller()
    items = records(make, 3_000)
    items[1_233]["mentions"] = [{"role": "subject", "nhs_number": "9990000019"}]
    body = lines(items) if type.endswith("ndjson") else json.dumps(items).encode()
    number = sent(here, body, content_type=type)
    receipt = here.get(f"{SEND}/{number}").json()
    assert (receipt["accepted"], receipt["rejected"], receipt["received"]) == (2_999, 1, 3_000)
    (item,) = outcomes(here, number, outcome="rejected").values()
    assert item["line"] == 1_234
    assert item["errors"][0]["pointer"] == "/mentions/0/nhs_number"
    fetched = here.get(f"/api/v1/rejects/{item['reject']}").json()
    assert json.loads(fetched["sent"]) == items[1_233]


def test_a_reject_is_put_right_and_sent_again(make, caller):
    here = caller()
    (good,) = records(make, 1)
    number = sent(here, [good | {"detail": {}}])
    (item,) = outcomes(here, number).values()
    still = here.post(
        f"/api/v1/rejects/{item['reject']}/correction", good | {"detail": {"absence_code": "?"}}
    )
    assert still.status_code == 422
    right = here.post(f"/api/v1/rejects/{item['reject']}/correction", good)
    assert right.status_code == 200, right.content
    assert len(right.json()["records"]) == 1
    assert here.post(f"/api/v1/rejects/{item['reject']}/correction", good).status_code == 404, "settled"
    assert here.get(f"{SEND}/{number}").json()["open_rejects"] == 0


def test_a_reject_is_withdrawn_with_a_reason(make, caller):
    here = caller()
    number = sent(here, [{"kind": "referral"}])
    (item,) = outcomes(here, number).values()
    where = f"/api/v1/rejects/{item['reject']}/withdrawal"
    for nothing in (" ", "a\u0000b", "a\u202eb"):
        assert here.post(where, {"reason": nothing}).status_code == 422
    assert here.post(where, {"reason": "sent by mistake"}).status_code == 204
    assert here.get(f"/api/v1/rejects/{item['reject']}").json()["settled_how"] == "withdrawn"
    assert here.get(f"/api/v1/rejects?receipt={number}").json()["rejects"] == []


def test_what_becomes_of_an_item_is_told_in_five_words(make, caller):
    here = caller()
    (one,) = records(make, 1)
    later = one | {"place": "elsewhere"}
    first = sent(here, [one])
    second = sent(here, [one, later, {"kind": "nothing"}])
    assert [item["outcome"] for item in outcomes(here, first).values()] == ["accepted"]
    assert [item["outcome"] for item in outcomes(here, second).values()] == [
        "duplicate",
        "superseding",
        "rejected",
    ]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b'[{"kind": "referral"}, 7, null, "text", [], {}]', ["rejected"] * 6),
        (b"[]", []),
        (b" [ \n] ", []),
        (b'[{"kind": "referral"},]', ["rejected"] * 2),
        (b'\xef\xbb\xbf[{"a": "]\\"},{"}]', ["rejected"]),
        (b'{"kind": 1}\n\n{"kind":\n{"kind": 2}', ["rejected"] * 3),
        (b'{"kind":\n "referral"\n}', ["rejected"]),
    ],
    ids=[
        "not records",
        "empty",
        "empty and spaced",
        "a comma too many",
        "brackets within text",
        "a torn line",
        "over lines",
    ],
)
def test_odd_bodies_are_cut_into_their_items(caller, body, told):
    here = caller()
    assert [item["outcome"] for item in outcomes(here, sent(here, body)).values()] == told


@pytest.mark.parametrize(
    "body", [b"[{}", b"[{}] more", b'["', b"null", b"\x1f\x8b", b"{\x00}\n{}", b"[" * 70_000]
)
def test_a_body_of_which_nothing_can_be_taken_is_kept_and_said_so(caller, body):
    here = caller()
    receipt = here.get(f"{SEND}/{sent(here, body)}").json()
    assert (receipt["state"], receipt["received"]) == ("unreadable", 0)
    assert receipt["remarks"]


def test_a_packed_body_is_unpacked_and_a_bomb_is_not(make, caller):
    here = caller()
    packed = {"content_type": "application/x-ndjson", "Content-Encoding": "gzip"}
    number = sent(here, gzip.compress(lines(records(make, 5))), **packed)
    assert here.get(f"{SEND}/{number}").json()["accepted"] == 5
    bomb = gzip.compress(b" " * 101_000_000)
    assert here.post(SEND, bomb, **packed).status_code == 413
    assert here.post(SEND, bomb[:1000], **packed).status_code == 400
    assert here.post(SEND, b"not packed", **packed).status_code == 400
    assert here.post(SEND, gzip.compress(b"{}") + b"more", **packed).status_code == 400
    assert here.post(SEND, b"x", **(packed | {"Content-Encoding": "br"})).status_code == 415


def test_the_same_body_under_one_key_is_one_delivery_and_another_body_is_refused(make, caller):
    here, other = caller(), caller()
    items = records(make, 2)
    first = here.post(SEND, items, **{"Idempotency-Key": "night-1"})
    again = here.post(SEND, items, **{"Idempotency-Key": "night-1"})
    assert first.json()["receipt"] == again.json()["receipt"]
    refused = here.post(SEND, items[:1], **{"Idempotency-Key": "night-1"})
    assert refused.status_code == 409
    assert "One key" in refused.json()["rule"]
    assert other.post(SEND, items[:1], **{"Idempotency-Key": "night-1"}).status_code == 202
    assert here.post(SEND, items, **{"Idempotency-Key": " "}).status_code == 422


def test_the_same_delivery_sent_twice_at_once_is_loaded_once(make, caller):
    here = caller()
    items = records(make, 50)
    answers, gate = [], threading.Barrier(4)

    def send():
        gate.wait()
        answers.append(here.post(SEND, items, **{"Idempotency-Key": "twice"}))
        number = answers[-1].json()["receipt"]
        try:
            load_kept(store=DeliveryStore(_folder()), delivery=number)
        except Exception as error:  # noqa: BLE001  of two that load at once, one is told so
            assert type(error).__name__ == "BeingLoaded"
        connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status_code for answer in answers} == {202}
    (number,) = {answer.json()["receipt"] for answer in answers}
    assert here.get(f"{SEND}/{number}").json()["accepted"] == 50
    assert len(outcomes(here, number)) == 50


def _folder():
    from django.conf import settings

    return settings.DELIVERIES


def test_receipts_and_items_are_paged_by_following_next(make, caller):
    here = caller()
    numbers = [sent(here, records(make, 3)) for _ in range(3)]
    found, where = [], f"{SEND}?limit=2"
    while where:
        page = here.get(where).json()
        found += [receipt["receipt"] for receipt in page["receipts"]]
        where = page["next"]
    assert found == numbers[::-1]
    first = here.get(f"{SEND}/{numbers[0]}/items?limit=2").json()
    rest = here.get(first["next"]).json()
    assert [item["line"] for item in first["items"] + rest["items"]] == [1, 2, 3]


def test_a_receipt_that_has_not_changed_is_not_sent_again(make, caller):
    here = caller()
    number = here.post(SEND, records(make, 1)).json()["receipt"]
    waiting = here.get(f"{SEND}/{number}")
    assert here.get(f"{SEND}/{number}", **{"If-None-Match": waiting["ETag"]}).status_code == 304
    flow.load_delivery([number])
    assert here.get(f"{SEND}/{number}", **{"If-None-Match": waiting["ETag"]}).json()["state"] == "loaded"


def test_the_client_stands_on_the_ledger_with_what_it_did(make, caller):
    here = caller()
    number = sent(here, [{"kind": "referral"}])
    (item,) = outcomes(here, number).values()
    here.get(f"/api/v1/rejects/{item['reject']}")
    types = make._owner(
        "SELECT array_agg(type::text ORDER BY number) FROM ledger_event WHERE data ->> 'client' = %s",
        str(here.made.number),
    )
    assert types == (["delivery sent", "consultation"],)
