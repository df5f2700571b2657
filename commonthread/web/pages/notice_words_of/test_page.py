"""Writing the words of a kind: looked at, kept as an edition, gone back to; and never such as would betray somebody."""

from html import unescape

import pytest
from django.db import DatabaseError, connections

from commonthread.access.permissions import Role
from commonthread.notices.kind import PLACES, To, WrongWords, check

INSIDE, OUTSIDE = "/notice-words/for-attention", "/notice-words/answer-to-referrer"


def text(answer) -> str:
    return unescape(answer.content.decode())


@pytest.fixture
def page(make, browser):
    return browser(make.user(make.agency(), Role.RECORDS_OFFICER))


def test_words_are_looked_at_before_they_are_kept(page):
    shown = text(page.post(INSIDE, {"words": "About {person}: {words}"}))
    assert "About P-123456789: What the sender writes stands here." in shown
    assert "Ours" not in text(page.get("/notice-words"))


def test_kept_they_hold_and_the_earlier_ones_can_be_begun_with_again(page):
    for words in ("First {words}", "Second {words}"):
        page.post(INSIDE, {"words": words, "because": "better", "keep": "yes"})
    shown = text(page.get(INSIDE))
    assert shown.index("Second {words}") < shown.index("First {words}")
    (again,) = (part.split('"')[0] for part in shown.split("?again=")[1:] if part[0].isdigit())
    assert ">First {words}</textarea>" in text(page.get(f"{INSIDE}?again={again}"))
    assert (
        "Please acknowledge by {answer_by}" in text(page.get(f"{INSIDE}?again=house")).split("</textarea>")[0]
    )


def test_why_they_change_is_said(page):
    answer = page.post(INSIDE, {"words": "{words}", "because": "", "keep": "yes"})
    assert (answer.status_code, "Say in a few words why" in text(answer)) == (422, True)


@pytest.mark.parametrize(
    ("address", "words", "says"),
    [
        (INSIDE, "", "Write the words that are sent"),
        (INSIDE, "{name}", "{name} has no place in these words"),
        (INSIDE, "{words", "A brace stands alone"),
        (OUTSIDE, "About {person}", "{person} has no place in these words"),
        (OUTSIDE, "{words}", "{words} has no place in these words"),
        (OUTSIDE, "Your referral was looked at", "“referral” would tell"),
        (
            INSIDE,
            "Ring 07700 900123",
            "“07700 900123” leads elsewhere: your agency’s own number is {telephone}",
        ),
        (OUTSIDE, "Please ring +44 (0)7700-900123", "no number or address leaves"),
        (OUTSIDE, "Look at https://example.org/now", "“https://example.org/now” leads elsewhere"),
        (OUTSIDE, "Write to me@example.org", "“me@example.org” leads elsewhere"),
        (OUTSIDE, "x" * 460, "at most 459 characters"),
    ],
)
def test_what_could_not_be_sent_safely_is_not_kept(page, address, words, says):
    answer = page.post(address, {"words": words, "because": "why", "keep": "yes"})
    assert answer.status_code == 422
    assert says in text(answer)


def test_no_place_outside_can_carry_a_name_a_reason_or_an_agency():
    assert set(PLACES[To.OUTSIDE]) == {"{reference}", "{sent_on}"}
    for place in PLACES[To.INSIDE].keys() - PLACES[To.OUTSIDE].keys():
        with pytest.raises(WrongWords):
            check(To.OUTSIDE, f"Thank you {place}")


@pytest.mark.parametrize("place", ["{person}", "{words}", "{agency}", "{case}", "{name}"])
def test_the_database_says_the_same(make, place):
    scope = make.scope(make.agency(), Role.RECORDS_OFFICER)
    with (
        pytest.raises(DatabaseError, match="not filled in"),
        scope.transaction(),
        connections["app"].cursor() as cursor,
    ):
        cursor.execute("SELECT notices.write_edition('please-ring', %s, 'why')", [place])


@pytest.mark.parametrize("words", ["Ring 07700 900123", "see www.example.org", "me@example.org"])
def test_the_database_lets_no_words_lead_elsewhere(make, words):
    scope = make.scope(make.agency(), Role.RECORDS_OFFICER)
    with (
        pytest.raises(DatabaseError, match="leads elsewhere"),
        scope.transaction(),
        connections["app"].cursor() as cursor,
    ):
        cursor.execute("SELECT notices.write_edition('please-ring', %s, 'why')", [words])


def test_999_may_stand_in_any_words(page):
    assert "Kept." in text(
        page.post(OUTSIDE, {"words": "In danger, ring 999.", "because": "why", "keep": "yes"}, follow=True)
    )


def test_a_kind_that_there_is_not_is_not_found(page):
    assert page.get("/notice-words/other").status_code == 404
