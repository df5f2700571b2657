"""A supervised investigation: plans in editions, victims told safely, and no end while somebody is not accounted for."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connections
from django.utils.timezone import localdate, now

from commonthread.access.permissions import Role
from commonthread.access.scope import AnotherPerson, ChangedMeanwhile, NotAccountedFor, NotAllowed
from commonthread.access.terms import Purpose
from commonthread.pathways.actions import close_case, reopen_case, take_out
from commonthread.pathways.investigation import (
    InTheWay,
    Line,
    NotMine,
    PartIn,
    account_for,
    accounts,
    keeps_me_from_closing,
    lacks_to_close,
    look_at,
    parts,
    plans,
    results,
    write_plan,
)
from commonthread.pathways.queries import case, case_ledger
from commonthread.pathways.supervision import look_after, review, supervisions
from commonthread.pathways.tasks import finish_task, tasks
from commonthread.pathways.victims import Happened, Way, happened, record_update, updates
from commonthread.pathways.work import work
from tests.investigating import Investigation


@pytest.fixture
def it(make):
    return Investigation(make)


def plan(it, known, lines=(), aims="Who hurt her, and when"):
    with it.investigator.transaction():
        return write_plan(by=it.investigator, case=it.case, aims=aims, because="begins", known=known, lines=lines)  # fmt: skip


def test_each_edition_of_the_plan_is_kept_and_its_lines_are_tasks_with_an_owner_and_a_time(it):
    later = now() + timedelta(days=3)
    plan(it, 0, [Line("Ask the ward who brought her", it.sergeant.user, later)])
    plan(it, 1, [Line("Seize his telephone", None, later)], aims="Who was there that night")
    with it.investigator.transaction():
        second, first = plans(it.case)
        begun = {task.number: task for task in tasks(case(it.case))}
    assert (first.edition, first.aims, second.aims) == (
        1,
        "Who hurt her, and when",
        "Who was there that night",
    )
    assert [begun[number].owner for number in first.tasks + second.tasks] == [
        it.sergeant.name,
        it.investigator.name,
    ]
    assert begun[second.tasks[0]].source == "Investigation plan, edition 2"
    with pytest.raises(ChangedMeanwhile):
        plan(it, 1)


def test_the_review_waits_for_the_supervisor_and_is_signed_by_nobody_who_opened_nothing(it):
    it.says("plan", "written")
    with it.sergeant.transaction():
        (waits,) = work().items
        assert (waits.step.name, waits.owner) == ("direction", it.sergeant.name)
    with pytest.raises(AnotherPerson):
        it.reviewed("goes on, medium")
    for scope in (it.sergeant, it.investigator):
        with pytest.raises(AnotherPerson), scope.transaction():
            finish_task(by=scope, case=case(it.case), number=waits.task, outcome="goes on, high", words="so")
    case_ledger(it.investigator, it.case)
    with pytest.raises(NotAllowed):
        it.sergeant, before = it.investigator, it.sergeant
        try:
            it.reviewed("goes on, medium")
        finally:
            it.sergeant = before
    case_ledger(it.sergeant, it.case)
    it.reviewed("goes on, medium")
    with it.sergeant.transaction():
        (given,) = supervisions(it.case)
        (next_one,) = work().items
    assert (given.direction, given.opened.openings) == ("Speak with the school first", 1)
    assert given.next_at == next_one.due_at
    assert timedelta(days=14) <= next_one.due_at - now() < timedelta(days=15)


def test_a_victim_is_told_by_their_rights_and_never_in_a_way_that_nobody_knows_to_be_safe(it):
    it.everybody_has_a_part()
    with it.investigator.transaction():
        shown = case(it.case)
        (due,) = [task for task in tasks(shown) if not task.step]
        assert (due.does, due.person) == ("Tell the victim how it stands", it.girl)
        assert due.due_at - now() < timedelta(days=5)
    for safe in ("", " "):
        with pytest.raises((DatabaseError, NotAllowed)), it.investigator.transaction():
            record_update(by=it.investigator, case=it.case, person=it.girl, of="the arrest", words="He is arrested",
                          way=Way.TELEPHONE, safe_because=safe, next_at=None)  # fmt: skip
    with pytest.raises(AnotherPerson), it.investigator.transaction():
        finish_task(by=it.investigator, case=shown, number=due.number, outcome="done", words="rang her")
    it.told(it.girl, "the arrest")
    with it.investigator.transaction():
        (told,) = updates(it.case)
        assert (told.was_told, told.way) == (True, "in person")
        assert [task.done_at is None for task in tasks(case(it.case)) if not task.step] == [False]
        assert happened(by=it.investigator, case=it.case, what=Happened.BAILED, at=now()) == 1
        assert [task.done_at is None for task in tasks(case(it.case)) if not task.step] == [False, True]


def test_nobody_but_a_victim_is_told_and_who_is_none_any_more_is_told_nothing(it):
    it.everybody_has_a_part()
    with pytest.raises(NotAllowed):
        it.told(it.man)
    it.part(it.girl, PartIn.WITNESS)
    with it.investigator.transaction():
        assert all(task.done_at for task in tasks(case(it.case)) if not task.step)
        assert parts(it.case)[it.girl].part is PartIn.WITNESS


def close(it, by=None):
    scope = by or it.sergeant
    with scope.transaction():
        close_case(by=scope, case=it.case, because="over", outcomes=dict.fromkeys(it.people, "safe"))


def in_the_way(it) -> set:
    with it.investigator.transaction():
        return {(lack.what, lack.person) for lack in lacks_to_close(it.case)}


def test_it_is_closed_only_once_each_is_accounted_for_has_a_result_and_knows_it(it):
    case_ledger(it.investigator, it.case)
    it.says("plan", "written")
    everybody = set(it.people)
    assert in_the_way(it) == (
        {(what, person) for what in (InTheWay.NOT_ACCOUNTED_FOR, InTheWay.NO_PART) for person in everybody}
        | {(InTheWay.NO_RESULT, None)}
    )
    it.everybody_has_a_part()
    it.accounted(it.girl), it.accounted(it.man)
    it.told(it.girl)
    it.result(it.man)
    assert in_the_way(it) == {(InTheWay.NOT_ACCOUNTED_FOR, it.mother), (InTheWay.NOT_TOLD, it.girl)}
    with pytest.raises(NotAccountedFor):
        close(it)
    with pytest.raises(NotAccountedFor), it.investigator.transaction():
        take_out(by=it.investigator, case=it.case, person=it.mother, because="she is not needed")
    it.accounted(it.mother)
    it.told(it.girl)
    assert in_the_way(it) == set()
    look(it, it.sergeant)
    close(it)
    with it.sergeant.transaction():
        (signed,) = supervisions(it.case)
    assert (signed.by, signed.direction, signed.next_at) == (it.sergeant.name, "Closed. over", None)
    assert signed.opened.openings == 1


def ready(it):
    it.says("plan", "written")
    ready_without_plan(it)


def look(it, scope):
    with scope.transaction():
        look_at(it.case)


def keeps(it, scope):
    with scope.transaction():
        return keeps_me_from_closing(it.case)


def test_its_end_is_signed_by_a_supervisor_who_does_not_investigate_it_and_has_opened_it_since(it, make):
    ready(it)
    for scope in (it.investigator, it.sergeant):
        assert keeps(it, scope) is (
            NotMine.DOES_NOT_SUPERVISE if scope is it.investigator else NotMine.HAS_NOT_OPENED
        )
    look(it, it.investigator)
    case_ledger(it.sergeant, it.case)
    for scope in (it.investigator, it.sergeant):
        with pytest.raises(AnotherPerson):
            close(it, scope)
    look(it, it.sergeant)
    it.accounted(it.girl)
    assert keeps(it, it.sergeant) is NotMine.HAS_NOT_OPENED
    with pytest.raises(AnotherPerson):
        close(it, it.sergeant)
    look(it, it.sergeant)
    assert keeps(it, it.sergeant) is None
    with it.sergeant.transaction():
        write_plan(by=it.sergeant, case=it.case, aims="So", because="so", known=0, lines=())
    assert keeps(it, it.sergeant) is NotMine.INVESTIGATES
    with pytest.raises(AnotherPerson):
        close(it, it.sergeant)
    inspector = make.scope(it.force, Role.POLICE_SUPERVISOR, team=it.team)
    with inspector.transaction():
        look_after(by=inspector, case=it.case, because="the sergeant wrote its plan")
    look(it, inspector)
    close(it, inspector)


def test_its_last_step_ends_with_the_case_itself_and_on_no_page_of_tasks(it):
    it.says("plan", "written")
    case_ledger(it.sergeant, it.case)
    it.reviewed("to be closed")
    task = it.task("closure", it.sergeant)
    for scope in (it.sergeant, it.investigator):
        with pytest.raises(AnotherPerson), scope.transaction():
            finish_task(by=scope, case=case(it.case), number=task.number, outcome="closed", words="so")
    with pytest.raises(AnotherPerson), it.sergeant.transaction():
        review(by=it.sergeant, case=case(it.case), task=task, outcome="closed", direction="so")
    ready_without_plan(it)
    look(it, it.sergeant)
    close(it)
    with it.sergeant.transaction():
        (ended,) = [one for one in tasks(case(it.case)) if one.step and one.step.name == "closure"]
    assert (ended.outcome, ended.done_by) == ("closed", it.sergeant.name)


def ready_without_plan(it):
    it.everybody_has_a_part()
    it.result(it.man)
    it.told(it.girl)
    for person in it.people:
        it.accounted(person)


def test_the_owner_of_the_tables_cannot_close_it_either(it):
    connection = connections["owner"]
    connection.ensure_connection()
    for statement in (
        "UPDATE pathways_case SET closed_at = now() WHERE number = %s",
        "UPDATE pathways_caseperson SET ended_at = now(), ended_by = 1 WHERE case_id = %s",
    ):
        with pytest.raises(Exception, match="accounted for"):
            connection.connection.execute(statement, [it.case])
        connection.connection.rollback()


def test_what_was_said_before_it_was_reopened_accounts_for_nobody(it):
    ready(it)
    look(it, it.sergeant)
    close(it)
    with it.investigator.transaction():
        reopen_case(by=it.investigator, case=it.case, because="a second child speaks")
        assert accounts(it.case) == {}
    assert {what for what, _ in in_the_way(it)} == {InTheWay.NOT_ACCOUNTED_FOR}


def test_an_account_has_a_day_that_has_been_and_a_result_is_of_a_suspect(it):
    with pytest.raises(DatabaseError), it.investigator.transaction():
        account_for(by=it.investigator, case=it.case, person=it.girl, safe_where="At home", said_by="PC", seen_by="PC",
                    seen_on=localdate() + timedelta(days=3))  # fmt: skip
    it.everybody_has_a_part()
    with pytest.raises(NotAllowed):
        it.result(it.mother)
    it.result(None, "18")
    it.result(it.man)
    with it.investigator.transaction():
        assert [(found.suspect, found.outcome, found.stands) for found in results(it.case)] == [
            (it.man, "1", True),
            (None, "18", True),
        ]


def test_nobody_elses_investigation_is_there_nor_a_case_that_is_none(it, make):
    stranger = make.scope(it.force, Role.INVESTIGATOR, team=make.team(it.force))
    for scope, number in (
        (stranger, it.case),
        (it.investigator, make.case(it.investigator, make.person(), purpose=Purpose.SECTION_47)),
    ):
        for ask in (plans, results, accounts, updates, lacks_to_close, keeps_me_from_closing):
            with pytest.raises(NotAllowed), scope.transaction():
                ask(number)
    with pytest.raises(NotAllowed), stranger.transaction():
        parts(it.case)
