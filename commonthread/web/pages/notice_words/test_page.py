"""Which words hold for each kind of notice."""

from html import unescape

from commonthread.access.permissions import Role
from commonthread.notices.kind import kinds
from commonthread.notices.templates import write_edition


def test_it_is_said_whose_words_hold_and_why(make, browser):
    scope = make.scope(make.agency(), Role.RECORDS_OFFICER)
    page = browser(scope.user)
    assert "Ours since" not in page.get("/notice-words").content.decode()
    with scope.transaction():
        write_edition(by=scope, kind="for-attention", words="{words}", because="the team asked for less")
    words = unescape(page.get("/notice-words").content.decode())
    assert "the team asked for less" in words
    assert words.count("The house’s") == len(kinds()) - 1


def test_whoever_sends_notices_does_not_write_their_words(make, browser):
    assert browser(make.user(make.agency(), Role.HUB_OFFICER)).get("/notice-words").status_code == 403
