"""Opening a case: one form, filled as far as it is known, and refused in plain words."""

import pytest

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind, Purpose
from commonthread.records.record import Mention, MentionRole

SAID = {
    "purpose": Purpose.SAFEGUARDING_ENQUIRY.value, "because": "Her teacher rang", "power": "children-act-1989-s17",
    "sort": "child", "consent": "agreed", "consent_why": "Spoke to her mother", "decided_by": "A manager",
}  # fmt: skip


@pytest.fixture
def child(make, browser):
    """A child of five whom children's services know, and somebody of theirs who has said why they look."""
    from datetime import date

    csc, number = make.agency(AgencyKind.CHILDRENS_SERVICES), make.person()
    said = Mention(role=MentionRole.SUBJECT, given_name="Odalys", born_on=date(2021, 3, 14))
    make.record(csc, make.draft("case_note", said), persons=(number,))
    client = browser(make.user(csc, Role.HUB_OFFICER))
    client.post(f"/people/{number}/purpose", {"purpose": SAID["purpose"], "because": "Her teacher rang"})
    return client, number


def text(answer):
    return answer.content.decode()


def test_the_form_is_filled_as_far_as_it_is_known(child):
    client, number = child
    shown = text(client.get(f"/cases/open?person={number}"))
    assert "Her teacher rang" in shown
    for chosen in (
        f'value="{SAID["purpose"]}" checked',
        'value="child" checked',
        'value="children-act-1989-s17" selected',
    ):
        assert chosen in shown
    assert "Odalys" not in shown.partition("</title>")[0]


def test_it_leads_to_the_chronology_under_the_case(child):
    client, number = child
    answer = client.post("/cases/open", {"person": number, **SAID}, follow=True)
    assert answer.redirect_chain == [(f"/people/{number}", 302)]
    assert "You are here for: <a" in text(answer)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"purpose": Purpose.OWN_WORK.value}, "Choose what the case is for"),
        ({"purpose": "curiosity"}, "Choose what the case is for"),
        ({"power": "children-act-2004-s16la"}, "Choose the power"),
        ({"because": " "}, "Say in a few words why"),
        ({"sort": ""}, "Say whether they are a child or an adult"),
        ({"consent": ""}, "Choose what the family"),
        ({"consent_why": ""}, "why it was decided so"),
        ({"decided_by": ""}, "Say who decided"),
        ({"because": "a\u202eb"}, "character 2"),
    ],
)
def test_what_will_not_do_is_said_and_no_case_is_opened(child, make, given, words):
    client, number = child
    answer = client.post("/cases/open", {"person": number, **SAID, **given})
    assert answer.status_code == 422
    assert words in text(answer)
    assert make._owner("SELECT count(*) FROM pathways_caseperson WHERE person = %s", number) == (0,)


def test_for_section_47_no_decision_is_asked_for(child):
    client, number = child
    said = {**SAID, "purpose": Purpose.SECTION_47.value, "consent": "", "consent_why": "", "decided_by": ""}
    assert client.post("/cases/open", {"person": number, **said})["Location"] == f"/people/{number}"


def test_without_a_person_one_is_led_to_the_search(child):
    client, _ = child
    for address in ("/cases/open", "/cases/open?person=x", "/cases/open?person=9999999999999999999999"):
        assert client.get(address)["Location"] == "/who"


def test_a_role_that_opens_no_cases_is_refused(make, browser):
    client = browser(make.user(make.agency(), Role.RECORDS_OFFICER))
    assert client.get("/cases/open?person=1").status_code == 403
