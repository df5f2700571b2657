"""What nobody acknowledged is its sender's to see to, also once its case is closed, and nobody's once it was heard."""

import pytest

from commonthread.access.permissions import Role
from commonthread.notices.actions import acknowledge, withdraw
from commonthread.notices.overdue import tell_senders
from commonthread.notices.queries import read_notice
from commonthread.pathways.actions import add_people, close_case, take_out
from commonthread.pathways.queries import case
from commonthread.pathways.tasks import finish_task
from commonthread.pathways.terms import Sort
from commonthread.pathways.work import take_task, work


def nobody_heard(make, number):
    make._owner("UPDATE notices_notice SET answer_by = now() - interval '1 minute' WHERE number = %s", number)
    tell_senders()


def to_do(scope):
    with scope.transaction():
        return [(found.task, found.does) for found in work().items]


@pytest.mark.parametrize("first", ["told", "closed"])
def test_what_nobody_acknowledged_stays_its_senders_when_the_case_is_closed(
    make, hub, opened, told, school, child, first
):
    def close():
        with hub.transaction():
            close_case(by=hub, case=opened, because="safe", outcomes={child: "at home"})

    if first == "told":
        nobody_heard(make, told)
    close()
    if first == "closed":
        nobody_heard(make, told)
    ((task, does),) = to_do(hub)
    assert does == f"Ring Agency {school}: a notice is not acknowledged"
    with hub.transaction():
        finish_task(by=hub, case=case(opened), number=task, outcome="done", words="Rang the head, who knows")
    assert to_do(hub) == []


def test_of_a_closed_case_a_colleague_takes_it_over(make, council, hub, opened, told, child):
    manager = make.scope(
        council,
        Role.TEAM_MANAGER,
        team=make._owner("SELECT team_id FROM access_post WHERE user_id = %s", hub.user)[0],
    )
    with hub.transaction():
        close_case(by=hub, case=opened, because="safe", outcomes={child: "at home"})
    nobody_heard(make, told)
    ((task, _),) = to_do(hub)
    with manager.transaction():
        take_task(by=manager, number=task, because="she is on leave")
    assert [number for number, _ in to_do(manager)] == [task]


@pytest.mark.parametrize("how", ["acknowledged", "withdrawn"])
def test_once_it_is_heard_or_taken_back_nobody_need_ring(make, hub, lead, told, how):
    nobody_heard(make, told)
    assert to_do(hub)
    if how == "withdrawn":
        with hub.transaction():
            withdraw(by=hub, number=told, because="the wrong school")
    else:
        read_notice(lead, told)
        with lead.transaction():
            acknowledge(by=lead, number=told)
    assert to_do(hub) == []


def test_about_somebody_who_is_in_the_case_no_more_it_is_of_the_case(make, hub, opened, told, child):
    with hub.transaction():
        add_people(by=hub, case=opened, people={make.person(): Sort.CHILD}, because="a brother")
    nobody_heard(make, told)
    with hub.transaction():
        take_out(by=hub, case=opened, person=child, because="the wrong child")
    assert len(to_do(hub)) == 1
