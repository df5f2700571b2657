"""Whoever arrives, is parted from or joined with somebody restricted is restricted before anybody can look."""

import pytest

from commonthread.access.permissions import Role
from commonthread.access.scope import NotAllowed
from commonthread.access.terms import AgencyKind
from commonthread.identity.actions import decide, unlink
from commonthread.identity.linking import link_unlinked
from commonthread.identity.queries import open_pairs
from commonthread.records.queries import envelope
from tests.wall.hiding import ABENA, KWAME, Town, found, seen


@pytest.fixture
def town(make, fresh_database):
    return Town(make)


@pytest.mark.parametrize("kind", ["change_of_address", "case_note"])
def test_what_arrives_later_is_restricted_before_anybody_can_look(town, make, kind):
    """A new agency that has never heard of the restriction sends what it knows."""
    town.restrict()
    elsewhere = make.agency(AgencyKind.HEALTH)
    record = make.record(
        elsewhere,
        make.draft(kind, ABENA.model_copy(update={"address": "9 New Close", "postcode": "WM8 2RT"})),
    )
    nurse = make.scope(elsewhere, Role.HUB_OFFICER)
    for _ in ("before it is linked", "after"):
        with pytest.raises(NotAllowed), nurse.transaction():
            envelope(record)
        assert found(nurse) == []
        link_unlinked()
    assert town.person_of(record) == town.mother


@pytest.mark.parametrize(
    "changes",
    [
        {"given_name": "Abina", "nhs_number": None},
        {"nhs_number": "9990000026"},
        {"born_on": None, "nhs_number": None},
    ],
    ids=["a name written otherwise", "another NHS number", "no birth date"],
)
def test_a_possible_duplicate_is_restricted_as_it_is_made(town, make, changes):
    town.restrict()
    elsewhere = make.agency(AgencyKind.HEALTH)
    record = make.record(elsewhere, make.draft("case_note", ABENA.model_copy(update=changes)))
    link_unlinked()
    nurse = make.scope(elsewhere, Role.HUB_OFFICER)
    assert seen(nurse, town.person_of(record)) == []
    assert found(nurse) == []


def test_a_stranger_who_arrives_meanwhile_is_seen_at_once(town, make):
    town.restrict()
    record = make.record(town.agency, make.draft("case_note", KWAME.model_copy(update={"given_name": "Yaw"})))
    colleague = town.somebody()
    with colleague.transaction():
        assert envelope(record)
    link_unlinked()
    assert record in seen(colleague, town.person_of(record))


def test_each_part_of_somebody_parted_stays_restricted(town, make):
    again = make.record(town.agency, make.draft("case_note", ABENA))
    link_unlinked()
    town.restrict()
    parter = make.scope(town.agency, Role.RECORDS_OFFICER, team=town.team)
    with parter.transaction():
        fresh = unlink(by=parter, mention=town.mention_of(again), reason="another person")
    assert seen(town.somebody(), fresh, town.mother) == []
    assert set(seen(town.officer, fresh)) == {again}


@pytest.mark.parametrize("turned", [False, True])
def test_whoever_they_are_joined_with_is_restricted(town, make, turned):
    town.restrict()
    one, other = (town.mention_of(town.records[who]) for who in ("mother", "stranger"))
    first, second = (other, one) if turned else (one, other)
    (pair,) = make._owner(
        "INSERT INTO identity_pair (first, second, model, weight, decision, reason) VALUES (%s, %s, '2026-11', 3, '', '') RETURNING number",
        first, second,
    )  # fmt: skip
    colleague = town.somebody(Role.RECORDS_OFFICER)
    with colleague.transaction():
        assert open_pairs() == []
    joiner = make.scope(town.agency, Role.RECORDS_OFFICER, team=town.team)
    with joiner.transaction():
        decide(by=joiner, pair=pair, decision="same", reason="one and the same")
    assert seen(colleague, town.mother, town.stranger) == []
