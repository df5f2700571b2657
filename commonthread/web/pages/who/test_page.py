"""Finding somebody by what is known of them, and being told no more than one may."""

from datetime import date

import pytest

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind
from commonthread.identity.linking import link_unlinked
from commonthread.records.record import Mention, MentionRole
from tests.coming_in import come_in

BORN = date(2017, 3, 14)
HOME = {"address": "14 Larkspur Row", "postcode": "B98 7CV"}
CHILD = {"given_name": "Aisha", "family_name": "Rahmanpour", "born_on": BORN, **HOME}
ASKED = {"given_name": "Aisha", "family_name": "Rahmanpour", "born": "14 Mar 2017"}


@pytest.fixture
def school(fresh_database, make):
    return make.agency(AgencyKind.SCHOOL)


def put(make, agency, *people):
    for fields in people:
        make.record(agency, make.draft("school_welfare_concern", Mention(role=MentionRole.SUBJECT, **fields)))
    link_unlinked()


def found(client, **asked):
    return client.post("/who", asked, follow=True).content.decode()


def test_a_child_of_ones_own_roll_is_found_by_name_and_named(school, make, browser):
    put(make, school, CHILD)
    shown = found(browser(make.user(school, Role.SCHOOL_LEAD)), **ASKED)
    assert "1 likely, 0 possible" in shown
    assert "Aisha Rahmanpour" in shown
    assert "born 14 Mar 2017" in shown
    assert "birth date same" in shown


@pytest.mark.parametrize("age", ["about 9", "8", "2017"])
def test_an_age_or_a_year_is_enough_beside_a_name(school, make, browser, age, monkeypatch):
    put(make, school, CHILD)
    monkeypatch.setattr("commonthread.web.pages.who.view.today", lambda: date(2026, 1, 20))
    assert "Rahmanpour" in found(browser(make.user(school, Role.SCHOOL_LEAD)), **{**ASKED, "born": age})


def test_twins_are_shown_beside_each_other_with_a_warning(school, make, browser):
    put(make, school, CHILD, {**CHILD, "given_name": "Zainab"})
    shown = found(browser(make.user(school, Role.SCHOOL_LEAD)), **ASKED)
    assert shown.count("Do not confuse with") == 2
    assert "perhaps a twin" in shown


def test_a_father_and_son_of_one_name_are_shown_with_a_warning(school, make, browser):
    put(make, school, CHILD, {**CHILD, "born_on": date(1989, 5, 2)})
    shown = found(browser(make.user(school, Role.SCHOOL_LEAD)), given_name="Aisha", family_name="Rahmanpour")
    assert "perhaps a relative" in shown


def test_the_hub_is_not_told_the_name_that_another_agency_gave(school, make, browser):
    put(make, school, {**CHILD, "given_name": "Aishah"})
    hub = make.user(make.agency(AgencyKind.CHILDRENS_SERVICES), Role.HUB_OFFICER)
    shown = found(browser(hub), **ASKED)
    assert "Not named by your agency" in shown
    assert "Aishah" not in shown
    assert "birth date same" not in shown


def test_a_social_worker_does_not_find_whom_only_a_school_knows(school, make, browser):
    put(make, school, CHILD)
    stranger = make.user(make.agency(AgencyKind.CHILDRENS_SERVICES), Role.SOCIAL_WORKER)
    shown = found(browser(stranger), **ASKED)
    assert "Nobody was found" in shown
    assert "no proof that nobody knows them" in shown


def test_what_was_typed_is_in_no_address_and_no_title_and_can_be_changed(school, make, browser):
    put(make, school, CHILD)
    client = browser(make.user(school, Role.SCHOOL_LEAD))
    sent = client.post("/who", ASKED)
    assert sent["Location"] == "/who/found"
    answer = client.get("/who/found")
    shown = answer.content.decode()
    assert "Rahmanpour" not in shown.split("</title>")[0]
    assert 'value="Rahmanpour"' in shown
    assert answer["Cache-Control"] == "no-store"


def test_the_results_are_gone_with_the_session(school, make, browser):
    put(make, school, CHILD)
    client = browser(make.user(school, Role.SCHOOL_LEAD))
    found(client, **ASKED)
    client.post("/accounts/logout/")
    assert client.get("/who/found").status_code == 302
    come_in(client, make.user(school, Role.SCHOOL_LEAD))
    assert client.get("/who/found")["Location"] == "/who"


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({}, "Enter at least one thing that you know"),
        ({"born": "about 8"}, "beside the age"),
        ({**ASKED, "born": "last spring"}, "a date, a year or an age"),
        ({**ASKED, "born": "31 Feb 2017"}, "the calendar does not have"),
        ({**ASKED, "born": "2099-01-01"}, "in the future"),
        ({**ASKED, "born": "1203"}, "not within a lifetime"),
        ({"nhs_number": "999 000 0000"}, "check digit"),
        ({"upn": "A12"}, "13 characters"),
        ({"family_name": "Rah\u202emanpour"}, "character 4"),
    ],
)
def test_what_cannot_be_searched_is_said_beside_its_field(make, browser, asked, words):
    client = browser(make.user(make.agency(), Role.POLICE_SUPERVISOR))
    answer = client.post("/who", asked)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_more_searches_than_a_person_makes_are_asked_to_wait(make, browser):
    client = browser(make.user(make.agency(), Role.POLICE_SUPERVISOR))
    client.post("/who", {"given_name": "Nobody", "family_name": "Atall"})
    answers = [client.get("/who/found").status_code for _ in range(31)]
    assert answers == [200] * 30 + [429]
    assert "too fast" in client.get("/who/found").content.decode()


def test_a_role_that_does_not_search_is_refused(make, browser):
    assert browser(make.user(make.agency(), Role.ADMINISTRATOR)).get("/who").status_code == 403
