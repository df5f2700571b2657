"""An officer says whom they know, and is told nothing."""

import re

import pytest

from commonthread.access.permissions import Role


@pytest.fixture
def officer(make, browser):
    return browser(make.user(make.agency(), Role.SOCIAL_WORKER))


def test_the_answer_is_the_same_whoever_it_is(officer):
    answers = {
        re.sub(
            rb'csrfmiddlewaretoken" value="[^"]*',
            b"",
            officer.post("/whom-i-know", {"words": words}, follow=True).content,
        )
        for words in ("my cousin", "nobody who was ever here")
    }
    assert len(answers) == 1
    assert b"Noted" in answers.pop()


def test_it_must_be_said_in_words(officer):
    assert officer.post("/whom-i-know", {"words": " "}).status_code == 422
