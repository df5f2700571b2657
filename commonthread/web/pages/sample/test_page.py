"""A dip sample on its page: read, said what was found, what follows, and what the team learns."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from commonthread.access.permissions import Role
from commonthread.pathways.sampling import draw_sample
from tests.pages import text


@pytest.fixture
def drawn(make):
    police = make.agency()
    team = make.team(police)
    case = make.case(make.scope(police, Role.INVESTIGATOR, team=team), make.person())
    sergeant = make.scope(police, Role.POLICE_SUPERVISOR, team=team)
    with sergeant.transaction():
        return draw_sample(by=sergeant, wanted=3), case, sergeant


def test_nothing_is_said_of_a_case_that_was_not_opened_and_what_needs_action_is_a_task(drawn, browser):
    sample, case, sergeant = drawn
    client, at = browser(sergeant.user), f"/samples/{drawn[0]}"
    sent = {"case": case, "verdict": "needs action", "words": "The school was never asked", "does": "Ask the school",
            "day": (localdate() + timedelta(days=2)).isoformat(), "time": "17:00"}  # fmt: skip
    assert "you have opened nothing of the case" in text(client.post(at, sent, follow=True))
    client.get(f"/cases/{case}")
    words = text(client.post(at, sent, follow=True))
    assert "Needs action" in words
    assert "A task that waits" in words
    assert "Ask the school" in text(client.get(f"/cases/{case}"))
    assert "somebody said already" in text(client.post(at, sent, follow=True))
    ended = text(client.post(at, {"do": "end", "learning": "Ask schools on the first day"}, follow=True))
    assert "Ask schools on the first day" in ended
    assert "Ask schools on the first day" in text(client.get("/samples"))
    assert sample


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"verdict": ""}, "Choose what you found"),
        ({"words": ""}, "Write what was done"),
        ({"verdict": "needs action"}, "Say what is to be done"),
    ],
)
def test_what_is_missing_is_said(drawn, browser, more, says):
    sample, case, sergeant = drawn
    answer = browser(sergeant.user).post(f"/samples/{sample}", {"case": case, "verdict": "in order", "words": "Good"} | more)  # fmt: skip
    assert answer.status_code == 422
    assert says in text(answer)


def test_it_does_not_end_before_each_was_read_and_is_another_teams_to_nobody(drawn, browser, make):
    sample, _, sergeant = drawn
    ended = browser(sergeant.user).post(f"/samples/{sample}", {"do": "end", "learning": "Nothing"}, follow=True)  # fmt: skip
    assert "say first of each case" in text(ended)
    stranger = make.user(sergeant.agency, Role.POLICE_SUPERVISOR, team=make.team(sergeant.agency))
    assert browser(stranger).get(f"/samples/{sample}").status_code == 404


def test_what_needs_action_in_a_case_that_is_closed_meanwhile_is_not_lost(drawn, browser, make):
    sample, case, sergeant = drawn
    make._owner("UPDATE pathways_case SET closed_at = now() WHERE number = %s", case)
    sent = {"case": case, "verdict": "needs action", "words": "The school was never asked", "does": "Ask the school",
            "day": (localdate() + timedelta(days=2)).isoformat(), "time": "17:00"}  # fmt: skip
    answer = browser(sergeant.user).post(f"/samples/{sample}", sent)
    assert answer.status_code == 422
    assert "The case is closed meanwhile" in text(answer)
    assert "The school was never asked" in text(answer)
