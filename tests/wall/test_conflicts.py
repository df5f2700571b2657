"""An officer never sees themselves, their family or whom they know privately, nor learns that they do not."""

import pytest

from commonthread.access.permissions import Role
from commonthread.access.scope import NotAllowed
from commonthread.access.terms import Level, Purpose
from commonthread.identity.conflicts import conflicts, declare, end, put, settle
from commonthread.identity.linking import link_unlinked
from commonthread.identity.queries import who
from commonthread.identity.standardise import GivenMention
from commonthread.records.actions import open_person
from commonthread.records.queries import envelope, known, story_envelopes
from tests.wall.hiding import ABENA, EFUA, NANA, Town

LOOKED_FOR = GivenMention(0, given_name="Abena", family_name="Owusuah", born_on=ABENA.born_on)


@pytest.fixture
def town(make, fresh_database):
    return Town(make)


def keep_from(town, officer, person, kind="known privately"):
    (username,) = town.make._owner("SELECT username FROM access_user WHERE id = %s", officer.user)
    with town.officer.transaction():
        put(by=town.officer, username=username, person=person, kind=kind)


def seen(scope, person):
    with scope.transaction():
        return [envelope.number for envelope in story_envelopes([person])]


@pytest.mark.parametrize("kind", ["self", "own family", "named officer", "known privately"])
def test_an_officer_does_not_find_open_or_read_them_and_a_colleague_does(town, kind):
    officer, colleague = town.somebody(), town.somebody()
    keep_from(town, officer, town.mother, kind)
    assert who(officer, LOOKED_FOR) == []
    assert seen(officer, town.mother) == []
    with officer.transaction():
        open_person(by=officer, person=town.mother, purpose=Purpose.OWN_WORK, because="a call")
    answers = known(officer, [town.mother], purpose=Purpose.OWN_WORK)
    assert {answer.level for answer in answers} == {Level.NOTHING}
    assert seen(officer, town.mother) == []
    with pytest.raises(NotAllowed), officer.transaction():
        envelope(town.records["mother"])
    assert seen(colleague, town.mother)


def test_the_family_of_an_officer_s_own_person_is_found_by_its_ties(town, make):
    officer = town.somebody()
    before = make.record(town.agency, make.draft("case_note", EFUA))
    link_unlinked()
    keep_from(town, officer, town.mother, "self")
    assert seen(officer, town.person_of(before)) == []
    born = make.record(town.agency, make.draft("case_note", NANA))
    link_unlinked()
    assert seen(officer, town.person_of(born)) == []
    assert seen(officer, town.stranger)


def test_a_conflict_outweighs_being_of_the_named_team(town, make):
    town.restrict()
    other = make.scope(town.agency, Role.PROTECTED_PERSONS, team=town.team)
    keep_from(town, other, town.mother)
    assert seen(other, town.mother) == []
    assert who(other, LOOKED_FOR) == []


def test_whom_an_officer_declares_in_words_is_put_by_those_who_look_after_it(town):
    officer = town.somebody()
    with officer.transaction():
        declare(by=officer, words="Abena Owusuah of Wicket Lane is my cousin")
    _, (declared,) = conflicts(town.officer, reason="my agency")
    with town.officer.transaction():
        put(by=town.officer, username=declared.username, person=town.mother, kind="own family")
        settle(by=town.officer, declaration=declared.number)
    ((found,), waiting) = conflicts(town.officer, reason="my agency")
    assert (found.person, found.username, waiting) == (town.mother, declared.username, ())
    assert seen(officer, town.mother) == []


def test_nobody_sees_or_ends_a_conflict_of_their_own(town, make):
    officer = make.scope(town.agency, Role.PROTECTED_PERSONS, team=town.team)
    keep_from(town, officer, town.mother)
    assert conflicts(officer, reason="my agency") == ((), ())
    (found,), _ = conflicts(town.officer, reason="my agency")
    with pytest.raises(NotAllowed), officer.transaction():
        end(by=officer, conflict=found.number, reason="I would like to")
    with town.officer.transaction():
        end(by=town.officer, conflict=found.number, reason="it was another of the name")
    assert seen(officer, town.mother)


def test_conflicts_of_another_agency_that_looks_after_its_own_are_not_shown(town, make):
    officer = town.somebody()
    keep_from(town, officer, town.mother)
    elsewhere = make.agency()
    other = make.scope(elsewhere, Role.PROTECTED_PERSONS, team=make.team(elsewhere))
    assert conflicts(other, reason="curious") == ((), ())
