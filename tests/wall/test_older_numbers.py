"""Whoever was found to be one with somebody else keeps older numbers: under each of them the case is kept from their family."""

import pytest

from commonthread.access.permissions import Role
from commonthread.access.terms import Purpose
from commonthread.identity.actions import unlink
from commonthread.pathways.meetings import asked_to_meetings
from commonthread.pathways.queries import case, cases
from commonthread.pathways.work import Whose, work
from commonthread.records.actions import open_person
from tests.discussing import Discussion
from tests.hub import Hub
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
