"""Pages about tasks."""

from collections.abc import Callable
from dataclasses import replace

from commonthread.access.permissions import Role
from commonthread.access.scope import open_scope
from commonthread.pathways.asked import asked_tasks
from commonthread.pathways.handover import offer_task
from commonthread.pathways.queries import case as case_named
from commonthread.pathways.tasks import follow_procedure, tasks
from tests.hub import Hub
from tests.journeys.visits.case import a_case
from tests.journeys.visits.going import Visit
from tests.making import Making


def a_task(make: Making) -> Visit:
    """One that waits, in a case under a procedure."""
    going = a_case(make, "/cases/{case}")
    number, scope = int(going.address.split("/")[2]), open_scope(going.user)
    with scope.transaction():
        follow_procedure(by=scope, case=case_named(number), pathway="section-47")
    with scope.transaction():
        (task,) = tasks(case_named(number))
    return replace(going, address=f"{going.address}/tasks/{task.number}")


def supervised(make: Making) -> Visit:
    """A supervisor of a team with work."""
    going = a_task(make)
    agency, team = open_scope(going.user).agency, make.team(open_scope(going.user).agency)
    make._owner("UPDATE access_post SET team_id = %s WHERE user_id = %s", team, going.user)
    make._owner(
        "UPDATE pathways_task SET team = %s WHERE number = %s", team, int(going.address.split("/")[-1])
    )
    return Visit(make.user(agency, Role.TEAM_MANAGER, team=team), "/work/teams")


def offered(make: Making) -> Visit:
    """Something that a colleague hands over."""
    going = a_task(make)
    giver = open_scope(going.user)
    receiver = make.user(giver.agency, Role.SOCIAL_WORKER)
    with giver.transaction():
        offer_task(
            by=giver,
            task=int(going.address.split("/")[-1]),
            to_user=receiver,
            note="The school rings at nine",
        )
    return Visit(receiver, "/work/offered")


def a_clock(make: Making) -> Visit:
    """Of a task with a time for each grade."""
    hub = Hub(make)
    number = hub.contact(make.person())
    task = next(task for task in hub.waiting(number, "checks") if task.agency == hub.council)
    return Visit(hub.worker.user, f"/cases/{number}/tasks/{task.number}/clock")


def to_take(make: Making) -> Visit:
    going = a_task(make)
    return replace(going, address=f"/work/take/{going.address.split('/')[-1]}")


def an_asked_task(make: Making) -> Visit:
    """What another agency's case asks of the visitor's."""
    hub = Hub(make)
    hub.contact(make.person())
    officer = hub.officer(hub.police)
    with officer.transaction():
        (asked,) = asked_tasks()
    return Visit(officer.user, f"/work/asked/{asked.task}")


VISITS: dict[str, Callable[[Making], Visit]] = {
    "task": a_task,
    "asked_task": an_asked_task,
    "my_day": lambda make: replace(a_task(make), address="/work/day"),
    "work": lambda make: replace(a_task(make), address="/work?of=team"),
    "workload": supervised,
    "take_task": to_take,
    "task_clock": a_clock,
    "hand_over": lambda make: replace(a_task(make), address="/work/hand-over"),
    "offered": offered,
    "cover": lambda make: replace(a_task(make), address="/work/cover"),
}
