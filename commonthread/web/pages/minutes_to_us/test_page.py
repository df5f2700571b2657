"""Minutes that were sent to an agency open there alone."""

from commonthread.access.permissions import Role
from tests.journeys.visits.meeting import minutes_to_give
from tests.pages import text


def test_it_says_for_whom_it_is_and_how_to_say_that_something_is_wrong(make, browser):
    going = minutes_to_give(make, "/meetings/sent/{sent}/1")
    words = text(browser(going.user).get(going.address))
    assert "Professional edition: not for the family" in words
    assert "I do not want to go home tonight" in words
    assert "Say so as you acknowledge" in words
    stranger = make.scope(make.agency(), Role.HUB_OFFICER)
    assert browser(stranger.user).get(going.address).status_code == 404
    assert browser(going.user).get(going.address[:-1] + "2").status_code == 404
