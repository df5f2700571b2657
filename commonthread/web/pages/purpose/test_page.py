"""Before anything is shown of a person it is said why, and what is said is kept."""

import pytest

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind, Purpose
from commonthread.records.record import Mention, MentionRole

CHILD = Mention(role=MentionRole.SUBJECT, given_name="Odalys", family_name="Quenby")
GIVEN = {"purpose": Purpose.OWN_WORK.value, "because": "Allocated to me today"}


@pytest.fixture
def child(make):
    """A child whom children's services know."""
    csc, child = make.agency(AgencyKind.CHILDRENS_SERVICES), make.person()
    make.record(csc, make.draft("case_note", CHILD), persons=(child,))
    return csc, child


def test_the_form_is_the_same_whether_there_is_somebody_or_not(child, make, browser):
    csc, number = child
    client = browser(make.user(csc, Role.SOCIAL_WORKER))
    there, nobody = client.get(f"/people/{number}/purpose"), client.get("/people/1/purpose")
    assert there.status_code == nobody.status_code == 200
    assert "Quenby" not in there.content.decode()


def test_what_is_stated_is_kept_and_opens_the_person(child, make, browser):
    csc, number = child
    user = make.user(csc, Role.SOCIAL_WORKER)
    answer = browser(user).post(f"/people/{number}/purpose", GIVEN)
    assert answer["Location"] == f"/people/{number}"
    kept = make._owner(
        "SELECT purpose, reason FROM ledger_event WHERE actor = %s AND type = 'purpose stated'", user
    )
    assert kept == (GIVEN["purpose"], GIVEN["because"])


def test_one_goes_on_to_the_page_that_was_asked_for_and_to_no_other_site(child, make, browser):
    csc, number = child
    client = browser(make.user(csc, Role.SOCIAL_WORKER))
    address = f"/people/{number}/purpose"
    assert client.post(address, {**GIVEN, "going": "household"})["Location"] == f"/people/{number}/household"
    assert client.post(address, {**GIVEN, "going": "//elsewhere.example"})["Location"] == f"/people/{number}"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({**GIVEN, "purpose": "curiosity"}, "Choose why you look"),
        ({"because": "x"}, "Choose why you look"),
        ({**GIVEN, "because": "  "}, "Say in a few words"),
        ({**GIVEN, "because": "x" * 501}, "at most 500"),
        ({**GIVEN, "because": "a\u202eb"}, "character 2"),
    ],
)
def test_what_will_not_do_is_said_and_nothing_is_opened(child, make, browser, given, words):
    csc, number = child
    answer = browser(make.user(csc, Role.SOCIAL_WORKER)).post(f"/people/{number}/purpose", given)
    assert answer.status_code == 422
    assert words in answer.content.decode()


@pytest.mark.parametrize("who", ["a stranger", "nobody at all"])
def test_somebody_hidden_and_nobody_are_answered_alike(child, make, browser, who):
    number = child[1] if who == "a stranger" else make.person()
    school = make.agency(AgencyKind.SCHOOL)
    answer = browser(make.user(school, Role.SCHOOL_LEAD)).post(
        f"/people/{number}/purpose", GIVEN, follow=True
    )
    assert answer.redirect_chain == [(f"/people/{number}", 302), (f"/people/{number}/known", 302)]
    assert "nobody says that they are known" in answer.content.decode()


def test_a_role_that_reads_no_records_states_no_purpose(child, make, browser):
    csc, number = child
    assert browser(make.user(csc, Role.ADMINISTRATOR)).get(f"/people/{number}/purpose").status_code == 403


def test_an_old_number_leads_to_the_person_who_was_found_to_be_the_same(child, make, browser):
    csc, number = child
    old = make.person()
    make._owner("INSERT INTO identity_person (number, merged_into) VALUES (%s, %s)", old, number)
    answer = browser(make.user(csc, Role.SOCIAL_WORKER)).post(f"/people/{old}/purpose", GIVEN, follow=True)
    assert answer.redirect_chain == [(f"/people/{number}", 302)]
    assert f"who is P-{number}" in answer.content.decode()


def test_an_old_number_leads_a_stranger_nowhere(child, make, browser):
    old = make.person()
    make._owner("INSERT INTO identity_person (number, merged_into) VALUES (%s, %s)", old, child[1])
    stranger = browser(make.user(make.agency(AgencyKind.HOUSING), Role.SOCIAL_WORKER))
    assert stranger.post(f"/people/{old}/purpose", GIVEN)["Location"] == f"/people/{old}"


def test_a_post_is_offered_its_own_purposes_and_for_another_told_which_rule_and_whom_to_ask(make, browser):
    school, nobody = make.agency(AgencyKind.SCHOOL), make.person()
    lead = browser(make.user(school, Role.SCHOOL_LEAD))
    offered = lead.get(f"/people/{nobody}/purpose").content.decode()
    assert "section 47" not in offered
    assert Purpose.MISSING_PERSON.value in offered
    sent = {"purpose": Purpose.SECTION_47.value, "because": "Call 1182"}
    case = sent | {"person": nobody, "power": "children-act-1989-s47", "sort": "child"}
    for address, said in ((f"/people/{nobody}/purpose", sent), ("/cases/open", case)):
        answer = lead.post(address, said)
        assert answer.status_code == 422
        assert "Your post (Designated safeguarding lead) does not look for that" in answer.content.decode()
        assert "ask an administrator of your agency" in answer.content.decode()
