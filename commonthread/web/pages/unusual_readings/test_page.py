"""Unusual readings are put as questions, with the rule that found them, and an answer can be noted."""

import re

import pytest
from django.test import Client

from tests.journeys.visits.person import with_readings
from tests.making import Making
from tests.pages import text


@pytest.fixture
def officer(make: Making, browser) -> Client:
    return browser(with_readings(make, "").user)


def test_a_question_says_its_rule_and_what_it_cannot_tell(officer):
    shown = text(officer.get("/ledger/questions"))
    assert "No case named:" in shown
    assert "Which case, call or referral was this for?" in shown
    assert "It cannot tell:" in shown


@pytest.mark.parametrize("word", ["suspicious", "offence", "breach", "guilty", "caught", "violat", "abuse"])
def test_nobody_is_accused(officer, word):
    assert word not in text(officer.get("/ledger/questions")).lower()


def test_an_answer_is_noted(officer):
    number = re.search(r"/ledger/questions/(\d+)/answer", officer.get("/ledger/questions").content.decode())[
        1
    ]
    address = f"/ledger/questions/{number}/answer"
    refused = officer.post(address, {"reason": " "})
    assert refused.status_code == 422
    assert "No answer was noted" in refused.content.decode()
    shown = text(officer.post(address, {"reason": "It was call 7"}, follow=True))
    assert "It was call 7" in shown
    assert "It was call 7" in text(officer.get("/ledger/questions?standing=answered"))
    assert "It was call 7" not in text(officer.get("/ledger/questions?standing=open"))


@pytest.mark.parametrize("asked", ["rule=street", "reader=nobody", "standing=answered", "page=9"])
def test_what_does_not_fit_is_left_out_in_honest_words(officer, asked):
    assert "No case named:" not in text(officer.get(f"/ledger/questions?{asked}"))


@pytest.mark.parametrize("asked", ["rule=x", "since=x", "standing=x", "since=1066-01-01"])
def test_a_filter_that_cannot_be_read_filters_nothing(officer, asked):
    assert "No case named:" in text(officer.get(f"/ledger/questions?{asked}"))


def test_the_list_can_be_taken_away(officer):
    assert "No case named" in officer.get("/ledger/questions.csv").content.decode()


def test_another_agency_s_question_is_not_there(make, browser, officer):
    number = re.search(r"/ledger/questions/(\d+)/answer", officer.get("/ledger/questions").content.decode())[
        1
    ]
    other = browser(with_readings(make, "").user)
    assert other.post(f"/ledger/questions/{number}/answer", {"reason": "x"}).status_code == 404
