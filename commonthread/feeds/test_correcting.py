"""A rejected piece is put right by its owner, as though it had stood in its delivery."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from commonthread.access.permissions import Role
from commonthread.access.scope import NotAllowed
from commonthread.access.terms import AgencyKind
from commonthread.feeds import queries
from commonthread.feeds.actions import load
from commonthread.feeds.correcting import Corrected, correct, withdraw
from commonthread.feeds.queries import RejectShown, Which
from commonthread.feeds.receipt import Receipt
from commonthread.feeds.store import DeliveryStore

HEADER = "key,happened_from,result,subject_1_given_name,subject_1_born_on"
WRONG, RIGHT = "31/02/2026", "28/02/2026"
RECORDS = "SELECT count(*), count(*) FILTER (WHERE superseded_by IS NULL), max(entered_by) FROM records_record WHERE agency = %s"


@pytest.fixture
def service(make) -> str:
    agency = make.agency(AgencyKind.CHILDRENS_SERVICES)
    make.feed_agreement(agency)
    return agency


@pytest.fixture
def deliver(service, tmp_path: Path):
    def deliver(text: str, name: str = "home_visit.csv", **told) -> Receipt:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return load(
            store=DeliveryStore(tmp_path / "store"), paths=[path], format="extract", agency=service, **told
        )

    return deliver


@pytest.fixture
def officer(make, service):
    return make.scope(service, Role.RECORDS_OFFICER)


def row(key: str, day: str = "2026-02-28", result: str = "access") -> str:
    return f"{HEADER}\n{key},{day},{result},Jo,2015-04-01\n"


def only_reject(officer, receipt: Receipt, which: Which = Which.OPEN) -> RejectShown:
    with officer.transaction():
        (found,) = queries.rejects(receipt.delivery, which)
    return found


def raw(officer, reject: RejectShown) -> str:
    return queries.read_reject(officer, reject.number, reason="putting it right")


def test_what_is_put_right_is_a_record_of_its_delivery_and_on_the_ledger(make, officer, service, deliver):
    receipt = deliver(row("V1", WRONG))
    reject = only_reject(officer, receipt)
    text = raw(officer, reject).replace(WRONG, RIGHT)
    with officer.transaction():
        ((outcome, number),) = correct(by=officer, reject=reject.number, text=text).records
    assert outcome == "accepted"
    assert make._owner("SELECT delivery, line, entered_by FROM records_record WHERE number = %s", number) == (
        receipt.delivery, 2, officer.user,
    )  # fmt: skip
    assert only_reject(officer, receipt, Which.SETTLED).resolution == "corrected"
    assert make._owner(
        "SELECT records, data ->> 'how', (data ->> 'reject')::bigint FROM ledger_event "
        "WHERE actor = %s AND type = 'alteration'",
        officer.user,
    ) == ([number], "corrected", reject.number)


def test_the_people_of_what_was_put_right_are_found(make, officer, deliver):
    reject = only_reject(officer, deliver(row("V1", WRONG)))
    before = make._owner("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'link_new'")[0]
    with officer.transaction():
        correct(by=officer, reject=reject.number, text=row("V1", RIGHT))
    assert (
        make._owner("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'link_new'")[0] == before + 1
    )


def test_what_is_still_wrong_is_said_and_nothing_is_stored(make, officer, service, deliver):
    reject = only_reject(officer, deliver(row("V1", WRONG)))
    with officer.transaction():
        (fault,) = correct(by=officer, reject=reject.number, text=row("V1", RIGHT, result="perhaps"))
    assert fault.column == "result"
    assert make._owner(RECORDS, service)[0] == 0
    with officer.transaction():
        assert queries.reject(reject.number).resolved_at is None


@pytest.mark.parametrize("text", ["", "\0", "a,b\n1,2\n", HEADER, "<xml/>"])
def test_a_text_that_is_not_of_the_format_is_said(officer, deliver, text):
    reject = only_reject(officer, deliver(row("V1", WRONG)))
    with officer.transaction():
        (fault,) = correct(by=officer, reject=reject.number, text=text)
    assert fault.message


def test_a_piece_is_settled_once(officer, deliver):
    reject = only_reject(officer, deliver(row("V1", WRONG)))
    with officer.transaction():
        assert isinstance(correct(by=officer, reject=reject.number, text=row("V1", RIGHT)), Corrected)
    for again in (
        lambda: correct(by=officer, reject=reject.number, text=row("V2", RIGHT)),
        lambda: withdraw(by=officer, reject=reject.number, reason="sent in error"),
    ):
        with pytest.raises(NotAllowed), officer.transaction():
            again()


def test_another_agency_cannot_touch_it(make, officer, deliver):
    reject = only_reject(officer, deliver(row("V1", WRONG)))
    other = make.agency(AgencyKind.CHILDRENS_SERVICES)
    make.feed_agreement(other)
    stranger = make.scope(other, Role.RECORDS_OFFICER)
    with pytest.raises(NotAllowed):
        raw(stranger, reject)
    for touch in (
        lambda: correct(by=stranger, reject=reject.number, text=row("V1", RIGHT)),
        lambda: withdraw(by=stranger, reject=reject.number, reason="not ours"),
    ):
        with pytest.raises(NotAllowed), stranger.transaction():
            touch()


def test_a_correction_of_an_old_delivery_does_not_undo_what_was_sent_since(make, officer, service, deliver):
    old = deliver(row("V1", WRONG), sent_at=datetime(2026, 3, 1, tzinfo=UTC))
    deliver(row("V1", result="refused"), sent_at=datetime(2026, 3, 8, tzinfo=UTC))
    reject = only_reject(officer, old)
    with officer.transaction():
        ((outcome, _),) = correct(by=officer, reject=reject.number, text=row("V1", RIGHT)).records
    assert outcome == "superseded"
    assert make._owner(RECORDS, service)[:2] == (2, 1)


def test_what_the_agreement_does_not_name_is_rejected_whole_and_taken_once_it_does(make, tmp_path):
    school = make.agency(AgencyKind.SCHOOL)
    make.feed_agreement(school, kinds=["school_absence"])
    path = tmp_path / "home_visit.csv"
    path.write_text(row("V1"), encoding="utf-8")
    receipt = load(store=DeliveryStore(tmp_path / "store"), paths=[path], format="extract", agency=school)
    assert (receipt.accepted, receipt.rejected) == (0, 1)
    officer = make.scope(school, Role.RECORDS_OFFICER)
    reject = only_reject(officer, receipt)
    text = raw(officer, reject)
    assert text == row("V1")
    with officer.transaction():
        (fault,) = correct(by=officer, reject=reject.number, text=text)
    assert "names no home visit" in fault.message
    make._owner("UPDATE feeds_feedagreement SET ends_on = '2026-01-01' WHERE agency = %s", school)
    with officer.transaction():
        (fault,) = correct(by=officer, reject=reject.number, text=text)
    assert "no feed agreement in force" in fault.message
    make.feed_agreement(school)
    with officer.transaction():
        assert isinstance(correct(by=officer, reject=reject.number, text=text), Corrected)


def test_a_correction_is_held_to_the_fields_that_the_agreement_names(make, tmp_path):
    school = make.agency(AgencyKind.SCHOOL)
    make.feed_agreement(school, kinds=["home_visit"], fields=["mention.given_name", "home_visit.result"])
    path = tmp_path / "home_visit.csv"
    path.write_text(row("V1", WRONG), encoding="utf-8")
    receipt = load(store=DeliveryStore(tmp_path / "store"), paths=[path], format="extract", agency=school)
    officer = make.scope(school, Role.RECORDS_OFFICER)
    reject = only_reject(officer, receipt)
    with officer.transaction():
        ((_, number),) = correct(by=officer, reject=reject.number, text=row("V1", RIGHT)).records
    (given,) = make._owner("SELECT given FROM content.mention WHERE record = %s", number)
    assert json.loads(given) == {"role": "subject", "given_name": "Jo"}


def test_a_row_of_a_table_of_several_kinds_is_put_right_too(officer, deliver):
    header, values = row("V1", WRONG).splitlines()
    reject = only_reject(officer, deliver(f"kind,{header}\nhome_visit,{values}\n", "week.csv"))
    assert (reject.kind, reject.file, reject.line) == ("home_visit", "week.csv", 2)
    text = raw(officer, reject).replace(WRONG, RIGHT)
    with officer.transaction():
        assert isinstance(correct(by=officer, reject=reject.number, text=text), Corrected)


def test_withdrawing_needs_a_reason_and_keeps_it(make, officer, deliver):
    receipt = deliver(row("V1", WRONG))
    reject = only_reject(officer, receipt)
    with officer.transaction():
        withdraw(by=officer, reject=reject.number, reason="a test row of the export")
    assert only_reject(officer, receipt, Which.SETTLED).resolution == "withdrawn"
    assert make._owner(
        "SELECT reason FROM ledger_event WHERE actor = %s AND type = 'alteration'", officer.user
    ) == ("a test row of the export",)


def test_rejects_are_counted_and_one_leads_to_the_next(officer, deliver):
    header = row("x").partition("\n")[0]
    lines = [f"V{n},{WRONG},access,Jo,2015-04-01" for n in range(3)]
    receipt = deliver("\n".join([header, *lines, ""]))
    with officer.transaction():
        first, second, third = queries.rejects(receipt.delivery, Which.OPEN)
        assert queries.next_open_reject(first) == second.number
        assert queries.next_open_reject(third) == first.number
        withdraw(by=officer, reject=second.number, reason="twice")
    with officer.transaction():
        assert queries.next_open_reject(first) == third.number
        assert queries.how_many(receipt.delivery) == {Which.OPEN: 2, Which.SETTLED: 1, Which.QUESTIONS: 0}
        assert queries.delivery(receipt.delivery).open_rejects == 2


def test_taking_the_open_ones_away_is_a_disclosure(make, officer, deliver):
    receipt = deliver(row("V1", WRONG))
    ((reject, text),) = queries.read_open_rejects(officer, receipt.delivery, reason="to the supplier")
    assert (reject.line, text) == (2, row("V1", WRONG))
    assert make._owner(
        "SELECT reason, (data ->> 'delivery')::bigint, data ->> 'rejects' FROM ledger_event "
        "WHERE actor = %s AND type = 'disclosure'",
        officer.user,
    ) == ("to the supplier", receipt.delivery, "1")
