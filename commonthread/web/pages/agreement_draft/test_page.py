"""Drafting, clause by clause; nobody else's draft can be touched."""

import pytest

from commonthread.access.permissions import Role
from tests.agreeing import Agreeing
from tests.pages import text

CLAUSE = {
    "holders": "kind:health provider", "viewers": "kind:police", "roles": "hub_officer", "categories": "health",
    "purposes": "a section 47 enquiry", "level": "1", "power": "children-act-1989-s47",
    "condition": "dpa-2018-sch1-para18", "do": "keep",
}  # fmt: skip


@pytest.fixture
def agreeing(make):
    return Agreeing(make)


def heading(agreeing, **changes):
    return {
        "title": "Ring the ward", "why": "So that the police know whom to ring.", "contact": "0121 496 0123",
        "starts_on": "1 Jan 2026", "review_on": "1 Jan 2098", "ends_on": "31 Dec 2099",
        "parties": [agreeing.police, agreeing.trust],
    } | changes  # fmt: skip


def test_an_agreement_is_drafted_signed_by_both_and_in_force(agreeing, browser):
    officer, guardian = browser(agreeing.officer), browser(agreeing.guardian)
    drafted = officer.post("/agreements/new", heading(agreeing))
    address = drafted.headers["Location"].partition("?")[0]
    assert "No clause yet" in text(officer.get(address))
    officer.post(f"{address}/draft/clause", CLAUSE)
    for window in (officer, guardian):
        digest = (
            window.get(f"{address}/editions/1/sign").content.decode().split('name="digest" value="')[1][:64]
        )
        assert window.post(f"{address}/editions/1/sign", {"read": "yes", "digest": digest}).status_code == 302
    shown = text(officer.get(address))
    assert (
        "Hub officers of the police may learn whether the health provider recorded anything as health"
        in shown
    )
    assert 'govuk-tag--green">in force' in shown


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": ""}, "Say what it is called"),
        ({"ends_on": "1 Jan 2020"}, "The end must come after the start"),
        ({"review_on": "soon"}, "is not a date"),
        ({"parties": []}, "two parties"),
        ({"parties": ["nobody", "nowhere"]}, "two parties"),
    ],
)
def test_what_is_wrong_with_the_heading_is_said_and_nothing_is_kept(agreeing, browser, changes, words):
    answer = browser(agreeing.officer).post("/agreements/new", heading(agreeing, **changes))
    assert answer.status_code == 422
    assert words in text(answer)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"holders": []}, "Choose whose records"),
        ({"viewers": "kind:housing"}, "Choose who may see them"),
        ({"level": "4"}, "Choose how much"),
        ({"condition": "uk-gdpr-art6-1e"}, "does not cover health"),
        ({"power": "children-act-2004-s16la"}, "not in force"),
        ({"categories": ["health", "mental health"]}, "a clause of its own"),
        ({"purposes": "my agency's own work with this person"}, "Choose what for"),
    ],
)
def test_what_is_wrong_with_a_clause_is_said(agreeing, browser, changes, words):
    number = agreeing.drafted()
    answer = browser(agreeing.officer).post(f"/agreements/{number}/draft/clause", CLAUSE | changes)
    assert answer.status_code == 422
    assert words in text(answer)


def test_a_clause_is_changed_and_removed(agreeing, browser):
    number, officer = agreeing.drafted(), browser(agreeing.officer)
    assert 'value="hub_officer" checked' in text(officer.get(f"/agreements/{number}/draft/clause?number=1"))
    officer.post(f"/agreements/{number}/draft/clause?number=1", CLAUSE)
    assert "may learn whether" in text(officer.get(f"/agreements/{number}"))
    officer.post(f"/agreements/{number}/draft/clause?number=1", CLAUSE | {"do": "remove"})
    assert "No clause yet" in text(officer.get(f"/agreements/{number}"))
    assert officer.get(f"/agreements/{number}/draft/clause?number=1").status_code == 404


def test_the_next_edition_begins_with_the_last_and_says_why_it_is(agreeing, browser):
    number, officer = agreeing.in_force(), browser(agreeing.officer)
    assert officer.get(f"/agreements/{number}/draft/clause").status_code == 404
    without = officer.post(f"/agreements/{number}/draft", heading(agreeing))
    assert (without.status_code, "Say why there is a new edition" in text(without)) == (422, True)
    kept = officer.post(f"/agreements/{number}/draft", heading(agreeing, change="A new name."), follow=True)
    assert f"Agreement {number}, edition 2" in text(kept)
    assert "may see a summary" in text(kept)


@pytest.mark.parametrize("path", ["draft", "draft/clause"])
def test_a_draft_of_others_is_not_there(agreeing, make, browser, path):
    number = agreeing.drafted()
    for user in (agreeing.guardian, make.user(make.agency(), Role.DATA_PROTECTION_OFFICER)):
        assert browser(user).get(f"/agreements/{number}/{path}").status_code == 404
        assert browser(user).post(f"/agreements/{number}/{path}", CLAUSE).status_code == 404


def test_only_who_drafts_for_the_agency_comes_here(make, browser):
    assert browser(make.user(make.agency(), Role.HUB_OFFICER)).get("/agreements/new").status_code == 403
