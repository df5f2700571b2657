"""What waits too long is told to somebody by name, once for each level; and it is seen where there is nobody to tell."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from commonthread.access.permissions import Role
from commonthread.access.scope import NotAllowed
from commonthread.access.terms import AgencyKind, Purpose
from commonthread.pathways.asked import asked_tasks
from commonthread.pathways.escalation import escalate, untold
from commonthread.pathways.queries import case
from commonthread.pathways.tasks import follow_procedure, tasks
from commonthread.pathways.work import Chosen, Whose, keep_printed, take_task, work
from tests.hub import Hub
from tests.wall.test_kept_from_own import apart


class Team:
    """A worker of a team with one task, its supervisor, and one of another team."""

    def __init__(self, make) -> None:
        self.make = make
        self.agency = make.agency(AgencyKind.CHILDRENS_SERVICES)
        self.team = make.team(self.agency)
        self.worker = make.scope(self.agency, Role.SOCIAL_WORKER, team=self.team)
        self.number = make.case(self.worker, make.person(), purpose=Purpose.SECTION_47)
        with self.worker.transaction():
            follow_procedure(by=self.worker, case=case(self.number), pathway="section-47")

    def supervisor(self, team: int | None = None):
        return self.make.scope(self.agency, Role.TEAM_MANAGER, team=team or self.team)

    def task(self):
        with self.worker.transaction():
            (found,) = tasks(case(self.number))
        return found

    def late_by(self, late: timedelta) -> None:
        self.make._owner(
            "UPDATE pathways_task SET counts_from = %s, due_at = %s WHERE case_id = %s",
            now() - late - timedelta(days=1), now() - late, self.number,
        )  # fmt: skip


@pytest.fixture
def team(make, fresh_database):
    return Team(make)


def mine(scope, whose=Whose.MINE) -> list:
    with scope.transaction():
        return work(whose).items


def _asked(scope) -> list:
    with scope.transaction():
        return asked_tasks()


def test_what_is_in_time_is_told_to_nobody(team):
    team.supervisor()
    assert escalate() == 0
    assert team.task().told == []


def test_overdue_it_stands_on_the_supervisors_list_and_says_who_was_told_and_when(team):
    supervisor = team.supervisor()
    team.late_by(timedelta(minutes=5))
    assert escalate() == 1
    (found,) = mine(supervisor)
    assert (found.is_told, found.may_take, found.is_mine, found.person) == (True, True, False, None)
    assert team.task().told == [supervisor.name]
    assert team.task().told_at


def test_each_level_is_told_once(team):
    first, second = team.supervisor(), team.supervisor(team.make.team(team.agency))
    team.late_by(timedelta(minutes=5))
    escalate()
    assert escalate() == 0
    assert mine(second) == []
    team.late_by(timedelta(hours=5))
    escalate()
    assert escalate() == 0
    assert len(mine(second)) == 1
    assert set(team.task().told) == {first.name, second.name}
    assert team.make._owner(
        "SELECT count(*) FROM ledger_event WHERE data ->> 'what' = 'overdue: told' AND data -> 'task' = to_jsonb(%s::bigint)",
        team.task().number,
    ) == (3,)


def test_without_a_supervisor_of_the_team_the_agencys_is_told_at_once(team):
    other = team.supervisor(team.make.team(team.agency))
    team.late_by(timedelta(minutes=5))
    escalate()
    assert team.task().told == [other.name]


def test_with_nobody_to_tell_the_administrator_sees_how_many_and_whoever_supervises_next_sees_which(team):
    team.late_by(timedelta(minutes=5))
    escalate()
    administrator = team.make.scope(team.agency, Role.ADMINISTRATOR)
    with administrator.transaction():
        assert untold() == 1
    assert team.task().told == []
    assert team.task().told_at
    newcomer = team.supervisor(team.make.team(team.agency))
    assert [found.task for found in mine(newcomer)] == [team.task().number]
    with administrator.transaction():
        assert untold() == 0
    with pytest.raises(NotAllowed), team.worker.transaction():
        untold()


def test_what_is_owned_by_somebody_who_has_left_comes_to_the_supervisor_at_once(team):
    supervisor = team.supervisor()
    task = team.task().number
    team.make._owner("UPDATE access_post SET until_at = now() WHERE user_id = %s", team.worker.user)
    escalate()
    (found,) = mine(supervisor)
    assert (found.task, found.has_left) == (task, True)
    with supervisor.transaction():
        take_task(by=supervisor, number=task, because="the owner has left")
    (found,) = mine(supervisor)
    assert (found.has_left, found.is_mine, found.owner) == (False, True, supervisor.name)


def test_nobody_takes_a_task_who_was_not_told_and_does_not_supervise_it(team):
    task = team.task().number
    for stranger in (
        team.make.scope(team.agency, Role.SOCIAL_WORKER, team=team.team),
        team.supervisor(team.make.team(team.agency)),
        team.make.scope(team.make.agency(), Role.POLICE_SUPERVISOR),
    ):
        with pytest.raises(NotAllowed), stranger.transaction():
            take_task(by=stranger, number=task, because="I would like to")


def test_of_another_agencys_late_answer_both_sides_hear(make, fresh_database):
    hub = Hub(make)
    theirs = make.scope(hub.police, Role.POLICE_SUPERVISOR, team=hub.hubs[hub.police])
    ours = make.scope(hub.council, Role.TEAM_MANAGER, team=hub.hubs[hub.council])
    number = hub.contact(make.person())
    make._owner(
        "UPDATE pathways_task SET counts_from = now() - interval '3 days', due_at = now() - interval '1 hour' "
        "WHERE case_id = %s AND agency = %s", number, hub.police,
    )  # fmt: skip
    escalate()
    (late,) = [task for task in hub.waiting(number, "checks") if task.agency == hub.police]
    assert set(late.told) == {theirs.name, ours.name}
    (found,) = mine(ours)
    assert (found.task, found.agency, found.is_told, found.may_take) == (late.number, hub.police, True, False)
    assert [asked.task for asked in _asked(theirs)] == [late.number]


def test_above_the_team_whoever_is_told_of_another_agencys_late_answer_has_it_on_their_list(
    make, fresh_database
):
    hub = Hub(make)
    above = make.scope(hub.council, Role.TEAM_MANAGER, team=hub.team(hub.council, "assessment"))
    number = hub.contact(make.person())
    make._owner(
        "UPDATE pathways_task SET counts_from = now() - interval '3 days', due_at = now() - interval '5 hours' "
        "WHERE case_id = %s AND agency = %s", number, hub.police,
    )  # fmt: skip
    escalate()
    for whose in (Whose.MINE, Whose.TEAM):
        (found,) = mine(above, whose)
        assert (found.agency, found.is_told, found.is_mine, found.person) == (hub.police, True, False, None)
    with above.transaction():
        keep_printed(by=above, tasks=[found.task], of="my day")


def test_the_worst_stands_first_and_the_counts_say_how_long_they_wait(make, fresh_database):
    hub = Hub(make)
    made = {grade: hub.contact(make.person(), rating=grade) for grade in ("amber", "red")}
    make._owner("UPDATE pathways_task SET counts_from = now() - interval '3 days', due_at = now() - interval '1 hour', "
                "begun_at = now() - interval '2 days' WHERE step = 'checks' AND agency = %s", hub.council)  # fmt: skip
    with hub.worker.transaction():
        found = work(Whose.MINE, limit=3)
        counted = found.counts
    assert [(task.case, task.step.name) for task in found.items[:2]] == [
        (made["red"], "checks"),
        (made["amber"], "checks"),
    ]
    assert found.total == counted.waiting == 4
    assert (counted.overdue, counted.today, counted.week, counted.longer) == (2, 2, 2, 0)
    with hub.worker.transaction():
        assert work(Whose.MINE, Chosen(overdue=True)).total == 2
        assert work(Whose.OTHERS).total == 4


def test_somebody_who_was_here_before_stands_higher_where_the_viewer_may_know_it(make, fresh_database):
    hub = Hub(make)
    child = make.person()
    first = hub.contact(make.person(), rating="amber")
    again = [hub.contact(child, rating="amber") for _ in range(2)]
    with hub.worker.transaction():
        found = work(Whose.MINE).items
    assert {task.case for task in found[:2]} == set(again)
    assert {task.contacts for task in found if task.case in again} == {2}
    assert {task.contacts for task in found if task.case == first} == {0}
    make._owner("INSERT INTO access_restriction (person, team, why, by, review_on) VALUES (%s, %s, 'fled', %s, current_date + 9)",
                child, make.team(hub.council), hub.worker.user)  # fmt: skip
    colleague = make.scope(hub.council, Role.SOCIAL_WORKER)
    make.case(colleague, child)
    with hub.worker.transaction():  # Of their own two they know already.
        assert {task.contacts for task in work(Whose.MINE).items if task.case in again} == {2}


def test_a_case_is_no_repeat_of_the_contact_that_opened_it(make):
    hub, child = Hub(make), make.person()
    contact, opened = hub.contact(child), hub.contact(child)
    make._owner("INSERT INTO pathways_decided (case_id, person, outcome, threshold, reasons, note, dissent, opened, decided_by) "
                "VALUES (%s, %s, 'assessment', 'child in need', 'so', '', '', %s, %s)", contact, child, opened, hub.worker.user)  # fmt: skip

    def times():
        with hub.worker.transaction():
            return {task.case: task.contacts for task in work(Whose.MINE).items}

    assert times() == {contact: 0, opened: 0}
    again = hub.contact(child)
    assert times() == {contact: 2, opened: 2, again: 2}


def test_nobody_is_told_of_a_case_from_which_they_are_kept_apart(team):
    father, colleague = team.supervisor(), team.supervisor(team.make.team(team.agency))
    (child,) = team.make._owner("SELECT person FROM pathways_caseperson WHERE case_id = %s", team.number)
    team.make._owner("INSERT INTO access_conflict (\"user\", person, kind, is_detected, by) VALUES (%s, %s, 'own family', false, 1)",
                     father.user, child)  # fmt: skip
    team.late_by(timedelta(minutes=1))
    assert escalate() == 1
    assert (mine(father), len(mine(colleague))) == ([], 1)


def test_a_case_from_which_all_its_workers_are_kept_apart_is_told_to_somebody_who_is_not(team, make):
    cousin, elsewhere = team.supervisor(), team.supervisor(make.team(team.agency))
    (child,) = make._owner("SELECT person FROM pathways_caseperson WHERE case_id = %s", team.number)
    make._owner("UPDATE pathways_caseperson SET added_by = 0 WHERE case_id = %s", team.number)
    for scope in (team.worker, cousin):
        apart(make, scope, child)
    assert (mine(team.worker), mine(cousin), mine(elsewhere)) == ([], [], [])
    assert escalate() == 1
    assert escalate() == 0
    (found,) = mine(elsewhere)
    assert (found.is_told, found.may_take, found.does) == (
        True,
        True,
        "Take over a case from which its workers are kept apart",
    )
    assert (mine(team.worker), mine(cousin, Whose.TEAM)) == ([], [])
    with elsewhere.transaction():
        take_task(by=elsewhere, number=found.task, because="nobody else may")
    with elsewhere.transaction():
        assert [task.step.name for task in tasks(case(team.number)) if task.step] == ["discussion"]
    assert escalate() == 0


def test_where_all_who_supervise_are_kept_apart_too_the_administrator_hears_of_it_as_a_number(team, make):
    cousin, clerk = team.supervisor(), make.scope(team.agency, Role.ADMINISTRATOR)
    (child,) = make._owner("SELECT person FROM pathways_caseperson WHERE case_id = %s", team.number)
    make._owner("UPDATE pathways_caseperson SET added_by = 0 WHERE case_id = %s", team.number)
    for scope in (team.worker, cousin):
        apart(make, scope, child)
    escalate()
    assert mine(cousin) == []
    with clerk.transaction():
        assert untold() == 1


def test_what_an_agency_is_asked_and_nobody_there_may_open_goes_back_at_once_to_be_put_to_somebody_else(
    make, fresh_database
):
    hub, child = Hub(make), make.person()
    officers = [hub.officer(hub.police) for _ in range(2)]
    hub.officer(hub.trust)
    manager = make.scope(hub.council, Role.TEAM_MANAGER, team=hub.hubs[hub.council])
    number = hub.contact(child)

    def to_have_named():
        return [item.does for item in mine(manager) if item.case == number and item.does.startswith("Have ")]

    apart(make, officers[0], child)
    escalate()
    assert to_have_named() == []
    apart(make, officers[1], child)
    escalate()
    escalate()
    (does,) = to_have_named()
    assert does == f"Have {officers[0].agency_name} name somebody who can open what it is asked"
    for officer in officers:
        with officer.transaction():
            assert (asked_tasks(), work(Whose.TEAM).items) == ([], [])
    with hub.officer(hub.police).transaction():
        assert [task.case for task in asked_tasks()] == [number]
