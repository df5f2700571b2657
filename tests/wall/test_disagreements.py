"""An agency that has a part in a case may disagree, and it goes up until it is settled; nobody else hears of it."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.utils.timezone import now

from commonthread.access.permissions import Role
from commonthread.access.scope import AnotherPerson, ChangedMeanwhile, NotAllowed, TogetherOnly
from commonthread.access.statements import rows
from commonthread.access.terms import AgencyKind
from commonthread.pathways.asked import answer_asked, asked_tasks
from commonthread.pathways.catalogue.disagreement import AGREED, NOT_AGREED, WITHDRAWN
from commonthread.pathways.disagreements import (
    answer_disagreement,
    cases_of_others,
    disagreement,
    disagreements,
    raise_disagreement,
    read_outcome,
    take_up_unanswered,
)
from commonthread.pathways.queries import case
from commonthread.pathways.tasks import finish_task, tasks
from commonthread.pathways.work import work
from tests.disputing import WORDS, Disputed
from tests.hub import Hub


@pytest.fixture
def disputed(make):
    return Disputed(make)


def waiting(scope):
    """What waits of disagreements on somebody's list."""
    with scope.transaction():
        return [found.does for found in work().items if "disagreement" in found.does]


def test_both_agencies_see_it_and_whoever_leads_the_case_has_a_task(disputed):
    for scope, is_ours in ((disputed.sergeant, True), (disputed.worker, False)):
        with scope.transaction():
            (found,) = disagreements()
        assert (found.number, found.is_ours, found.why) == (disputed.raised, is_ours, "Two bruises")
    with disputed.worker.transaction():
        assert "Settle the disagreement between practitioners" in [found.does for found in work().items]


def test_without_a_part_in_the_case_nobody_raises_one_or_hears_of_it(disputed, make):
    school = make.scope(make.agency(AgencyKind.SCHOOL), Role.SCHOOL_LEAD)
    colleague = make.scope(disputed.council, Role.SOCIAL_WORKER)
    for stranger in (school, disputed.nurse, colleague):
        with stranger.transaction():
            assert disagreements() == []
        with pytest.raises(NotAllowed), stranger.transaction():
            disagreement(disputed.raised)
        with pytest.raises(NotAllowed), stranger.transaction():
            answer_disagreement(by=stranger, number=disputed.raised, answer="x")
    with disputed.nurse.transaction():
        assert cases_of_others() == []
    with pytest.raises(NotAllowed), disputed.nurse.transaction():
        raise_disagreement(by=disputed.nurse, case=disputed.case, **WORDS)


def test_above_the_practitioners_each_side_says_in_whose_name_it_speaks(disputed):
    disputed.answer(name="")
    disputed.decide(NOT_AGREED, name="")
    with pytest.raises(DatabaseError):
        disputed.answer(name=" ")
    disputed.answer(name="Ada Manager, team manager")
    with pytest.raises(DatabaseError):
        disputed.decide(NOT_AGREED, name="")
    disputed.decide(NOT_AGREED, name="DI Larkspur")
    first, second, _ = disputed.stages()
    assert (first.answered_for, second.answered_for, second.ended_for) == (
        "", "Ada Manager, team manager", "DI Larkspur",
    )  # fmt: skip
    disputed.decide(WITHDRAWN, name="")


def test_what_may_not_be_asked_yet_tells_nobody_that_there_is_a_case(make, fresh_database):
    """Its tasks wait for the consent decision; until then the agency has no part of which it was told."""
    hub = Hub(make)
    number = hub.contact(make.person(), decision=None)
    officer = hub.officer(hub.police)
    assert [task.agency for task in hub.waiting(number, "checks") if task.agency == hub.police]
    with officer.transaction():
        assert cases_of_others() == []
    with pytest.raises(NotAllowed), officer.transaction():
        raise_disagreement(by=officer, case=number, **WORDS)


def test_answered_and_not_agreed_it_goes_up_step_by_step_to_the_partnership(disputed):
    for _ in range(3):
        disputed.answer()
        disputed.decide(NOT_AGREED)
    disputed.answer()
    with pytest.raises(ValueError, match="cannot come of"):
        disputed.decide(NOT_AGREED)
    disputed.decide("decided by the partnership")
    assert [stage.step.name for stage in disputed.stages()] == [
        "practitioners",
        "managers",
        "heads",
        "partnership",
    ]
    with disputed.worker.transaction():
        assert disagreement(disputed.raised).settled_at
    with pytest.raises(ChangedMeanwhile):
        disputed.decide(WITHDRAWN)


def test_both_are_told_what_came_of_it(disputed):
    disputed.answer()
    assert waiting(disputed.worker) == []
    with disputed.sergeant.transaction():
        assert [task.does for task in asked_tasks()] == ["Say whether the answer settles the disagreement"]
    disputed.decide(AGREED)
    with disputed.sergeant.transaction():
        assert asked_tasks() == []
    assert waiting(disputed.worker) == ["Read what came of the disagreement"]
    for scope in (disputed.sergeant, disputed.nurse):
        with pytest.raises(NotAllowed), scope.transaction():
            read_outcome(by=scope, number=disputed.raised)
    with disputed.worker.transaction():
        read_outcome(by=disputed.worker, number=disputed.raised)
    assert waiting(disputed.worker) == []
    with disputed.sergeant.transaction():
        assert disagreement(disputed.raised).read_by == disputed.worker.name
    with pytest.raises(ChangedMeanwhile), disputed.worker.transaction():
        read_outcome(by=disputed.worker, number=disputed.raised)


def test_nobody_ends_what_waits_of_it_from_the_task(disputed):
    with disputed.worker.transaction():
        (task,) = [found for found in tasks(case(disputed.case)) if found.disagreement]
    assert task.disagreement == disputed.raised
    with pytest.raises(TogetherOnly), disputed.worker.transaction():
        finish_task(
            by=disputed.worker, case=case(disputed.case), number=task.number, outcome="done", words="so"
        )
    disputed.answer()
    with disputed.sergeant.transaction():
        (asked,) = asked_tasks()
    with pytest.raises(TogetherOnly), disputed.sergeant.transaction():
        answer_asked(by=disputed.sergeant, task=asked, outcome="done", words="so")


@pytest.mark.parametrize("outcome", ["withdrawn", "agreed"])
def test_a_colleague_takes_it_up_but_does_not_end_it_while_whoever_raised_it_is_there(
    disputed, make, outcome
):
    colleague = make.scope(disputed.police, Role.HUB_OFFICER)
    disputed.answer()
    with pytest.raises(AnotherPerson):
        disputed.decide(outcome, by=colleague)
    disputed.decide("not agreed", by=colleague)
    make._owner("UPDATE access_post SET until_at = now() WHERE user_id = %s", disputed.sergeant.user)
    disputed.decide("withdrawn", by=colleague)


def test_a_supervisor_of_whoever_raised_it_may_end_it(disputed, make):
    disputed.decide("withdrawn", by=make.scope(disputed.police, Role.POLICE_SUPERVISOR))


def test_closing_the_case_ends_no_disagreement_about_it(disputed):
    disputed.closes()
    assert waiting(disputed.worker) == ["Settle the disagreement between practitioners"]
    disputed.answer()
    disputed.decide(AGREED)
    with disputed.worker.transaction():
        read_outcome(by=disputed.worker, number=disputed.raised)
    assert waiting(disputed.worker) == []


def test_about_a_closed_case_it_is_raised_for_ninety_two_days_by_those_who_had_a_part(disputed, make):
    disputed.decide(WITHDRAWN)
    disputed.closes()
    with disputed.nurse.transaction():
        assert cases_of_others() == []
    with disputed.sergeant.transaction():
        (part,) = cases_of_others()
        assert part.closed_at
        again = raise_disagreement(by=disputed.sergeant, case=disputed.case, **WORDS)
    with disputed.worker.transaction():
        assert disagreement(again).is_closed
    assert "Settle the disagreement between practitioners" in waiting(disputed.worker)
    make._owner(
        "UPDATE pathways_case SET closed_at = now() - interval '93 days' WHERE number = %s", disputed.case
    )
    with pytest.raises(NotAllowed), disputed.sergeant.transaction():
        raise_disagreement(by=disputed.sergeant, case=disputed.case, **WORDS)


def late(disputed):
    disputed.make._owner("UPDATE pathways_stage SET due_at = %s, begun_at = %s WHERE disagreement_id = %s AND ended_at IS NULL",
                         now() - timedelta(hours=1), now() - timedelta(days=2), disputed.raised)  # fmt: skip


def test_what_nobody_answers_in_time_goes_up_by_itself_and_no_further_than_the_partnership(disputed, make):
    take_up_unanswered()
    assert [stage.step.name for stage in disputed.stages()] == ["practitioners"]
    for _ in range(5):
        late(disputed)
        take_up_unanswered()
    assert [(stage.step.name, stage.outcome) for stage in disputed.stages()] == [
        *((name, "no answer in time") for name in ("practitioners", "managers", "heads")), ("partnership", "")]  # fmt: skip
    assert waiting(disputed.worker) == ["Settle the disagreement in the partnership"]
    (told,) = make._owner("SELECT count(*) FROM ledger_event WHERE data ->> 'what' = 'disagreement: no answer in time' AND data -> 'disagreement' = to_jsonb(%s::bigint)",
                          disputed.raised)  # fmt: skip
    assert told == 3
    disputed.answer()


def test_answered_it_does_not_go_up_by_itself(disputed):
    disputed.answer()
    late(disputed)
    take_up_unanswered()
    assert len(disputed.stages()) == 1


def test_each_side_does_its_own_part(disputed):
    with pytest.raises(NotAllowed):
        disputed.answer(by=disputed.sergeant)
    with pytest.raises(NotAllowed):
        disputed.decide(AGREED, by=disputed.worker)
    with pytest.raises(NotAllowed):
        disputed.decide(AGREED)
    disputed.answer()
    with pytest.raises(ChangedMeanwhile):
        disputed.answer()
    disputed.decide(AGREED)


def test_without_an_answer_in_time_it_may_go_up(disputed, make):
    with pytest.raises(NotAllowed):
        disputed.decide(NOT_AGREED)
    make._owner("UPDATE pathways_stage SET due_at = %s WHERE disagreement_id = %s", now() - timedelta(hours=1), disputed.raised)  # fmt: skip
    disputed.decide(NOT_AGREED, words="no answer came")
    assert disputed.stages()[-1].step.name == "managers"


def test_about_a_case_of_which_somebody_is_hidden_from_one_nothing_is_told(disputed, make):
    make._owner("INSERT INTO access_conflict (\"user\", person, kind, is_detected, by) VALUES (%s, %s, 'own family', false, 1)",
                disputed.sergeant.user, disputed.children[0])  # fmt: skip
    with disputed.sergeant.transaction():
        assert (disagreements(), cases_of_others()) == ([], [])
    with pytest.raises(NotAllowed):
        disputed.decide(WITHDRAWN)


def test_answered_it_is_a_task_that_tells_of_nobody_in_the_case(disputed):
    disputed.answer()
    with disputed.sergeant.transaction():
        (asked,) = asked_tasks()
        assert (asked.because, asked.people) == (f"D-{disputed.raised}", {})
        assert rows("SELECT * FROM pathways.asked_plan(%s)", asked.task) == []


def test_it_is_on_the_ledger_of_the_case(disputed, make):
    (times,) = make._owner("SELECT count(*) FROM ledger_event WHERE data -> 'disagreement' = to_jsonb(%s::bigint)", disputed.raised)  # fmt: skip
    assert times == 1
