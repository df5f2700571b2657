"""A disagreement on its page: the case's agency answers, whoever raised it says whether that settles it."""

from commonthread.access.permissions import Role
from commonthread.pathways.catalogue.disagreement import NOT_AGREED
from commonthread.pathways.queries import case
from commonthread.pathways.tasks import tasks
from tests.disputing import Disputed
from tests.pages import text


def test_it_is_answered_and_settled_by_the_two_agencies(make, browser):
    disputed = Disputed(make)
    council, police = browser(disputed.worker.user), browser(disputed.sergeant.user)
    at = f"/disagreements/{disputed.raised}"
    assert "no answer yet" in text(police.get(at))
    assert "We have met again" in text(council.post(at, {"words": "We have met again"}, follow=True))
    assert "goes up to the team managers" in text(police.get(at))
    settled = police.post(at, {"words": "An enquiry began", "outcome": "agreed"}, follow=True)
    assert "Agreed.</strong> An enquiry began" in text(settled)
    assert "is told, and has not said yet that it is read" in text(settled)
    assert "We have read what came of it" in text(council.get(at))
    council.post(at, {"do": "read"})
    assert "has read what came of it" in text(police.get(at))


def test_when_it_goes_up_by_itself_and_where_it_is_answered_is_said(make, browser):
    disputed = Disputed(make)
    council = browser(disputed.worker.user)
    assert "it goes up by itself to the team managers" in text(
        council.get(f"/disagreements/{disputed.raised}")
    )
    task = next(task for task in read_tasks(disputed) if task.disagreement)
    words = text(council.get(f"/cases/{disputed.case}/tasks/{task.number}"))
    assert f"/disagreements/{disputed.raised}" in words
    assert "Record it" not in words


def test_above_the_practitioners_whoever_says_so_is_named(make, browser):
    disputed = Disputed(make)
    disputed.answer(name="")
    disputed.decide(NOT_AGREED, name="")
    council, at = browser(disputed.worker.user), f"/disagreements/{disputed.raised}"
    assert "Who says so of the team managers" in text(council.get(at))
    assert "Say who, by name and post" in text(council.post(at, {"words": "We see her today"}))
    said = {"words": "We see her today", "name": "Ada Manager, team manager"}
    assert "Ada Manager, team manager; recorded by" in text(council.post(at, said, follow=True))


def test_whoever_may_not_end_it_is_told_who_does_and_is_offered_the_rest(make, browser):
    disputed = Disputed(make)
    colleague, at = browser(make.user(disputed.police, Role.HUB_OFFICER)), f"/disagreements/{disputed.raised}"
    shown = text(colleague.get(at))
    assert f"{disputed.sergeant.name} raised it, and ends it" in shown
    assert "Record it" not in shown
    disputed.answer()
    shown = text(colleague.get(at))
    assert "Not agreed" in shown and 'value="agreed"' not in shown
    assert colleague.post(at, {"words": "so", "outcome": "withdrawn"}).status_code == 422


def read_tasks(disputed):
    with disputed.worker.transaction():
        return tasks(case(disputed.case))


def test_what_is_missing_is_said_and_nothing_recorded(make, browser):
    disputed = Disputed(make)
    police = browser(disputed.sergeant.user)
    answer = police.post(f"/disagreements/{disputed.raised}", {"words": " ", "outcome": "agreed"})
    assert answer.status_code == 422
    assert "Choose what came of it" in text(answer)
    assert "Say it, in at most" in text(answer)


def test_nobody_else_finds_it(make, browser):
    disputed = Disputed(make)
    assert browser(disputed.nurse.user).get(f"/disagreements/{disputed.raised}").status_code == 404
