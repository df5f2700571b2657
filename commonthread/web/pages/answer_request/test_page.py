"""Answering another agency: what it would open is seen first; a yes has a measure and a day, a no its reason."""

import re

import pytest
from django.utils.timezone import localdate

from commonthread.access.permissions import Role
from commonthread.access.scope import open_scope
from commonthread.access.terms import Category, Level
from commonthread.pathways.requests import ask_for_more, requests_to_us, withdraw_request
from tests.journeys.visits.case import a_request
from tests.pages import text
from tests.wall.hiding import Town


@pytest.fixture
def asked(make, browser):
    """A school lead's browser, and the request for one record."""
    going = a_request(make, "/requests/ours/{late}", ours=True)
    return browser(going.user), going.address


def asker_of(make, address):
    (user,) = make._owner(
        "SELECT asked_by FROM pathways_request WHERE number = %s", int(address.split("/")[-1])
    )
    return user


def test_it_shows_who_asks_what_and_why_and_what_of_ours_it_would_open(asked):
    client, address = asked
    shown = text(client.get(address))
    for words in ("what the concern was", "she misses lessons", "Children Act 1989, section 17",
                  "Deciding whether a child or adult is at risk", "1 record about P-"):  # fmt: skip
        assert words in shown
    assert re.search(r'href="/records/\d+"', shown)


def test_granted_it_opens_at_once_and_says_until_when(asked, make, browser):
    client, address = asked
    done = text(
        client.post(
            address,
            {"answer": "3", "until": localdate().isoformat(), "because": "She is at risk"},
            follow=True,
        )
    )
    assert "Granted. Their case sees it from now on" in done
    assert "All of it, until" in text(browser(asker_of(make, address)).get("/requests"))


def test_refused_it_gives_its_reason(asked, make, browser):
    client, address = asked
    assert "Refused. They read your reason" in text(
        client.post(address, {"answer": "refuse", "because": "Ring me first"}, follow=True)
    )
    assert "“Ring me first”" in text(browser(asker_of(make, address)).get("/requests"))


@pytest.mark.parametrize(
    ("sent", "fault"),
    [
        ({"because": "x"}, "Choose how much they may see, or refuse"),
        ({"answer": "1", "because": "x"}, "Choose how much they may see, or refuse"),
        ({"answer": "3", "until": "", "because": "x"}, "Give a day from today"),
        ({"answer": "3", "until": "2099-01-01", "because": "x"}, "Give a day from today"),
        ({"answer": "refuse", "because": " "}, "Say in a few words why"),
    ],
)
def test_what_is_missing_is_said_at_the_field_and_nothing_is_answered(asked, sent, fault):
    client, address = asked
    answer = client.post(address, sent)
    assert answer.status_code == 422
    assert text(answer).count(fault) == 2
    assert "Answer due" in text(client.get(address))


def test_of_two_who_answer_at_once_the_second_sees_the_first_s_answer(asked, make, browser):
    client, address = asked
    (school,) = make._owner(
        "SELECT holder FROM pathways_request WHERE number = %s", int(address.split("/")[-1])
    )
    other = browser(make.user(school, Role.SCHOOL_LEAD))
    client.post(address, {"answer": "refuse", "because": "Ring me first"})
    second = other.post(address, {"answer": "3", "until": localdate().isoformat(), "because": "yes"})
    assert second.status_code == 409
    assert "Your answer was not kept" in text(second)
    assert "“Ring me first”" in text(second)


def test_what_was_begun_is_there_again_and_where_a_colleague_was_first_it_is_said_to_be_not_recorded(
    asked, make, browser
):
    client, address = asked
    half = {"answer": "refuse", "because": "She moved school in the"}
    assert client.post(address, half | {"do": "keep"}).status_code == 204
    shown = text(client.get(address))
    assert "What you had begun to write here is back" in shown
    assert half["because"] in shown
    school = make._owner(
        "SELECT holder FROM pathways_request WHERE number = %s", int(address.split("/")[-1])
    )[0]
    colleague = browser(make.user(school, Role.SCHOOL_LEAD))
    assert half["because"] not in text(colleague.get(address))
    colleague.post(address, {"answer": "refuse", "because": "Ring us"})
    shown = text(client.get(address))
    assert "What you wrote is not recorded" in shown
    assert half["because"] in shown


def test_what_was_withdrawn_meanwhile_is_not_answered(asked, make):
    client, address = asked
    asker = open_scope(asker_of(make, address))
    with asker.transaction():
        withdraw_request(by=asker, number=int(address.split("/")[-1]), because="we know now")
    assert "It was withdrawn while you read it" in text(
        client.post(address, {"answer": "refuse", "because": "no"})
    )


def test_another_agency_s_request_and_none_are_answered_alike(asked, make, browser):
    _, address = asked
    stranger = browser(make.user(make.agency(), Role.HUB_OFFICER))
    answers = [stranger.get(where) for where in (address, "/requests/ours/99999999999")]
    assert {answer.status_code for answer in answers} == {404}


def test_the_page_about_somebody_hidden_is_the_page_about_nobody(make, browser, fresh_database):
    town, nobody = Town(make), make.person()
    asker = make.scope(make.agency(), Role.HUB_OFFICER)
    town.restrict()
    case = make.case(asker, town.mother, nobody)
    make.partners(asker.agency, town.agency)
    due_at = town.make._owner("SELECT now() + interval '3 days'")[0]
    for person in (town.mother, nobody):
        with asker.transaction():
            ask_for_more(by=asker, case=case, person=person, holder=town.agency, what="visits", because="contact",
                         level=Level.FULL, until=localdate(), due_at=due_at, category=Category.SOCIAL_CARE)  # fmt: skip
    holder = town.somebody()
    with holder.transaction():
        waiting = requests_to_us()
    client, shown = browser(holder.user), set()
    for one in waiting:
        body = text(client.get(f"/requests/ours/{one.number}")).partition("<main")[2]
        shown.add(re.sub(rf"{one.number}|{one.person}|csrf[^>]*", "", body))
    assert len(waiting) == 2
    assert len(shown) == 1
