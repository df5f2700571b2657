"""Setting one time limit: what cannot be right is said, and what the law says is not there to be set."""

import pytest

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind
from tests.pages import text

GIVEN = {
    "authority": "Board of the safeguarding partnership, 3 Nov 2026",
    "because": "the audit of the summer",
}


@pytest.fixture
def page(make, browser):
    return browser(make.user(make.agency(AgencyKind.CHILDRENS_SERVICES), Role.ADMINISTRATOR))


def test_it_begins_with_what_holds_and_shows_its_source(page):
    shown = text(page.get("/times-and-terms/limits/hub-checks"))
    assert "amber: 24 opening hours" in shown
    assert "How sure:" in shown
    assert "It holds for what begins from tomorrow" in shown


@pytest.mark.parametrize(
    ("rule", "words", "says"),
    [
        ("strategy-discussion", "soon", "is not a limit of time"),
        ("strategy-discussion", "5 years", "twice as long"),
        ("strategy-discussion", "amber: 2 hours", "one time, and none for each grade"),
        ("hub-checks", "red: 2 opening hours", "would have no time for amber, green"),
        ("strategy-discussion", "", "Write what is set"),
    ],
)
def test_what_cannot_be_right_is_said_and_not_kept(page, rule, words, says):
    answer = page.post(f"/times-and-terms/limits/{rule}", GIVEN | {"words": words})
    assert answer.status_code == 422
    assert says in text(answer)


def test_what_the_law_says_is_not_there_to_be_set(page):
    assert page.get("/times-and-terms/limits/conference").status_code == 404
