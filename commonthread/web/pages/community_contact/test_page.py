"""One contact: what it was told, and its end."""

from html import unescape

import pytest

from commonthread.access.permissions import Role
from commonthread.pathways.community import keep_contact


def text(answer) -> str:
    return unescape(answer.content.decode())


@pytest.fixture
def contact(make):
    force = make.agency()
    scope = make.scope(force, Role.NEIGHBOURHOOD_OFFICER, team=make.team(force))
    with scope.transaction():
        return scope, keep_contact(
            by=scope, neighbourhood="somewhere", role="Youth club leader", way="At the club"
        )


def test_what_it_was_told_is_kept_with_who_told_it(browser, contact):
    scope, number = contact
    page = browser(scope.user)
    answer = page.post(f"/community/{number}", {"words": ""})
    assert (answer.status_code, "Write what they were told" in text(answer)) == (422, True)
    said = text(page.post(f"/community/{number}", {"words": "We pass at three now"}, follow=True))
    assert "We pass at three now" in said
    assert scope.name in said


def test_ended_it_is_gone(browser, contact):
    scope, number = contact
    page = browser(scope.user)
    assert "Nothing was changed" in text(page.post(f"/community/{number}/end", {"reason": ""}, follow=True))
    page.post(f"/community/{number}/end", {"reason": "The club closed"})
    assert page.get(f"/community/{number}").status_code == 404


def test_another_teams_is_not_there(make, browser, contact):
    force = make.agency()
    other = browser(make.user(force, Role.NEIGHBOURHOOD_OFFICER, team=make.team(force)))
    assert {other.get(f"/community/{number}").status_code for number in (contact[1], 12345678)} == {404}
