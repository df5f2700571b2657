"""Holds, reviews, requests and corrections about somebody who has been hidden since are as though never made."""

from datetime import date

import pytest

from commonthread.access.permissions import Role
from commonthread.access.scope import NotAllowed
from commonthread.access.terms import Purpose
from commonthread.records.actions import enter
from commonthread.records.queries import read
from commonthread.rights.actions import (
    agree,
    close_request,
    confirm_destruction,
    decide,
    end_hold,
    hold_person,
    hold_record,
    open_request,
    propose,
    propose_erasure,
)
from commonthread.rights.queries import (
    corrected_since_read,
    holds,
    items,
    read_for,
    recipients,
    request,
    requests,
    reviews,
)
from commonthread.rights.terms import Decision, Request, Verdict
from tests.wall.hiding import Town


@pytest.fixture
def town(make, fresh_database):
    return Town(make)


def test_what_waits_about_somebody_hidden_since_is_not_there(town):
    first, second = town.somebody(Role.RECORDS_OFFICER), town.somebody(Role.RECORDS_OFFICER)
    record = town.records["mother"]
    with first.transaction():
        on_her = hold_person(by=first, person=town.mother, reason="an inquiry")
        on_record = hold_record(by=first, record=record, reason="an inquiry")
        review = propose_erasure(by=first, record=record, reason="asked for")
        number = open_request(
            by=first,
            person=town.mother,
            what=Request.ACCESS,
            received_on=date(2026, 9, 2),
            identity_checked="seen",
        )
        propose(by=first, request=number, record=record, verdict=Verdict.GIVE)
        asked = request(number)
        assert holds()
        assert reviews()
        assert requests()
    town.restrict()
    for scope in (first, second):
        with scope.transaction():
            assert (holds(), reviews(), requests()) == ([], [], [])
    refused = {
        "a hold on her": lambda: end_hold(by=second, hold=on_her, reason="it ended"),
        "a hold on her record": lambda: end_hold(by=second, hold=on_record, reason="it ended"),
        "deciding": lambda: decide(
            by=second, review=review, decision=Decision.DESTROY, keep_until=None, reason="x"
        ),
        "confirming": lambda: confirm_destruction(by=second, review=review),
        "items": lambda: items(number),
        "proposing": lambda: propose(by=second, request=number, record=record, verdict=Verdict.GIVE),
        "agreeing": lambda: agree(by=second, request=number, record=record),
        "closing": lambda: close_request(by=second, request=number, outcome="sent"),
    }
    for tried in refused.values():
        with pytest.raises(NotAllowed, match="Not found"), second.transaction():
            tried()
    with pytest.raises(NotAllowed, match="Not found"):
        read_for(second, asked, [record])


def test_a_correction_about_somebody_hidden_since_is_not_told(make, town):
    reader, writer = town.somebody(), town.somebody()
    draft = make.draft("case_note")
    wrong = make.record(town.agency, draft, persons=(town.mother,))
    read(reader, [wrong], purpose=Purpose.OWN_WORK, reason="a call")
    with writer.transaction():
        right = enter(by=writer, draft=draft.model_copy(update={"place": "Elsewhere"}), corrects=wrong)
    make._owner(
        "INSERT INTO records_about (record, person, agency, category) SELECT %s, person, agency, category FROM records_about WHERE record = %s",
        right, wrong,
    )  # fmt: skip
    with reader.transaction():
        assert corrected_since_read()
    assert recipients(writer, right)
    town.restrict()
    with reader.transaction():
        assert corrected_since_read() == []
    with pytest.raises(NotAllowed, match="Not found"):
        recipients(writer, right)
