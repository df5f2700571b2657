"""Loading as a whole: killed anywhere, sent twice, late or at once, the final state is the same."""

import json
from collections import Counter

import pytest

from tests.delivering import ROW, Sender
from tests.faults.command_line import CommandLine
from tests.making import Making

MANY = 8_100
STATE = """
SELECT json_build_object(
  'records', (SELECT json_agg(json_build_array(encode(r.content_digest, 'hex'), r.line, r.superseded_by IS NULL)
                              ORDER BY r.line, r.content_digest) FROM records_record r WHERE r.agency = %(agency)s),
  'content', (SELECT count(*) FROM content.body b JOIN records_record r ON r.number = b.record WHERE r.agency = %(agency)s),
  'people', (SELECT count(*) FROM content.mention m WHERE m.agency = %(agency)s),
  'rejects', (SELECT json_agg(json_build_array(j.line, j.faults, c.raw) ORDER BY j.line)
                FROM feeds_reject j JOIN content.reject c ON c.reject = j.number WHERE j.agency = %(agency)s),
  'ledger', (SELECT coalesce(sum(cardinality(e.records)), 0) FROM ledger_event e
              WHERE e.agency = %(agency)s AND e.type IN ('collection', 'alteration')),
  'deliveries', (SELECT json_agg(json_build_array(d.state, d.cursor, d.counts) ORDER BY d.number)
                   FROM feeds_delivery d WHERE d.agency = %(agency)s))"""
COUNTED = ("accepted", "superseded", "duplicate", "rejected")


def state(make, agency: str) -> dict:
    (found,) = make._owner(STATE.replace("%(agency)s", f"'{agency}'"))
    return json.loads(found) if isinstance(found, str) else found


def cursor(make, agency: str) -> int:
    """How far a delivery has been taken; below nothing where it is not written down yet."""
    found = make._owner("SELECT cursor FROM feeds_delivery WHERE agency = %s", agency)
    return found[0] if found else -1


def adds_up(receipt: dict) -> bool:
    return sum(receipt[counted] for counted in COUNTED) == receipt["pieces"]


def extract(sender) -> tuple[str, ...]:
    return "--format", "extract", "--agency", sender.agency


@pytest.fixture(scope="module")
def undisturbed(database, tmp_path_factory):
    """A file of many rows, a wrong one here and there and a key that comes again; and what it leaves undisturbed."""
    folder = tmp_path_factory.mktemp("undisturbed")
    make = Making()
    other = Sender(make, folder)
    rows = [ROW.wrong(f"V{n}") if n % 400 == 7 else ROW.under(f"V{n}") for n in range(MANY)]
    file = other.file(*rows, ROW.under("V3", result="refused"))
    done = CommandLine(folder / "var", database).load(file, *extract(other))
    assert done.status == 1, done.said
    assert adds_up(done.receipt)
    return file, state(make, other.agency)


@pytest.mark.parametrize("taken", [0, 2_000], ids=["written down", "a batch in"])
def test_killed_and_run_again_it_leaves_the_same(sender, make, command_line, undisturbed, taken):
    file, expected = undisturbed
    running = command_line.loading(file, *extract(sender))
    running.when(lambda: cursor(make, sender.agency) >= taken).kill()
    done = command_line.load(file, *extract(sender))
    assert done.status == 1, done.said
    assert adds_up(done.receipt)
    assert state(make, sender.agency) == expected


def test_killed_again_and_again_it_still_leaves_the_same(sender, make, command_line, undisturbed):
    file, expected = undisturbed
    for taken in (0, 2_000, 4_000):
        running = command_line.loading(file, *extract(sender))
        running.when(lambda taken=taken: cursor(make, sender.agency) >= taken).kill()
    assert command_line.load(file, *extract(sender)).status == 1
    assert state(make, sender.agency) == expected


def test_interrupted_it_says_how_to_go_on_and_goes_on(sender, make, command_line, undisturbed):
    file, expected = undisturbed
    running = command_line.loading(file, *extract(sender))
    done = running.when(lambda: cursor(make, sender.agency) >= 2_000).interrupt()
    assert done.status == 130
    assert "What was taken so far is kept: run the same command again to go on." in done.said
    assert command_line.load(file, *extract(sender)).status == 1
    assert state(make, sender.agency) == expected


def test_loaded_by_two_at_once_nothing_is_done_twice(sender, make, command_line, undisturbed):
    file, expected = undisturbed
    both = [command_line.loading(file, *extract(sender)) for _ in range(2)]
    done = [running.finish() for running in both]
    assert {each.status for each in done} <= {1, 2}
    assert any(each.status == 1 for each in done), [each.said for each in done]
    assert all("Another process is loading" in each.said for each in done if each.status == 2)
    assert state(make, sender.agency) == expected


def test_the_same_file_twice_changes_nothing(sender, make, command_line):
    file = sender.file(ROW, ROW.wrong("V2"))
    first = command_line.load(file, *extract(sender))
    before = state(make, sender.agency)
    again = command_line.load(file, *extract(sender))
    assert (first.status, again.status) == (1, 1)
    assert again.receipt == {**first.receipt, "loaded_before": True}
    assert state(make, sender.agency) == before


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["in order", "out of order"])
def test_the_version_that_was_sent_later_is_in_force_whichever_came_first(sender, make, command_line, order):
    sent = [
        (sender.file(ROW, name="home_visit old.csv"), "2026-03-01"),
        (sender.file(ROW.under("V1", result="refused"), name="home_visit new.csv"), "2026-03-08"),
    ]
    outcomes = Counter()
    for which in order:
        file, at = sent[which]
        done = command_line.load(file, *extract(sender), "--sent-at", at)
        assert done.status == 0, done.said
        outcomes += Counter({counted: done.receipt[counted] for counted in COUNTED})
    assert outcomes == {"accepted": 1, "superseded": 1}
    (result,) = make._owner(
        "SELECT b.body -> 'detail' ->> 'result' FROM content.body b JOIN records_record r ON r.number = b.record "
        "WHERE r.agency = %s AND r.superseded_by IS NULL",
        sender.agency,
    )
    assert result == "refused"


def test_a_kind_that_the_agreement_does_not_name_is_rejected(sender, make, command_line):
    make._owner("UPDATE feeds_feedagreement SET kinds = '{case_note}' WHERE agency = %s", sender.agency)
    done = command_line.load(sender.file(ROW), *extract(sender))
    assert done.status == 1
    (reject,) = done.receipt["first_rejects"]
    assert reject["faults"][0]["message"].startswith("the feed agreement names no home visit")
    assert state(make, sender.agency)["records"] is None


def test_a_field_that_the_agreement_does_not_name_is_left_out(sender, make, command_line):
    fields = ["home_visit.result", "mention.known_as"]
    make._owner("UPDATE feeds_feedagreement SET fields = %s WHERE agency = %s", fields, sender.agency)
    assert command_line.load(sender.file(ROW), *extract(sender)).status == 0
    (given,) = make._owner("SELECT given::text FROM content.mention WHERE agency = %s", sender.agency)
    assert json.loads(given) == {"role": "subject"}
