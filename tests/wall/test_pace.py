"""What reaches others or opens their records is done at a person's pace, whoever calls."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from commonthread.access.permissions import Role
from commonthread.access.scope import TooFast
from commonthread.access.statements import value
from commonthread.access.terms import AgencyKind
from commonthread.pathways.disagreements import raise_disagreement
from commonthread.pathways.handover import offer_task
from commonthread.pathways.meetings import AttendeeSort, Invited, ask_to_meeting
from commonthread.pathways.tasks import add_task
from tests.discussing import Discussion
from tests.disputing import WORDS, Disputed
from tests.noticing import mark


class Hasty:
    """A worker who does one thing again and again."""

    def __init__(self, make) -> None:
        self.make, self.council = make, make.agency(AgencyKind.CHILDRENS_SERVICES)
        self.worker = make.scope(self.council, Role.SOCIAL_WORKER)
        self.case = make.case(self.worker, make.person())
        self.police = make.agency()
        make.partners(self.council, self.police)
        self.peer = make.user(self.council, Role.SOCIAL_WORKER)

    def opens(self):
        self.make.case(self.worker, self.make.person(), decision=None)

    def marks(self):
        mark(self.worker, self.case)

    def adds(self, **to):
        with self.worker.transaction():
            return add_task(by=self.worker, case=self.case, does="tell us", due_at=now() + timedelta(days=1), source="so", because="so",
                            **to or {"to_agency": self.police})  # fmt: skip

    def offers(self):
        task = self.adds(to_user=self.worker.user)
        with self.worker.transaction():
            offer_task(by=self.worker, task=task, to_user=self.peer, note="so")


@pytest.mark.parametrize(("does", "most"), [("opens", 59), ("marks", 30), ("adds", 30), ("offers", 100)])
def test_more_in_a_minute_than_a_person_does_is_refused(make, does, most):
    hasty = Hasty(make)
    for _ in range(most):
        getattr(hasty, does)()
    with pytest.raises(TooFast):
        getattr(hasty, does)()


def test_what_is_done_in_one_transaction_counts_as_well(make):
    worker = make.scope(make.agency(AgencyKind.CHILDRENS_SERVICES), Role.SOCIAL_WORKER)
    with pytest.raises(TooFast), worker.transaction():
        for _ in range(181):
            value("SELECT pathways.open_case('a section 47 enquiry', 'so', 'so', ARRAY[%s]::bigint[], '{child}', false)", make.person())  # fmt: skip


def test_ten_disagreements_in_an_hour_are_enough(make):
    disputed = Disputed(make)
    for _ in range(9):
        with disputed.sergeant.transaction():
            raise_disagreement(by=disputed.sergeant, case=disputed.case, **WORDS)
    with pytest.raises(TooFast), disputed.sergeant.transaction():
        raise_disagreement(by=disputed.sergeant, case=disputed.case, **WORDS)


def test_nobody_asks_the_whole_town_to_a_meeting_at_once(make):
    discussion = Discussion(make)

    def ask(place: int) -> None:
        with discussion.worker.transaction():
            who = Invited(AttendeeSort.OUTSIDER, name=f"Somebody {place}")
            ask_to_meeting(by=discussion.worker, meeting=discussion.number, who=who)

    for place in range(30):
        ask(place)
    with pytest.raises(TooFast):
        ask(31)
