"""Nobody comes into work, or gets somebody out of it, by a way that was made for something else."""

from contextlib import nullcontext
from datetime import timedelta
from functools import partial

import pytest
from django.utils.timezone import now

from commonthread.access.permissions import Role
from commonthread.access.scope import AnotherPerson, ChangedMeanwhile, NotAccountedFor, NotAllowed, open_scope
from commonthread.access.statements import value
from commonthread.pathways.actions import add_people, close_case, give_case, take_from, take_out
from commonthread.pathways.escalation import escalate, untold
from commonthread.pathways.handover import accept, may_give_lead, offer_case, offers, set_cover
from commonthread.pathways.queries import case
from commonthread.pathways.tasks import add_task
from commonthread.pathways.terms import Sort
from commonthread.pathways.work import Whose, take_task, work
from tests.hub import Hub
from tests.wall.test_kept_from_own import apart

SO = {"source": "so", "because": "so"}


class Taken(Hub):
    """A case that somebody leads, and a colleague of another team who was put on it."""

    def __init__(self, make) -> None:
        super().__init__(make)
        self.teams = make.team(self.council), make.team(self.council)
        self.lead, self.other = (
            make.scope(self.council, Role.SOCIAL_WORKER, team=team) for team in self.teams
        )
        self.manager = make.scope(self.council, Role.TEAM_MANAGER, team=self.teams[0])
        self.case = make.case(self.lead, make.person())
        self.puts_on(self.other)

    def puts_on(self, scope) -> int:
        with self.lead.transaction():
            give_case(by=self.lead, case=self.case, to=scope.user, because="to advise")
        return self.make._owner(
            'SELECT id FROM pathways_member WHERE case_id = %s AND "user" = %s', self.case, scope.user
        )[0]

    def task_of(self, scope) -> int:
        with self.lead.transaction():
            return add_task(by=self.lead, case=self.case, does="see her", to_user=scope.user, due_at=now() + timedelta(hours=2), **SO)  # fmt: skip

    def leads(self) -> str:
        with self.lead.transaction():
            return case(self.case).lead

    def leaves(self, scope) -> None:
        self.make._owner("UPDATE access_post SET until_at = now() WHERE user_id = %s", scope.user)


@pytest.fixture
def taken(make, fresh_database):
    return Taken(make)


def gives(taken, by, **to) -> int:
    with by.transaction():
        return offer_case(by=by, case=taken.case, note="so", **to)


def test_whoever_works_on_a_case_beside_its_lead_does_not_give_it_away(taken):
    with pytest.raises(AnotherPerson):
        gives(taken, taken.other, to_team=taken.teams[1])
    for scope, may in ((taken.lead, True), (taken.other, False)):
        with scope.transaction():
            assert may_give_lead(taken.case) is may


def test_nobody_accepts_what_they_offered_to_their_own_team(taken, make):
    offer = gives(taken, taken.lead, to_team=taken.teams[0])
    with taken.lead.transaction():
        assert [one.to_me for one in offers()] == [False]
    with pytest.raises(NotAllowed), taken.lead.transaction():
        accept(by=taken.lead, offer=offer)
    colleague = make.scope(taken.council, Role.SOCIAL_WORKER, team=taken.teams[0])
    with colleague.transaction():
        accept(by=colleague, offer=offer)


def test_whoever_works_on_a_case_beside_its_lead_does_not_close_it(taken):
    with taken.lead.transaction():
        (child,) = case(taken.case).people
    for scope in (taken.other, taken.lead):
        with nullcontext() if scope is taken.lead else pytest.raises(AnotherPerson), scope.transaction():
            close_case(by=scope, case=taken.case, because="so", outcomes={child.number: "safe"})


@pytest.mark.parametrize("rating", ["red", "amber"])
def test_no_contact_is_closed_that_nobody_has_decided(make, fresh_database, rating):
    hub = Hub(make)
    child, brother = make.person(), make.person()
    number = hub.contact(child, rating=rating)
    closes = partial(close_case, by=hub.worker, case=number, because="so", outcomes={child: "safe", brother: "safe"})  # fmt: skip
    decide = "SELECT pathways.decide_contact(%s, %s::bigint[], '{so}', 'no further action', 'early help', 'so', '', NULL, %s)"
    with pytest.raises(NotAccountedFor), hub.worker.transaction():
        closes()
    for nobody, seen in (([None], 0), ([child], None)):
        with pytest.raises(ChangedMeanwhile), hub.worker.transaction():
            value(decide, number, nobody, seen)
    with hub.worker.transaction():
        value(decide, number, [child], 0)
        add_people(by=hub.worker, case=number, people={brother: Sort.CHILD}, because="he lives there too")
    with pytest.raises(NotAccountedFor), hub.worker.transaction():
        closes()
    with hub.worker.transaction():
        take_out(by=hub.worker, case=number, person=brother, because="another family")
        closes()


def test_what_is_not_about_safeguarding_is_closed_without_a_decision(make, fresh_database):
    hub = Hub(make)
    child = make.person()
    number = hub.contact(child, rating="not about safeguarding")
    with hub.worker.transaction():
        close_case(by=hub.worker, case=number, because="so", outcomes={child: "safe"})


@pytest.mark.parametrize("why", ["supervises", "covers", "left"])
def test_it_is_given_away_for_a_lead_who_cannot(taken, why):
    giver = taken.manager if why == "supervises" else taken.other
    taken.puts_on(taken.manager)
    if why == "covers":
        with taken.lead.transaction():
            set_cover(by=taken.lead, covered_by=taken.other.user, from_at=now(), until_at=now() + timedelta(days=2), because="so")  # fmt: skip
    elif why == "left":
        taken.leaves(taken.lead)
    assert gives(taken, giver, to_team=taken.teams[1])


def test_what_was_offered_by_somebody_who_has_left_keeps_nobody_from_giving_it(taken, make):
    receiver = make.scope(taken.council, Role.SOCIAL_WORKER)
    offer = gives(taken, taken.lead, to_user=receiver.user)
    taken.leaves(receiver)
    assert gives(taken, taken.lead, to_user=taken.other.user) != offer


def test_whoever_supervises_is_taken_off_by_nobody_whom_they_supervise(taken):
    member = taken.puts_on(taken.manager)
    with pytest.raises(AnotherPerson), taken.lead.transaction():
        take_from(by=taken.lead, case=taken.case, member=member, because="so")
    with taken.manager.transaction():
        take_from(by=taken.manager, case=taken.case, member=member, because="supervised by somebody else")


def test_what_somebody_had_to_do_who_is_taken_off_is_for_the_lead_to_do(taken):
    task, member = taken.task_of(taken.other), taken.puts_on(taken.other)
    with taken.lead.transaction():
        take_from(by=taken.lead, case=taken.case, member=member, because="so")
        assert [one.task for one in work(Whose.MINE).items] == [task]
    with taken.other.transaction():
        assert work(Whose.MINE).items == []


def test_nobody_is_told_who_is_kept_apart_from_whom_the_case_was_about_before(taken, make):
    """They could not see it; somebody else is told, or the administrator as a number."""
    child = make.person()
    with taken.lead.transaction():
        add_people(by=taken.lead, case=taken.case, people={child: Sort.CHILD}, because="so")
        take_out(by=taken.lead, case=taken.case, person=child, because="another family")
    apart(make, taken.manager, child)
    make._owner("UPDATE pathways_task SET counts_from = now() - interval '2 days', due_at = now() - interval '1 hour' WHERE number = %s",
                taken.task_of(taken.lead))  # fmt: skip
    escalate()
    administrator = make.scope(taken.council, Role.ADMINISTRATOR)
    with administrator.transaction():
        assert untold() == 1


def test_whoever_was_told_of_what_waits_and_supervises_no_more_neither_sees_nor_takes_it(taken, make):
    task = taken.task_of(taken.lead)
    make._owner("UPDATE pathways_task SET counts_from = now() - interval '2 days', due_at = now() - interval '1 hour' WHERE number = %s", task)  # fmt: skip
    escalate()
    with taken.manager.transaction():
        assert [one.task for one in work(Whose.MINE).items] == [task]
    taken.leaves(taken.manager)
    make._owner("INSERT INTO access_post (user_id, agency_id, role, team_id) VALUES (%s, %s, %s, %s)",
                taken.manager.user, taken.council, Role.CONFERENCE_CHAIR.value, taken.teams[1])  # fmt: skip
    moved = open_scope(taken.manager.user)
    with moved.transaction():
        assert work(Whose.MINE).items == []
    with pytest.raises(NotAllowed), moved.transaction():
        take_task(by=moved, number=task, because="I was told of it")
