"""The police go on under a case of their own: one answer opens it, with plan, supervisor and clocks, and each side sees the other."""

import pytest

from commonthread.access.permissions import Role
from commonthread.access.scope import ChangedMeanwhile, NotAllowed, TogetherOnly
from commonthread.access.terms import Purpose
from commonthread.pathways.actions import close_case
from commonthread.pathways.asked import answer_asked, asked_task, asked_tasks
from commonthread.pathways.catalogue.strategy_and_section_47 import GOES_ON
from commonthread.pathways.going_on import Opening, could_go_on, go_on, gone_on, gone_on_from
from commonthread.pathways.investigation import plans
from commonthread.pathways.queries import case
from commonthread.pathways.supervision import OWN, supervision_list
from commonthread.pathways.tasks import tasks
from commonthread.pathways.terms import Sort
from tests.hub import Hub

AIMS = "Who hurt her, and who was in the flat"


class Asked:
    """A joint enquiry about a girl and her mother, and what it asks of the police."""

    def __init__(self, make) -> None:
        self.hub = hub = Hub(make)
        self.girl, self.mother = make.person(), make.person()
        self.number = make.case(hub.worker, self.girl, purpose=Purpose.SECTION_47)
        make._owner(
            "INSERT INTO pathways_caseperson (case_id, person, sort, because, ended_because, outcome) VALUES (%s, %s, 'adult', 'so', '', '')",
            self.number, self.mother,
        )  # fmt: skip
        hub.follows(self.number, "section-47")
        hub.says(self.number, "discussion", "section 47 enquiry, joint with the police")
        self.detective = make.scope(hub.police, Role.INVESTIGATOR, team=hub.investigators)
        self.sergeant = make.scope(hub.police, Role.POLICE_SUPERVISOR, team=hub.investigators)

    def task(self, scope=None):
        with (scope or self.detective).transaction():
            return asked_tasks()[0]

    def goes_on(self, scope=None, into=None) -> int:
        scope, task = scope or self.detective, self.task(scope)
        with scope.transaction():
            return go_on(by=scope, task=task, outcome=GOES_ON, words="He is arrested",
                         into=into or Opening(AIMS, self.hub.investigators, leads=scope is self.detective))  # fmt: skip


@pytest.fixture
def asked(make):
    return Asked(make)


def test_the_answer_opens_their_case_with_its_plan_supervisor_and_clocks(asked):
    opened = asked.goes_on()
    with asked.detective.transaction():
        shown, (plan,) = case(opened), plans(opened)
        waiting = {task.step.name: task for task in tasks(shown) if not task.done_at}
    assert (shown.pathway, shown.purpose, plan.aims) == (
        "supervised-investigation", Purpose.SECTION_47, AIMS,
    )  # fmt: skip
    assert {person.number: person.sort for person in shown.people} == {
        asked.girl: Sort.CHILD,
        asked.mother: Sort.ADULT,
    }
    assert {name: task.owner for name, task in waiting.items()} == {
        "safety": asked.detective.name, "victim": asked.detective.name, "direction": asked.sergeant.name,
    }  # fmt: skip
    with asked.sergeant.transaction():
        listed = supervision_list(team=OWN, only_due=False, limit=9, offset=0)
    assert [(each.number, each.is_mine) for each in listed.items] == [(opened, True)]


def test_each_side_sees_that_the_other_goes_on_and_nothing_else_of_it(asked):
    opened = asked.goes_on()
    with asked.hub.worker.transaction():
        (there,) = gone_on(asked.number)
        (answered,) = [
            task for task in tasks(case(asked.number)) if task.step and task.step.name == "investigation"
        ]
    assert (there.other, there.from_here, there.closed_at, answered.outcome) == (opened, True, None, GOES_ON)
    with asked.detective.transaction():
        (back,) = gone_on(opened)
        assert (back.other, back.from_here) == (asked.number, False)
        assert gone_on_from(asked_task(back.task)).other == opened
    for scope, other in ((asked.hub.worker, opened), (asked.detective, asked.number)):
        for ask in (case, gone_on, plans):
            with pytest.raises(NotAllowed), scope.transaction():
                ask(other)


def test_nobody_says_that_it_goes_on_without_the_case_and_nobody_opens_it_twice(asked):
    task = asked.task()
    with pytest.raises(TogetherOnly), asked.detective.transaction():
        answer_asked(by=asked.detective, task=task, outcome=GOES_ON, words="so")
    asked.goes_on()
    with pytest.raises(ChangedMeanwhile), asked.detective.transaction():
        go_on(
            by=asked.detective,
            task=task,
            outcome=GOES_ON,
            words="so",
            into=Opening(AIMS, asked.hub.investigators),
        )
    with pytest.raises(ChangedMeanwhile), asked.detective.transaction():
        answer_asked(by=asked.detective, task=task, outcome="no crime", words="so")


def test_the_desk_answers_for_the_team_that_does_such_work_and_has_the_case_itself_no_more(asked):
    desk = asked.hub.officer(asked.hub.police)
    opened = asked.goes_on(desk)
    with pytest.raises(NotAllowed), desk.transaction():
        case(opened)
    with asked.detective.transaction():
        assert (
            case(opened).lead
            == asked.hub.make._owner("SELECT name FROM access_team WHERE id = %s", asked.hub.investigators)[0]
        )


def test_another_team_has_it_only_with_a_reason_and_only_one_of_the_agency(asked):
    task, other = asked.task(), asked.hub.team(asked.hub.police, "domestic abuse")
    refused = [(Opening(AIMS, other), NotAllowed), (Opening(AIMS, asked.hub.hubs[asked.hub.trust], because="so"), NotAllowed),
               (Opening("", asked.hub.investigators), NotAllowed), (Opening(AIMS, other, leads=True, because="so"), NotAllowed)]  # fmt: skip
    for into, error in refused:
        with pytest.raises((error, Exception)), asked.detective.transaction():
            go_on(by=asked.detective, task=task, outcome=GOES_ON, words="so", into=into)
    with asked.detective.transaction():
        go_on(
            by=asked.detective,
            task=task,
            outcome=GOES_ON,
            words="so",
            into=Opening(AIMS, other, because="they know him"),
        )


def test_it_goes_on_in_the_investigation_that_is_open_about_one_of_them(asked, make):
    first = asked.goes_on()
    second = Asked.__new__(Asked)
    second.__dict__ |= asked.__dict__
    second.number = make.case(asked.hub.worker, asked.girl, make.person(), purpose=Purpose.SECTION_47)
    asked.hub.follows(second.number, "section-47")
    asked.hub.says(second.number, "discussion", "section 47 enquiry, joint with the police")
    with asked.detective.transaction():
        assert [found.case for found in could_go_on(asked_tasks()[0])] == [first]
    assert second.goes_on(into=first) == first
    with asked.detective.transaction():
        assert len(case(first).people) == 3
        assert {link.other for link in gone_on(first)} == {asked.number, second.number}
    with pytest.raises(NotAllowed):
        third = make.case(asked.detective, make.person(), purpose=Purpose.SECTION_47)
        task = next(iter(_asked_again(asked, make)))
        with asked.detective.transaction():
            go_on(by=asked.detective, task=task, outcome=GOES_ON, words="so", into=third)


def _asked_again(asked, make):
    number = make.case(asked.hub.worker, make.person(), purpose=Purpose.SECTION_47)
    asked.hub.follows(number, "section-47")
    asked.hub.says(number, "discussion", "section 47 enquiry, joint with the police")
    with asked.detective.transaction():
        return [task for task in asked_tasks() if task.case == number]


def test_for_whoever_is_kept_from_the_other_case_there_is_none(asked):
    opened = asked.goes_on()
    uncle = asked.hub.make.person()
    make = asked.hub.make
    make._owner("INSERT INTO pathways_caseperson (case_id, person, sort, because, added_by, ended_because, outcome) "
                "VALUES (%s, %s, 'adult', 'so', %s, '', '')", opened, uncle, asked.detective.user)  # fmt: skip
    make._owner("INSERT INTO access_conflict (\"user\", person, kind, is_detected, by) VALUES (%s, %s, 'own family', false, 1)",
                asked.hub.worker.user, uncle)  # fmt: skip
    with asked.hub.worker.transaction():
        assert gone_on(asked.number) == []


def test_that_the_other_has_ended_is_seen(asked):
    opened = asked.goes_on()
    with asked.hub.worker.transaction():
        close_case(by=asked.hub.worker, case=asked.number, because="over",
                   outcomes={asked.girl: "safe", asked.mother: "safe"})  # fmt: skip
    with asked.detective.transaction():
        (back,) = gone_on(opened)
        assert back.closed_at
