"""Erasure takes two people, reaches everything but the ledger, and stops at a legal hold."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate

from commonthread.access.permissions import Role
from commonthread.access.scope import AnotherPerson, NotAllowed, OnHold, open_scope
from commonthread.access.terms import AgencyKind
from commonthread.feeds.destroying import destroy
from commonthread.feeds.store import DeliveryStore
from commonthread.identity.linking import link_unlinked
from commonthread.records.actions import append
from commonthread.records.incoming import as_sent
from commonthread.records.record import Mention, MentionRole
from commonthread.rights.actions import (
    confirm_destruction,
    decide,
    end_hold,
    hold_person,
    hold_record,
    propose_erasure,
)  # fmt: skip
from commonthread.rights.queries import holds, reviews
from commonthread.rights.terms import Decision
from tests.delivering import ROW, Sender

ODALYS = Mention(role=MentionRole.SUBJECT, given_name="Odalys", family_name="Quenby", born_on=date(2017, 3, 14),
                 address="14 Larkspur Row", postcode="B98 7CV")  # fmt: skip


@pytest.fixture
def council(make, fresh_database):
    return make.agency(AgencyKind.CHILDRENS_SERVICES)


@pytest.fixture
def two(make, council):
    """Two records officers of one council."""
    return make.scope(council, Role.RECORDS_OFFICER), make.scope(council, Role.RECORDS_OFFICER)


@pytest.fixture
def draft(make):
    return make.draft("case_note", ODALYS)


@pytest.fixture
def record(make, council, draft):
    number = make.record(council, draft)
    link_unlinked()
    return number


def proposed(scope, record):
    with scope.transaction():
        return propose_erasure(
            by=scope, record=record, reason="she asked for it, and nothing speaks against it"
        )


def everywhere(make, text):
    """Every table and column of the database in which the text stands."""
    tables = make._owner(
        "SELECT array_agg(format('%%I.%%I', table_schema, table_name)) FROM information_schema.tables "
        "WHERE table_schema IN ('public', 'content') AND table_type = 'BASE TABLE'"
    )[0]
    return [
        table for table in tables
        if make._owner(f"SELECT EXISTS (SELECT 1 FROM {table} t WHERE to_jsonb(t)::text ILIKE %s)", f"%{text}%")[0]
    ]  # fmt: skip


def test_what_was_erased_is_nowhere_and_the_ledger_is_whole(make, two, record):
    first, second = two
    before = make._owner("SELECT count(*), max(number) FROM ledger_event")
    assert everywhere(make, "Quenby")
    review = proposed(first, record)
    with second.transaction():
        assert confirm_destruction(by=second, review=review) == 1
    assert everywhere(make, "Quenby") == []
    assert everywhere(make, "Larkspur") == []
    for table, column in (("content.key", "mention"), ("content.residence", "mention"), ("identity_link", "mention"),
                          ("records_about", "record"), ("identity_tie", "record")):  # fmt: skip
        assert make._owner(f"SELECT count({column}) FROM {table}") == (0,)
    assert make._owner("SELECT records, reason FROM ledger_event WHERE type = 'erasure'") == (
        [record], "she asked for it, and nothing speaks against it",
    )  # fmt: skip
    assert make._owner("SELECT count(*) FROM ledger_event WHERE number <= %s", before[1]) == (before[0],)


def test_every_version_goes(make, two, council, draft, record):
    first, second = two
    again = make.record(council, draft.model_copy(update={"place": "Quenby Hall"}), sequence=2)
    review = proposed(first, record)
    with second.transaction():
        assert confirm_destruction(by=second, review=review) == 2
    assert everywhere(make, "Quenby") == []
    assert again != record


def test_the_same_record_sent_again_is_not_taken(make, two, council, draft, record):
    first, second = two
    review = proposed(first, record)
    with second.transaction():
        confirm_destruction(by=second, review=review)
    append(agency=council, delivery=0, sequence=3, drafts=[as_sent(council, 1, draft)])
    assert everywhere(make, "Quenby") == []


def test_whoever_decided_does_not_confirm(two, record):
    first, _ = two
    review = proposed(first, record)
    with pytest.raises(AnotherPerson), first.transaction():
        confirm_destruction(by=first, review=review)


@pytest.mark.parametrize("of", ["person", "record"])
def test_a_legal_hold_stands_above_everything(make, two, record, of):
    first, second = two
    (person,) = make._owner("SELECT person FROM records_about WHERE record = %s", record)
    with first.transaction():
        hold = (
            hold_person(by=first, person=person, reason="an inquiry asked for it")
            if of == "person"
            else hold_record(by=first, record=record, reason="an inquiry asked for it")
        )
    review = proposed(first, record)
    with second.transaction():
        assert [waiting.is_held for waiting in reviews()] == [True]
    with pytest.raises(OnHold), second.transaction():
        confirm_destruction(by=second, review=review)
    with second.transaction():
        end_hold(by=second, hold=hold, reason="the inquiry has reported")
        assert holds() == []
        assert confirm_destruction(by=second, review=review) == 1


def test_what_is_kept_leaves_the_list(make, two, council, record):
    first, _ = two
    make._owner("SELECT rights.wait_for_review(ARRAY[%s]::bigint[], ARRAY[current_date])", record)
    with first.transaction():
        (waiting,) = reviews()
        decide(by=first, review=waiting.number, decision=Decision.KEEP, keep_until=localdate() + timedelta(days=365),
               reason="her brother is still looked after")  # fmt: skip
        assert reviews() == []
    make._owner("SELECT rights.wait_for_review(ARRAY[%s]::bigint[], ARRAY[current_date])", record)
    with first.transaction():
        assert reviews() == []


def test_another_agency_s_records_are_not_there(make, record):
    other = make.scope(make.agency(AgencyKind.CHILDRENS_SERVICES), Role.RECORDS_OFFICER)
    for number in (record, record + 10_000):
        with pytest.raises(NotAllowed, match="Not found"), other.transaction():
            propose_erasure(by=other, record=number, reason="because")
        with pytest.raises(NotAllowed, match="Not found"), other.transaction():
            hold_record(by=other, record=number, reason="because")
    with other.transaction():
        assert reviews() == []


def test_a_role_without_the_right_is_refused(make, council, record):
    worker = make.scope(council, Role.SOCIAL_WORKER)
    with pytest.raises(NotAllowed), worker.transaction():
        propose_erasure(by=worker, record=record, reason="because")


def test_the_file_that_it_came_in_goes_too_and_brings_nothing_back(make, tmp_path, fresh_database):
    sender = Sender(make, tmp_path)
    receipt = sender.deliver(ROW, ROW.under("V2"))
    store = DeliveryStore(tmp_path / "store")
    first, second = (open_scope(make.user(sender.agency, Role.RECORDS_OFFICER)) for _ in range(2))
    (record,) = make._owner(
        "SELECT number FROM records_record WHERE delivery = %s ORDER BY line LIMIT 1", receipt.delivery
    )
    review = proposed(first, record)
    with second.transaction():
        confirm_destruction(by=second, review=review)
    assert make._owner(
        "SELECT args ->> 'numbers' FROM procrastinate_jobs WHERE task_name = 'destroy_files'"
    ) == (f"[{receipt.delivery}]",)
    destroy(store=store, deliveries=[receipt.delivery])
    assert not [file for file in store.folder.rglob("*") if file.is_file()]
    sender.deliver(ROW, ROW.under("V2"), ROW.under("V3"))
    assert make._owner("SELECT count(*) FROM records_record WHERE agency = %s", sender.agency) == (2,)
