"""Somebody asks what an agency holds about them: two people decide, and it tells of nobody else."""

from datetime import date

import pytest

from commonthread.access.permissions import Role
from commonthread.access.scope import AnotherPerson, NotAllowed
from commonthread.access.terms import AgencyKind
from commonthread.records.record import Mention, MentionRole
from commonthread.rights.actions import agree, answer_by, close_request, open_request, propose
from commonthread.rights.queries import items, read_for, request, requests
from commonthread.rights.terms import Exemption, Request, Verdict

CAME = date(2026, 1, 30)


@pytest.fixture
def asked(make, fresh_database):
    """A council with two officers, a child with a note that names a brother, and her request."""
    council, her, brother = make.agency(AgencyKind.CHILDRENS_SERVICES), make.person(), make.person()
    said = (
        Mention(role=MentionRole.SUBJECT, given_name="Odalys"),
        Mention(role=MentionRole.SIBLING, given_name="Casimir"),
    )
    record = make.record(council, make.draft("case_note", *said), persons=(her, brother))
    first, second = make.scope(council, Role.RECORDS_OFFICER), make.scope(council, Role.RECORDS_OFFICER)
    with first.transaction():
        number = open_request(
            by=first, person=her, what=Request.ACCESS, received_on=CAME, identity_checked="passport seen"
        )
    return first, second, number, record, her


@pytest.mark.parametrize(
    ("came", "to_be_answered_by"),
    [
        (date(2026, 9, 2), date(2026, 10, 2)),
        (date(2026, 1, 29), date(2026, 3, 2)),
        (date(2027, 1, 30), date(2027, 3, 1)),
        (date(2026, 1, 26), date(2026, 2, 26)),
        (date(2026, 11, 25), date(2026, 12, 29)),
        (date(2026, 3, 31), date(2026, 4, 30)),
    ],
)
def test_a_request_is_answered_within_a_month(came, to_be_answered_by):
    assert answer_by(came) == to_be_answered_by


def test_it_closes_only_when_every_record_is_decided_by_one_and_checked_by_another(asked):
    first, second, number, record, _ = asked
    with pytest.raises(AnotherPerson), first.transaction():
        close_request(by=first, request=number, outcome="sent")
    with first.transaction():
        propose(by=first, request=number, record=record, verdict=Verdict.GIVE)
    with pytest.raises(AnotherPerson), first.transaction():
        agree(by=first, request=number, record=record)
    with pytest.raises(AnotherPerson), first.transaction():
        close_request(by=first, request=number, outcome="sent")
    with second.transaction():
        agree(by=second, request=number, record=record)
        close_request(by=second, request=number, outcome="sent by recorded delivery")
        assert request(number).is_closed


def test_a_changed_mind_is_checked_again(asked):
    first, second, number, record, _ = asked
    with first.transaction():
        propose(by=first, request=number, record=record, verdict=Verdict.GIVE)
    with second.transaction():
        agree(by=second, request=number, record=record)
        propose(
            by=second, request=number, record=record, verdict=Verdict.WITHHOLD,
            exemption=Exemption.SERIOUS_HARM, reason="the father reads her letters",
        )  # fmt: skip
        (item,) = items(number)
    assert (item.verdict, item.exemption, item.checked_by) == ("withhold", "serious harm to somebody", "")


def test_it_is_read_through_the_door_without_the_brother(make, asked):
    first, _, number, record, her = asked
    with first.transaction():
        propose(by=first, request=number, record=record, verdict=Verdict.GIVE, removed=["Invented"])
        asked_for = request(number)
    ((content, given, _),) = read_for(first, asked_for, [record]).values()
    assert content.draft.mentions[1].given_name == "Casimir"
    assert given.others == ("Sibling",)
    assert "Casimir" not in str(given)
    assert "Invented" not in str(given.facts)
    assert make._owner(
        "SELECT count(*), min(purpose) FROM ledger_event WHERE type = 'disclosure' AND subject = %s", her
    ) == (1, "answering what somebody asks about themselves")


def test_another_agency_and_another_role_find_nothing(make, asked):
    first, _, number, record, her = asked
    other = make.scope(make.agency(AgencyKind.CHILDRENS_SERVICES), Role.RECORDS_OFFICER)
    worker = make.scope(first.agency, Role.SOCIAL_WORKER)
    for scope in (other, worker):
        with pytest.raises(NotAllowed), scope.transaction():
            items(number)
        with pytest.raises(NotAllowed), scope.transaction():
            propose(by=scope, request=number, record=record, verdict=Verdict.GIVE)
        with pytest.raises(NotAllowed), scope.transaction():
            open_request(by=scope, person=her, what=Request.ACCESS, received_on=CAME, identity_checked="seen")
    with other.transaction():
        assert requests() == []


def test_a_record_of_another_person_is_not_part_of_it(make, asked):
    first, _, number, _, _ = asked
    elsewhere = make.record(first.agency, persons=(make.person(),))
    with pytest.raises(NotAllowed), first.transaction():
        propose(by=first, request=number, record=elsewhere, verdict=Verdict.GIVE)
