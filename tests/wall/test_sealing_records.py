"""A sealed record is absent for everybody but one team; a held one until a day."""

from datetime import UTC, datetime, timedelta

import pytest

from commonthread.access.permissions import Role
from commonthread.access.scope import NotAllowed
from commonthread.access.terms import Level, Purpose
from commonthread.identity.linking import link_unlinked
from commonthread.identity.queries import who
from commonthread.identity.standardise import GivenMention
from commonthread.records.actions import open_person
from commonthread.records.held import held_back
from commonthread.records.queries import ask, envelope, known, story_envelopes, take, versions
from commonthread.records.sealing import Instead, end_hold, hold, keep_seal, lift_seal, seal, sealed_and_held
from tests.wall.hiding import ABENA, SOON, Town

OWN = Purpose.OWN_WORK


@pytest.fixture
def town(make, fresh_database):
    return Town(make)


@pytest.fixture
def record(town):
    return town.records["mother"]


def sealing(town, record):
    with town.officer.transaction():
        seal(by=town.officer, record=record, why="names a witness", review_on=SOON)


def holding(town, record, **given):
    given.setdefault("until_at", datetime.now(UTC) + timedelta(days=30))
    with town.officer.transaction():
        hold(by=town.officer, record=record, why="arrests are planned", ring_name="Inspector Quillfeather",
             ring_telephone="0121 496 0777", **given)  # fmt: skip


def seen(scope, person):
    with scope.transaction():
        return [envelope.number for envelope in story_envelopes([person])]


@pytest.mark.parametrize("withhold", [sealing, holding])
def test_a_withheld_record_is_there_for_its_team_alone(town, record, withhold):
    colleague = town.somebody()
    assert seen(colleague, town.mother) == [record]
    withhold(town, record)
    assert seen(colleague, town.mother) == []
    assert seen(town.officer, town.mother) == [record]
    with pytest.raises(NotAllowed), colleague.transaction():
        envelope(record)


@pytest.mark.parametrize("withhold", [sealing, holding])
def test_what_was_asked_for_before_is_not_given_after(town, record, withhold):
    colleague = town.somebody()
    with colleague.transaction():
        ticket = ask([record], purpose=OWN, reason="a call")
    withhold(town, record)
    with colleague.transaction():
        assert take(ticket) == {}


@pytest.mark.parametrize("withhold", [sealing, holding])
@pytest.mark.parametrize("sequence", [2, 0], ids=["a correction", "an older version that comes late"])
def test_every_version_of_a_withheld_record_is_withheld(town, make, withhold, sequence):
    draft = make.draft("case_note", ABENA)
    record = make.record(town.agency, draft, sequence=1)
    link_unlinked()
    withhold(town, record)
    other = make.record(town.agency, draft.model_copy(update={"place": "elsewhere"}), sequence=sequence)
    link_unlinked()
    colleague = town.somebody()
    assert not {record, other} & set(seen(colleague, town.mother))
    with town.officer.transaction():
        assert {version.number for version in versions(record)} == {record, other}


def test_somebody_of_whom_nothing_but_a_sealed_record_is_known_is_not_known(town, record):
    colleague = town.somebody()
    sealing(town, record)
    assert (
        who(colleague, GivenMention(0, given_name="Abena", family_name="Owusuah", born_on=ABENA.born_on))
        == []
    )
    with colleague.transaction():
        open_person(by=colleague, person=town.mother, purpose=OWN, because="a call")
    answers = known(colleague, [town.mother], purpose=OWN)
    assert {answer.level for answer in answers} == {Level.NOTHING}


def test_a_seal_is_reviewed_and_lifted_by_its_team_alone(town, make, record):
    sealing(town, record)
    (put,), _ = sealed_and_held(town.officer, reason="my team")
    other = make.scope(town.agency, Role.PROTECTED_PERSONS, team=make.team(town.agency))
    assert sealed_and_held(other, reason="my team") == ((), ())
    with pytest.raises(NotAllowed), other.transaction():
        lift_seal(by=other, seal=put.number, reason="curious")
    with town.officer.transaction():
        keep_seal(by=town.officer, seal=put.number, review_on=SOON, why="the trial is in May")
    with town.officer.transaction():
        lift_seal(by=town.officer, seal=put.number, reason="the trial is over")
    assert seen(town.somebody(), town.mother) == [record]


def test_a_hold_is_ended_by_its_team_or_by_its_day(town, make, record):
    holding(town, record)
    _, (held,) = sealed_and_held(town.officer, reason="my team")
    with town.officer.transaction():
        end_hold(by=town.officer, hold=held.number, reason="they are in custody")
    assert seen(town.somebody(), town.mother) == [record]
    holding(town, record)
    make._owner("UPDATE records_hold SET until_at = now() - interval '1 second' WHERE record = %s", record)
    assert seen(town.somebody(), town.mother) == [record]


def test_only_records_of_ones_own_agency_can_be_withheld_by_somebody_of_a_team(town, make, record):
    elsewhere = make.agency()
    for officer in (
        make.scope(elsewhere, Role.PROTECTED_PERSONS, team=make.team(elsewhere)),
        make.scope(town.agency, Role.PROTECTED_PERSONS),
    ):
        with pytest.raises(NotAllowed), officer.transaction():
            seal(by=officer, record=record, why="mine", review_on=SOON)


@pytest.mark.parametrize("days", [-1, 0, 200])
def test_a_hold_has_an_end_within_half_a_year(town, record, days):
    with pytest.raises(Exception, match="half a year"):
        holding(town, record, until_at=datetime.now(UTC) + timedelta(days=days))


INSTEAD = Instead((Purpose.SECTION_47,), "He may be violent tonight.", "No action without ringing first.")


def told(scope, town, purpose=OWN):
    with scope.transaction():
        open_person(by=scope, person=town.mother, purpose=purpose, because="a call")
    return held_back(scope, town.mother, purpose=purpose, reason="a call")


def test_whoever_could_see_a_held_record_is_told_whom_to_ring(town, make, record):
    another = make.record(town.agency, make.draft("case_note", ABENA))
    link_unlinked()
    holding(town, record)
    (held,) = told(town.somebody(), town)
    assert (held.ring_name, held.ring_telephone, held.line) == ("Inspector Quillfeather", "0121 496 0777", "")
    assert told(town.officer, town) == ()
    assert told(make.scope(make.agency(), Role.HUB_OFFICER), town) == ()
    assert another in seen(town.somebody(), town.mother)


def test_what_may_be_said_instead_is_said_for_its_purpose_alone_and_is_on_the_ledger(town, make, record):
    make.record(town.agency, make.draft("case_note", ABENA))
    link_unlinked()
    holding(town, record, instead=INSTEAD)
    colleague = town.somebody()
    (everyday,) = told(colleague, town)
    assert (everyday.line, everyday.conditions) == ("", "")
    (enquiring,) = told(colleague, town, Purpose.SECTION_47)
    assert (enquiring.line, enquiring.conditions) == (INSTEAD.line, INSTEAD.conditions)
    assert make._owner("SELECT count(*) FROM ledger_event WHERE actor = %s AND type = 'disclosure' AND subject = %s",
                       colleague.user, town.mother) == (2,)  # fmt: skip


def test_of_a_sealed_record_nobody_is_told_whom_to_ring(town, make, record):
    make.record(town.agency, make.draft("case_note", ABENA))
    link_unlinked()
    holding(town, record)
    sealing(town, record)
    assert told(town.somebody(), town) == ()
