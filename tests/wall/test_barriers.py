"""Identities that must never be bridged stay two, whatever else is joined or parted, and nobody learns that they are."""

from datetime import date

import pytest
from django.db import connections

from commonthread.access.permissions import Role
from commonthread.access.scope import KeptApart, NotAllowed
from commonthread.access.terms import AgencyKind
from commonthread.identity.actions import decide, never_bridge, rejoin, unlink
from commonthread.identity.queries import open_pairs, read_pair
from commonthread.records.record import Mention, MentionRole

GIRL = Mention(role=MentionRole.SUBJECT, given_name="Test", family_name="Child", born_on=date(2017, 3, 14))


class Family:
    """People with one mention each, at one agency; pairs between them; and an officer who decides."""

    def __init__(self, make):
        self.make = make
        self.agency = make.agency(AgencyKind.CHILDRENS_SERVICES)
        self.officer = make.scope(self.agency, Role.RECORDS_OFFICER)
        self.team = make.scope(make.agency(), Role.PROTECTED_IDENTITIES)

    def person(self):
        (person,) = self.make._owner("SELECT identity.new_person()")
        record = self.make.record(self.agency, self.make.draft("case_note", GIRL), persons=(person,))
        (mention,) = self.make._owner("SELECT number FROM content.mention WHERE record = %s", record)
        self.make._owner(
            "INSERT INTO identity_link (mention, person, model, reason, ended_because) VALUES (%s, %s, 'm', '', '')",
            mention, person,
        )  # fmt: skip
        return mention

    def of(self, mention):
        return self.make._owner("SELECT person FROM content.mention WHERE number = %s", mention)[0]

    def pair(self, one, other):
        return self.make._owner(
            "INSERT INTO identity_pair (first, second, model, weight, decision, reason) "
            "VALUES (%s, %s, '2026-11', 3, '', '') RETURNING number", min(one, other), max(one, other),
        )[0]  # fmt: skip

    def say(self, pair, decision="same"):
        with self.officer.transaction():
            decide(by=self.officer, pair=pair, decision=decision, reason="they look alike")

    def hold_apart(self, one, other):
        with self.team.transaction():
            never_bridge(by=self.team, first=self.of(one), second=self.of(other), ground="adoption")


@pytest.fixture
def family(make):
    return Family(make)


def test_a_barrier_is_answered_as_though_there_were_no_such_pair(family):
    one, other = family.person(), family.person()
    pair = family.pair(one, other)
    family.hold_apart(one, other)
    with family.officer.transaction():
        assert pair not in [number for number, _ in open_pairs()]
    answers = []
    for number in (pair, pair + 10**9):
        with pytest.raises(NotAllowed) as refusal:
            family.say(number)
        answers.append(str(refusal.value))
        with pytest.raises(NotAllowed) as refusal:
            read_pair(family.officer, number, reason="curious")
        answers.append(str(refusal.value))
    assert len(set(answers)) == 1
    assert family.of(one) != family.of(other)


def test_a_barrier_holds_for_whomever_its_people_are_joined_with(family):
    before, after, again = family.person(), family.person(), family.person()
    family.hold_apart(before, after)
    family.say(family.pair(again, after))
    assert family.of(again) == family.of(after)
    with pytest.raises(NotAllowed):
        family.say(family.pair(again, before))
    with pytest.raises(NotAllowed):
        family.say(family.pair(after, before))
    assert family.of(before) != family.of(after)


def test_a_barrier_holds_for_what_is_taken_out_of_one_of_its_people(family):
    before, after, again = family.person(), family.person(), family.person()
    family.say(family.pair(again, after))
    family.hold_apart(before, after)
    with family.officer.transaction():
        unlink(by=family.officer, mention=again, reason="a cousin")
    with pytest.raises(NotAllowed):
        family.say(family.pair(again, before))
    assert family.of(before) != family.of(again)


def test_what_was_parted_before_a_barrier_was_made_is_not_put_back_across_it(family):
    one, other = family.person(), family.person()
    family.say(family.pair(one, other))
    with family.officer.transaction():
        unlink(by=family.officer, mention=other, reason="a cousin")
    family.hold_apart(one, other)
    with pytest.raises(NotAllowed), family.officer.transaction():
        rejoin(by=family.officer, mention=other, reason="put back")
    assert family.of(one) != family.of(other)


def test_what_a_human_said_apart_is_said_to_be_kept_apart(family):
    one, other = family.person(), family.person()
    family.say(family.pair(one, other), "different")
    with pytest.raises(KeptApart):
        family.say(family.make._owner("SELECT max(number) FROM identity_pair")[0])


def test_an_old_number_leads_nowhere_without_a_scope_wherever_it_led(family):
    one, other = family.person(), family.person()
    old = family.of(other)
    family.say(family.pair(one, other))
    connection = connections["app"]
    connection.ensure_connection()
    for number in (old, family.make.person()):
        with pytest.raises(Exception, match="no live scope"):
            connection.connection.execute("SELECT identity.now_called(%s)", [number])
        connection.connection.rollback()
