"""Minutes that were sent to an agency open there alone."""

import re

from commonthread.access.permissions import Role
from tests.journeys.visits.meeting import minutes_to_give
from tests.pages import text


def test_it_says_for_whom_it_is_and_how_to_say_that_something_is_wrong(make, browser):
    going = minutes_to_give(make, "/meetings/sent/{sent}/1")
    words = text(browser(going.user).get(going.address))
    assert "Professional edition: not for the family" in words
    assert "I do not want to go home tonight" in words
    assert "Say so as you acknowledge" in words
    assert "Acknowledge by" in words
    stranger = make.scope(make.agency(), Role.HUB_OFFICER)
    assert browser(stranger.user).get(going.address).status_code == 404
    assert browser(going.user).get(going.address[:-1] + "2").status_code == 404


def test_it_is_acknowledged_where_it_was_read(make, browser):
    going = minutes_to_give(make, "/meetings/sent/{sent}/1")
    client = browser(going.user)
    assert "Not acknowledged yet" in text(client.get("/meetings"))
    words = text(client.get(going.address))
    at = re.search(r"/notices/\d+/acknowledge", words)[0]
    assert "Acknowledged. Whoever sent it sees that" in text(client.post(at, {"answer": ""}, follow=True))
    assert "Not acknowledged yet" not in text(client.get("/meetings"))
    assert "Acknowledged</strong>" in text(client.get(going.address))


def test_whom_the_agency_sent_reads_it_and_its_desk_acknowledges_it(make, browser):
    going = minutes_to_give(make, "/meetings/sent/{sent}/1")
    (agency,) = make._owner("SELECT agency_id FROM access_post WHERE user_id = %s", going.user)
    sent = make.user(agency, Role.INVESTIGATOR)
    make._owner('UPDATE pathways_attendee SET "user" = %s WHERE "user" = %s', sent, going.user)
    words = text(browser(sent).get(going.address))
    assert "I do not want to go home tonight" in words
    assert "Whoever answers other agencies for yours acknowledges it" in words
    assert "/acknowledge" not in words
