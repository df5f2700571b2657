"""Whoever was found to be one with somebody else keeps older numbers: under each of them the case is kept from their family."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from commonthread.access.permissions import Role
from commonthread.access.terms import Purpose
from commonthread.identity.actions import unlink
from commonthread.pathways.actions import record_consent, take_out
from commonthread.pathways.meetings import asked_to_meetings
from commonthread.pathways.queries import case, cases
from commonthread.pathways.terms import Answer
from commonthread.pathways.work import Whose, work
from commonthread.records.actions import open_person
from commonthread.records.queries import known
from tests.discussing import Discussion
from tests.hub import Hub
from tests.making import AGREED
from tests.wall.hiding import ABENA, KWAME
from tests.wall.test_kept_from_own import apart, refused


class Family(Hub):
    """A council's case about a child under the first of two numbers, and a father in its team."""

    def __init__(self, make) -> None:
        super().__init__(make)
        self.first, self.second = (make._owner("SELECT identity.new_person()")[0] for _ in range(2))
        make.record(self.council, make.draft("case_note", ABENA), persons=(self.first,))
        self.moving = make.record(self.council, make.draft("case_note", KWAME), persons=(self.second,))
        self.father = make.scope(self.council, Role.TEAM_MANAGER, team=self.hubs[self.council])

    def merge(self, goes: int, stays: int) -> None:
        (mentions,) = self.make._owner(
            "SELECT array_agg(number) FROM content.mention WHERE person = %s", goes
        )
        for mention in mentions or ():
            self.make._owner("SELECT identity.move(%s, %s, '', NULL, NULL, NULL, 'the same')", mention, stays)
        self.make._owner("SELECT identity.retire(%s, %s)", goes, stays)

    def part(self) -> int:
        """Undo, by whoever takes mentions out; the number under which the second stands then."""
        taker = self.make.scope(self.council, Role.RECORDS_OFFICER)
        (person, mention) = self.make._owner(
            "SELECT person, number FROM content.mention WHERE record = %s", self.moving
        )
        with taker.transaction():
            open_person(by=taker, person=person, purpose=Purpose.OWN_WORK, because="a call")
        with taker.transaction():
            return unlink(by=taker, mention=mention, reason="another child")

    def hide_from_all(self) -> None:
        """Restricted, both of them, for a team that is nobody's here."""
        for person in (self.first, self.second):
            self.make._owner(
                "INSERT INTO access_restriction (person, team, why, by, review_on) VALUES (%s, %s, 'so', %s, %s)",
                person, self.make.team(self.council), self.worker.user, localdate() + timedelta(days=90),
            )  # fmt: skip

    def answered(self, number: int) -> dict[int, set[str]]:
        """Of each of the case's people the agencies that say they know them."""
        with self.worker.transaction():
            shown = case(number)
        people = [person.number for person in shown.people]
        said = known(self.worker, people, purpose=shown.purpose)
        return {
            person: {one.agency for one in said if one.person == person and one.level} for person in people
        }

    def looked_at(self, number: int, only: str = "true") -> set[int]:
        (persons,) = self.make._owner(
            f'SELECT array_agg(DISTINCT person) FROM access_grant WHERE "case" = %s AND until_at > now() AND {only}',
            number,
        )
        return set(persons or ())

    def others_asked(self, number: int) -> set[int]:
        return self.looked_at(number, only="asks_others")

    def is_hidden(self, number: int) -> bool:
        with self.father.transaction():
            listed = [item.case for whose in (Whose.TEAM, Whose.AGENCY) for item in work(whose).items]
            found = number in listed or number in [one.number for one in cases()]
        return not found and refused(self.father, case, number)


@pytest.fixture
def family(make, fresh_database):
    return Family(make)


@pytest.mark.parametrize("declared", ["before on the first", "before on the second", "after"])
@pytest.mark.parametrize("stays", ["the first", "the second"])
def test_under_each_number_the_case_is_not_there_and_stays_so_when_they_are_parted(
    make, family, declared, stays
):
    number = family.contact(family.first)
    make._owner(
        "INSERT INTO pathways_member (case_id, team, leads, because, ended_because) VALUES (%s, %s, false, 'ours', '')",
        number, family.hubs[family.council],
    )  # fmt: skip
    with family.father.transaction():
        assert case(number)
    here, gone = (family.first, family.second) if stays == "the first" else (family.second, family.first)
    if declared != "after":
        apart(make, family.father, family.first if declared.endswith("first") else family.second)
    family.merge(gone, here)
    if declared == "after":
        apart(make, family.father, here)
    assert family.is_hidden(number)
    family.part()
    assert family.is_hidden(number)


def test_a_chain_of_numbers_leads_to_the_same_child(make, family):
    number = family.contact(family.first)
    third = make._owner("SELECT identity.new_person()")[0]
    family.merge(family.first, family.second)
    family.merge(family.second, third)
    apart(make, family.father, third)
    assert family.is_hidden(number)


@pytest.mark.parametrize("stays", ["the first", "the second"])
def test_whoever_is_restricted_in_a_case_about_both_numbers_hides_nobody_else(make, family, stays):
    number = family.contact(family.first, family.second)
    family.hide_from_all()
    before = family.answered(number)
    here, gone = (family.first, family.second) if stays == "the first" else (family.second, family.first)
    family.merge(gone, here)
    assert family.answered(number) == before == {family.first: set(), family.second: set()}


def test_who_is_taken_out_under_an_older_number_is_looked_at_under_none(make, family):
    number = family.contact(family.first, make.person())
    family.hide_from_all()
    family.merge(family.first, family.second)
    assert family.looked_at(number) >= {family.second}
    with family.worker.transaction():
        take_out(by=family.worker, case=number, person=family.first, because="somebody else")
    assert not family.looked_at(number) & {family.first, family.second}


def test_what_the_family_refuses_under_an_older_number_is_refused_under_each(make, family):
    number = family.contact(family.first)
    family.hide_from_all()
    family.merge(family.first, family.second)
    assert family.others_asked(number) == {family.second, family.first}
    with family.worker.transaction():
        record_consent(
            by=family.worker,
            case=number,
            people=[family.first],
            decision=replace(AGREED, answer=Answer.REFUSED, goes_ahead=False),
        )
    assert family.others_asked(number) == set()


def test_who_is_in_the_case_under_another_number_is_looked_at_still(make, family):
    number = family.contact(family.first, family.second)
    family.hide_from_all()
    family.merge(family.first, family.second)
    with family.worker.transaction():
        take_out(by=family.worker, case=number, person=family.first, because="they are one")
    assert family.looked_at(number) == {family.second}


def test_whoever_is_kept_apart_under_another_number_is_not_asked_to_its_meeting(make, fresh_database):
    discussion = Discussion(make)
    discussion.ask(discussion.police)
    other = make._owner("SELECT identity.new_person()")[0]
    make._owner(
        "INSERT INTO identity_person (number, merged_into) VALUES (%s, %s)", discussion.children[0], other
    )
    with discussion.sergeant.transaction():
        assert len(asked_to_meetings()) == 1
    apart(make, discussion.sergeant, other)
    with discussion.sergeant.transaction():
        assert asked_to_meetings() == []
