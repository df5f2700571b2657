"""Asking for more: whom, what and why, how much, until when; an answer's time is known before it is asked."""

import re

import pytest
from django.utils.timezone import localdate

from commonthread.access.scope import open_scope
from commonthread.pathways.actions import Decision, record_consent
from commonthread.pathways.terms import Answer
from tests.journeys.visits.case import a_request
from tests.pages import text


def record() -> dict[str, str]:
    return {"what": "what was seen", "because": "a contact", "level": "3", "until": localdate().isoformat()}


@pytest.fixture
def asking(make, browser):
    """Somebody's browser, at the form for a record of a school of which they see a summary; and what it sends."""
    going = a_request(make, "/cases/{case}/ask {child} {school} {record}")
    address, child, school, record = going.address.split()
    return (
        browser(going.user),
        address,
        {"person": child, "agency": school, "record": record},
        open_scope(going.user),
    )


def test_whom_to_ask_is_chosen_first_those_who_know_them_on_top(asking, make):
    client, address, given, _ = asking
    (mine,) = make._owner("SELECT agency FROM pathways_case WHERE number = %s", int(address.split("/")[2]))
    partner, stranger = make.agency(), make.agency()
    make.partners(mine, partner)
    shown = text(client.get(address, {"person": given["person"]}))
    assert "Whom do you ask about" in shown
    assert shown.index("Say that they know them") < shown.index("(summary)") < shown.index("Answer nothing")
    assert (partner in shown, stranger in shown) == (True, False)
    assert client.get(address, {"person": given["person"], "agency": ""}).status_code == 422


def test_when_an_answer_is_due_stands_there_before_it_is_asked(asking):
    client, address, given, _ = asking
    shown = text(client.get(address, given))
    assert re.search(r"An answer is due by <strong>\d+ \w+ \d{4}, 17:00</strong>", shown)
    assert "You have asked them about" in shown
    assert "checked" in shown.partition(f'value="{given["record"]}"')[2][:60]


def test_asked_it_stands_among_my_requests(asking):
    client, address, given, _ = asking
    done = text(client.post(address, given | record(), follow=True))
    assert re.search(r"Asked\. Agency \S+ is to answer by", done)
    assert "what was seen" in done
    category = {"record": "", "category": "education", "what": "her attendance"}
    assert "her attendance" in text(client.post(address, given | record() | category, follow=True))


def test_what_was_begun_to_one_agency_is_there_again_and_named_where_another_is_chosen(asking):
    client, address, given, _ = asking
    doing = f"{given['person']} {given['agency']}"
    assert (
        client.post(address, given | record() | {"do": [doing, "keep"], "what": "how often she"}).status_code
        == 204
    )
    shown = text(client.get(address, given))
    assert "What you had begun to write here is back" in shown
    assert "how often she" in shown
    assert "You had begun to write to" in text(client.get(address, {"person": given["person"]}))
    client.post(address, given | record() | {"do": doing})
    assert "You had begun to write to" not in text(client.get(address, {"person": given["person"]}))


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"record": ""}, "Choose which of their records"),
        ({"record": "999999999"}, "Choose which of their records"),
        ({"category": "education"}, "not both at once"),
        ({"record": "", "category": "gossip"}, "Choose what you ask about from the list"),
        ({"what": " "}, "Say what you need to know"),
        ({"because": ""}, "Say why; they read it"),
        ({"level": "1"}, "Choose how much you need to see"),
        ({"until": "soon"}, "Give a day from today, within a year"),
        ({"until": "2020-01-01"}, "Give a day from today, within a year"),
    ],
)
def test_what_is_missing_is_said_at_the_field_and_nothing_is_asked(asking, changed, fault):
    client, address, given, _ = asking
    answer = client.post(address, given | record() | changed)
    assert answer.status_code == 422
    assert text(answer).count(fault) == 2


def test_without_a_consent_decision_that_says_so_it_leads_to_the_decision(asking):
    client, address, given, scope = asking
    no = Decision(True, Answer.REFUSED, "the father said no", False, "A manager")
    case = int(address.split("/")[2])
    with scope.transaction():
        record_consent(by=scope, case=case, people=[int(given["person"])], decision=no)
    shown = client.get(address, given)
    assert "the father said no" in text(shown)
    assert f'href="/cases/{case}/consent?person={given["person"]}"' in text(shown)
    assert client.post(address, given | record()).status_code == 409


def test_nobody_is_asked_about_who_is_not_in_the_case(asking, make):
    client, address, given, _ = asking
    assert client.get(address, given | {"person": make.person()}).status_code == 404
    assert client.get(address, {"person": "x"}).status_code == 404
