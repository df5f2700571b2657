"""Tasks that somebody, or an event, adds to a case beside the steps of its procedure."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.utils.timezone import now

from commonthread.access.permissions import Role
from commonthread.access.scope import NotAllowed
from commonthread.pathways import actions
from commonthread.pathways.queries import case
from commonthread.pathways.tasks import add_task, engine_task
from commonthread.pathways.work import Whose
from tests.wall.tasks.doing import DISCUSSION, TO_DO, added, finish, open_tasks, work


def test_a_case_without_a_procedure_has_tasks_that_somebody_adds(worker, plain):
    added(worker, plain)
    (task,) = open_tasks(worker, plain)
    assert (task.step, task.does, task.because) == (None, TO_DO["does"], TO_DO["because"])
    assert task.owner == task.set_by == worker.name
    assert finish(worker, plain, task, "done") == []
    assert open_tasks(worker, plain) == []


def test_what_is_added_to_a_case_under_a_procedure_stands_beside_its_steps(worker, begun):
    added(worker, begun)
    added(worker, begun)
    assert [task.step and task.step.name for task in open_tasks(worker, begun)] == [DISCUSSION, None, None]


def test_added_for_a_team_of_ones_agency_it_is_on_the_list_of_everybody_in_it(make, council, worker, plain):
    team = make.team(council)
    added(worker, plain, to_team=team)
    colleague = make.scope(council, Role.SOCIAL_WORKER, team=team)
    with colleague.transaction():
        (found,) = work(Whose.TEAM)
    assert (found.is_mine, found.does) == (True, TO_DO["does"])


@pytest.mark.parametrize(
    ("within", "because"),
    [(timedelta(hours=-1), "so"), (timedelta(days=400), "so"), (timedelta(days=2), " ")],
)
def test_what_is_added_has_a_time_ahead_and_a_reason(worker, plain, within, because):
    with pytest.raises(DatabaseError), worker.transaction():
        add_task(by=worker, case=plain, due_at=now() + within, **TO_DO | {"because": because})


def test_it_is_added_about_nobody_else_and_for_nobody_else(make, worker, plain):
    elsewhere = make.agency()
    for changes in ({"person": make.person()}, {"to_team": make.team(elsewhere)},
                    {"to_user": make.user(elsewhere, Role.INVESTIGATOR)}):  # fmt: skip
        with pytest.raises(NotAllowed):
            added(worker, plain, **changes)
    with pytest.raises(NotAllowed):
        added(make.scope(elsewhere, Role.INVESTIGATOR), plain)


def by_an_event(make, number, **changes):
    given = {"key": f"event {make.mark}", "case": number, "due_at": now(), **TO_DO}
    return engine_task(**given | changes)


def test_an_event_adds_a_task_once_for_whoever_leads_the_case(make, worker, plain):
    first, second = by_an_event(make, plain), by_an_event(make, plain)
    (task,) = open_tasks(worker, plain)
    assert first == second == task.number
    assert (task.owner, task.set_by) == (worker.name, "")
    assert make._owner(
        "SELECT count(*) FROM ledger_event WHERE data -> 'task' = to_jsonb(%s::bigint) AND actor IS NULL",
        first,
    ) == (1,)


def test_an_event_adds_nothing_to_a_case_that_is_closed(make, worker, plain):
    with worker.transaction():
        actions.close_case(by=worker, case=plain, because="no further action",
                           outcomes={person.number: "safe" for person in case(plain).people})  # fmt: skip
    assert by_an_event(make, plain) is None


def test_in_a_case_that_a_team_leads_the_tasks_are_the_teams(make, council, worker, plain):
    team = make.team(council)
    make._owner('UPDATE pathways_member SET "user" = NULL, team = %s WHERE case_id = %s', team, plain)
    by_an_event(make, plain)
    colleague = make.scope(council, Role.SOCIAL_WORKER, team=team)
    (task,) = open_tasks(colleague, plain)
    assert task.owner.startswith("Team")
