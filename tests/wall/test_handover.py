"""Handing over: kept by the giver until it is accepted, item by item; told where nobody accepts; and leave with cover."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.utils.timezone import now

from commonthread.access.permissions import Role
from commonthread.access.scope import ChangedMeanwhile, NotAllowed
from commonthread.access.terms import AgencyKind, Purpose
from commonthread.pathways.catalogue.strategy_and_section_47 import NOT_NEEDED
from commonthread.pathways.escalation import escalate
from commonthread.pathways.handover import (
    accept,
    covers,
    decline,
    end_cover,
    offer_case,
    offer_task,
    offers,
    set_cover,
    withdraw_offer,
)
from commonthread.pathways.queries import case
from commonthread.pathways.tasks import finish_task, follow_procedure, tasks
from commonthread.pathways.work import Whose, take_task, work


class Shift:
    """A worker of the day team with a case and its task, and the emergency duty team."""

    def __init__(self, make) -> None:
        self.make = make
        self.agency = make.agency(AgencyKind.CHILDRENS_SERVICES)
        self.day, self.night = make.team(self.agency), make.team(self.agency)
        self.giver = self.somebody(self.day)
        self.number = self.opens()

    def somebody(self, team: int | None = None, role: Role = Role.SOCIAL_WORKER):
        return self.make.scope(self.agency, role, team=team)

    def opens(self) -> int:
        number = self.make.case(self.giver, self.make.person(), purpose=Purpose.SECTION_47)
        with self.giver.transaction():
            follow_procedure(by=self.giver, case=case(number), pathway="section-47")
        return number

    def task(self, number: int | None = None) -> int:
        with self.giver.transaction():
            return tasks(case(number or self.number))[0].number


@pytest.fixture
def shift(make):
    return Shift(make)


def offered(scope) -> list:
    with scope.transaction():
        return [offer for offer in offers() if offer.to_me]


def listed(scope, whose=Whose.MINE) -> list[int]:
    with scope.transaction():
        return [task.task for task in work(whose).items]


def offers_task(shift, task=None, **to) -> int:
    task = task or shift.task()
    with shift.giver.transaction():
        return offer_task(by=shift.giver, task=task, note="the school rings at nine", **to)


def test_until_it_is_accepted_it_stays_with_the_giver(shift):
    receiver = shift.somebody()
    task = shift.task()
    offers_task(shift, to_user=receiver.user)
    assert listed(shift.giver) == [task]
    assert listed(receiver) == []
    (offer,) = offered(receiver)
    assert (offer.case, offer.task, offer.note) == (shift.number, task, "the school rings at nine")
    with pytest.raises(NotAllowed), receiver.transaction():
        case(shift.number)
    with receiver.transaction():
        accept(by=receiver, offer=offer.number)
    assert listed(shift.giver) == []
    assert listed(receiver) == [task]
    with receiver.transaction():
        finish_task(
            by=receiver,
            case=case(shift.number),
            number=task,
            outcome=NOT_NEEDED,
            words="so",
            decided_by="Ada Manager",
        )


def test_declined_it_stays_and_the_giver_reads_why(shift):
    receiver = shift.somebody()
    offers_task(shift, to_user=receiver.user)
    (offer,) = offered(receiver)
    with pytest.raises(DatabaseError, match="reason is needed"), receiver.transaction():
        decline(by=receiver, offer=offer.number, because=" ")
    with receiver.transaction():
        decline(by=receiver, offer=offer.number, because="I know the family")
    assert listed(shift.giver) == [shift.task()]
    with shift.giver.transaction():
        (said,) = offers()
    assert (said.answer, said.declined_by) == ("I know the family", receiver.name)
    assert offered(receiver) == []


def test_a_shift_is_handed_to_the_duty_team_item_by_item(shift):
    night = shift.somebody(shift.night)
    other = shift.opens()
    first, second = shift.task(), shift.task(other)
    for task in (first, second):
        offers_task(shift, task, to_team=shift.night)
    taken, refused = sorted(offered(night), key=lambda offer: offer.task != first)
    with night.transaction():
        accept(by=night, offer=taken.number)
    with night.transaction():
        decline(by=night, offer=refused.number, because="it can wait until the morning")
    assert listed(night, Whose.TEAM) == [first]
    assert listed(shift.giver) == [second]
    colleague = shift.somebody(shift.night)
    with colleague.transaction():
        assert case(shift.number).number == shift.number
    with pytest.raises(NotAllowed), colleague.transaction():
        case(other)


def test_it_is_offered_to_one_at_a_time_and_can_be_taken_back(shift):
    receiver, another = shift.somebody(), shift.somebody()
    offer = offers_task(shift, to_user=receiver.user)
    with pytest.raises(ChangedMeanwhile):
        offers_task(shift, to_user=another.user)
    with pytest.raises(NotAllowed), another.transaction():
        withdraw_offer(by=another, offer=offer)
    with shift.giver.transaction():
        withdraw_offer(by=shift.giver, offer=offer)
    with pytest.raises(NotAllowed), receiver.transaction():
        accept(by=receiver, offer=offer)
    offers_task(shift, to_user=another.user)


def test_nobody_else_accepts_it_and_nobody_offers_what_is_not_theirs(shift):
    receiver = shift.somebody()
    offer = offers_task(shift, to_user=receiver.user)
    stranger = shift.make.scope(shift.make.agency(), Role.INVESTIGATOR)
    for other in (shift.somebody(), stranger, shift.giver):
        with pytest.raises(NotAllowed), other.transaction():
            accept(by=other, offer=offer)
    task = shift.task(shift.opens())
    for other in (shift.somebody(shift.night), stranger):
        with pytest.raises(NotAllowed), other.transaction():
            offer_task(by=other, task=task, to_user=receiver.user, note="so")
    with pytest.raises(NotAllowed):
        offers_task(shift, task, to_user=stranger.user)


def test_what_was_done_meanwhile_is_not_accepted_any_more(shift):
    receiver = shift.somebody()
    offer = offers_task(shift, to_user=receiver.user)
    task = shift.task()
    with shift.giver.transaction():
        finish_task(
            by=shift.giver,
            case=case(shift.number),
            number=task,
            outcome=NOT_NEEDED,
            words="so",
            decided_by="Ada Manager",
        )
    assert offered(receiver) == []
    with pytest.raises(NotAllowed), receiver.transaction():
        accept(by=receiver, offer=offer)


def test_what_nobody_accepts_within_the_hour_is_told_to_the_supervisor(make, fresh_database):
    shift = Shift(make)
    supervisor = shift.somebody(shift.day, Role.TEAM_MANAGER)
    offers_task(shift, to_team=shift.night)
    assert escalate() == 0
    make._owner("UPDATE pathways_offer SET offered_at = now() - interval '61 minutes'")
    assert escalate() == 1
    assert listed(supervisor) == [shift.task()]


def test_the_lead_of_a_case_goes_with_what_is_still_to_do_in_it(shift):
    receiver = shift.somebody()
    task = shift.task()
    with shift.giver.transaction():
        offer_case(by=shift.giver, case=shift.number, to_user=receiver.user, note="I move to another team")
    (offer,) = offered(receiver)
    assert (offer.task, offer.does) == (None, "Lead the case")
    with receiver.transaction():
        accept(by=receiver, offer=offer.number)
    assert listed(receiver) == [task]
    with pytest.raises(NotAllowed), shift.giver.transaction():
        case(shift.number)
    with receiver.transaction():
        assert case(shift.number).lead == receiver.name


def test_a_team_takes_the_lead_of_a_case(shift):
    night = shift.somebody(shift.night)
    task = shift.task()
    with shift.giver.transaction():
        offer_case(by=shift.giver, case=shift.number, to_team=shift.night, note="out of hours")
    with night.transaction():
        accept(by=night, offer=offers()[0].number)
    assert listed(night, Whose.TEAM) == [task]
    with pytest.raises(NotAllowed), shift.giver.transaction():
        case(shift.number)


def away(scope, covered_by, **changes) -> int:
    given = {
        "from_at": now() - timedelta(hours=1),
        "until_at": now() + timedelta(days=7),
        "because": "annual leave",
    }
    with scope.transaction():
        return set_cover(by=scope, covered_by=covered_by.user, **given | changes)


def test_whoever_covers_sees_the_work_on_their_list_and_may_take_it(shift):
    cover = shift.somebody()
    task = shift.task()
    away(shift.giver, cover)
    assert listed(cover) == [task]
    with cover.transaction():
        (found,) = work(Whose.MINE).items
    assert (found.is_covered, found.may_take, found.is_mine, found.person) == (True, True, False, None)
    with cover.transaction():
        take_task(by=cover, number=task, because="it cannot wait")
        assert case(shift.number).number == shift.number


def test_before_and_after_the_leave_and_once_it_is_ended_they_see_nothing(shift):
    cover = shift.somebody()
    away(shift.giver, cover, from_at=now() + timedelta(days=1))
    assert listed(cover) == []
    number = away(shift.giver, cover)
    with shift.giver.transaction():
        end_cover(by=shift.giver, cover=number)
    assert listed(cover) == []
    task = shift.task()
    with pytest.raises(NotAllowed), cover.transaction():
        take_task(by=cover, number=task, because="I would like to")


def test_for_a_colleague_only_whoever_supervises_says_so(shift):
    cover, supervisor = shift.somebody(), shift.somebody(shift.day, Role.TEAM_MANAGER)
    with pytest.raises(NotAllowed):
        away(cover, supervisor, who=shift.giver.user)
    away(supervisor, cover, who=shift.giver.user)
    assert listed(cover) == [shift.task()]
    another, stranger = (
        shift.somebody(shift.night, Role.TEAM_MANAGER),
        shift.make.scope(shift.make.agency(), Role.POLICE_SUPERVISOR),
    )
    with pytest.raises(NotAllowed):
        away(another, another, who=shift.giver.user)
    with pytest.raises(NotAllowed):
        away(stranger, cover)
    with stranger.transaction():
        assert covers() == []
