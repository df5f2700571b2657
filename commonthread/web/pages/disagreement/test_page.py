"""A disagreement on its page: the case's agency answers, whoever raised it says whether that settles it."""

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
