"""An unlink in the middle of a case: the case goes on, shows it, opens nothing of the other, and its owner must look."""

import json

import pytest
from django.utils.timezone import now

from commonthread import flow
from commonthread.access.permissions import Role
from commonthread.access.scope import NotAllowed, Scope, open_scope
from commonthread.access.terms import Purpose
from commonthread.identity.actions import rejoin, unlink
from commonthread.identity.linking import link_unlinked
from commonthread.pathways.actions import add_people, close_case, reopen_case
from commonthread.pathways.arriving import open_contacts
from commonthread.pathways.front_door_list import waiting
from commonthread.pathways.queries import case
from commonthread.pathways.tasks import tasks
from commonthread.pathways.terms import Sort
from commonthread.places.cited import DISTRICTS
from commonthread.records.queries import read
from commonthread.records.record import Mention, MentionRole

CHILD = Mention(role=MentionRole.SUBJECT, given_name="Odalys", family_name="Quenby", nhs_number="9990000034")
LOOK = "Look again at whom the case is about"


class Middle:
    """A case about a child of whom a council has two records; a records officer can take the second out of them."""

    def __init__(self, make) -> None:
        self.make = make
        self.hub = make.hub(DISTRICTS[0].code)
        self.records = [make.record(self.hub.agency, make.draft("case_note", CHILD)) for _ in range(2)]
        link_unlinked()
        self.child = self.whose(self.records[0])
        self.worker = make.scope(self.hub.agency, Role.SOCIAL_WORKER, team=self.hub.team)
        self.case = make.case(self.worker, self.child)

    def whose(self, record: int) -> int:
        return self.make._owner("SELECT person FROM content.mention WHERE record = %s", record)[0]

    def mention(self, record: int) -> int:
        return self.make._owner("SELECT number FROM content.mention WHERE record = %s", record)[0]

    def part(self, record: int) -> int:
        """Somebody else after all, says a records officer of whose record it is; returns their new number."""
        (agency,) = self.make._owner("SELECT agency FROM records_record WHERE number = %s", record)
        officer = self.make.scope(agency, Role.RECORDS_OFFICER)
        with officer.transaction():
            fresh = unlink(by=officer, mention=self.mention(record), reason="a cousin of that name")
        self.work_off()
        return fresh

    def put_back(self, record: int) -> None:
        officer = self.make.scope(self.hub.agency, Role.RECORDS_OFFICER)
        with officer.transaction():
            rejoin(by=officer, mention=self.mention(record), reason="the same child after all")
        self.work_off()

    def work_off(self) -> None:
        """What the worker does of what stands in the queue."""
        while job := self.make._owner(
            "UPDATE procrastinate_jobs SET status = 'doing' WHERE id = (SELECT min(id) FROM procrastinate_jobs "
            "WHERE status = 'todo') RETURNING task_name, args -> 'numbers'"
        ):
            name, numbers = job
            getattr(flow, name)(json.loads(numbers))

    def to_look(self, scope: Scope | None = None, number: int | None = None) -> list:
        scope = scope or self.worker
        with scope.transaction():
            found = tasks(case(number or self.case))
        return [task for task in found if task.does.startswith(LOOK) and task.done_at is None]

    def people(self, scope: Scope, number: int) -> set[int]:
        with scope.transaction():
            return {person.number for person in case(number).people}


@pytest.fixture
def middle(make, fresh_database):
    return Middle(make)


def reads(scope: Scope, record: int, of_case: int) -> bool:
    try:
        return record in read(scope, [record], purpose=Purpose.SAFEGUARDING_ENQUIRY, reason=f"case {of_case}")
    except NotAllowed:
        return False


def test_the_case_keeps_its_number_shows_it_and_its_owner_is_told(middle, browser):
    other = middle.part(middle.records[1])
    assert middle.people(middle.worker, middle.case) == {middle.child}
    (task,) = middle.to_look()
    assert (task.person, task.owner) == (middle.child, middle.worker.name)
    shown = browser(middle.worker.user).get(f"/cases/{middle.case}").content.decode()
    assert "Found to be two people" in shown
    assert str(other) not in shown


def test_nothing_of_the_other_becomes_visible(make, middle):
    """A record of another agency that is found to be theirs later is not the case's."""
    theirs = middle.part(middle.records[1])
    housing = make.agency()
    foreign = make.record(housing, persons=(theirs,))
    assert not reads(middle.worker, foreign, middle.case)


def test_taken_out_piece_by_piece_it_is_one_thing_to_look_at(make, middle):
    third = make.record(middle.hub.agency, make.draft("case_note", CHILD), persons=(middle.child,))
    middle.part(middle.records[1])
    middle.part(third)
    assert len(middle.to_look()) == 1


def test_followed_twice_it_is_told_once(make, middle):
    middle.part(middle.records[1])
    flow.follow_parting([middle.mention(middle.records[1]), middle.child])
    assert len(middle.to_look()) == 1


def test_put_back_there_is_one_person_again(middle):
    middle.part(middle.records[1])
    middle.put_back(middle.records[1])
    assert middle.people(middle.worker, middle.case) == {middle.child}
    assert middle.whose(middle.records[1]) == middle.child


def test_a_case_that_is_closed_is_told_nothing_and_shows_it_once_it_is_reopened(middle):
    with middle.worker.transaction():
        close_case(by=middle.worker, case=middle.case, because="safe", outcomes={middle.child: "safe"})
    middle.part(middle.records[1])
    with middle.worker.transaction():
        reopen_case(by=middle.worker, case=middle.case, because="another call")
        (person,) = case(middle.case).people
    assert person.parted_at
    assert middle.to_look() == []


def contacts(make, middle, count: int) -> list[int]:
    """Notices of the police about the child, that have reached the hub's front door."""
    police = make.agency()
    records = [
        make.record(
            police, make.draft("public_protection_notice", CHILD, happened_from=now(), happened_until=None)
        )
        for _ in range(count)
    ]
    middle.work_off()
    link_unlinked()
    open_contacts()
    return records


def test_two_contacts_that_were_joined_as_about_one_child_are_looked_at_again(make, middle):
    first, second = contacts(make, middle, 2)
    officer = open_scope(middle.hub.officer)
    with officer.transaction():
        (contact,) = waiting()[0]
    assert set(contact.records) == {first, second}
    middle.part(second)
    assert len(middle.to_look(officer, contact.case)) == 1


def test_a_contact_that_is_about_the_other_brings_them_into_its_case(make, middle):
    """The hub had put in whom it was taken to be about; now it has both, and nothing is lost while it looks."""
    (told,) = contacts(make, middle, 1)
    officer = open_scope(middle.hub.officer)
    with officer.transaction():
        (contact,) = waiting()[0]
        add_people(
            by=officer, case=contact.case, people={middle.child: Sort.CHILD}, because="read the notice"
        )
    middle.part(told)
    assert middle.people(officer, contact.case) == {middle.child, middle.whose(told)}
    (task,) = middle.to_look(officer, contact.case)
    assert task.person == middle.child


def test_what_linking_itself_takes_apart_is_told_as_well(make, middle):
    """New mentions may show that what was joined is two people."""
    first, second = sorted(middle.mention(record) for record in middle.records)
    make._owner(
        "INSERT INTO identity_apart (first, second, by, reason) VALUES (%s, %s, 0, 'a cousin')", first, second
    )
    make.record(middle.hub.agency, make.draft("case_note", CHILD))
    link_unlinked()
    middle.work_off()
    assert middle.whose(middle.records[0]) != middle.whose(middle.records[1])
    assert len(middle.to_look()) == 1
