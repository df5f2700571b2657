"""Signing in with one's own agency, against a real OpenID provider."""

import re

import pytest
from playwright.sync_api import expect

from commonthread.access.invitations import invite
from commonthread.access.permissions import Role
from commonthread.access.scope import open_scope
from tests.coming_in import account, sign_in_fully
from tests.journeys.agency_sign_in.person import SCHOOL, STRONG, SUBJECT, TRUST, accounts, failures
from tests.pages import text
from tests.provider import asked_for


def test_an_unknown_subject_gets_no_account_and_is_told_whom_to_ask(make, person):
    known, before = (
        make._owner("SELECT count(*) FROM access_user"),
        failures(make, "nobody's account is linked to this sign-in"),
    )
    stranger = person()
    answer = stranger.comes("staff-9999", second=True)
    assert answer.status_code == 403
    assert "No account here is linked to this sign-in" in text(answer)
    assert "Trust With Provider" in text(answer)
    assert not stranger.may_see()
    assert make._owner("SELECT count(*) FROM access_user") == known
    assert accounts(make) == 0
    assert failures(make, "nobody's account is linked to this sign-in") == before + 1


def test_no_account_is_found_by_an_email_address(make, person):
    """The provider says, verified, what stands as the address of somebody's account."""
    somebody = account(make, TRUST)
    make._owner("UPDATE access_user SET email = 'shared@example.org' WHERE id = %s", somebody.number)
    make._owner(
        "INSERT INTO account_emailaddress (user_id, email, verified, \"primary\") VALUES (%s, 'shared@example.org', true, true)",
        somebody.number,
    )
    stranger = person()
    assert stranger.comes("staff-9999", second=True).status_code == 403
    assert not stranger.may_see()


def test_an_invitation_links_and_from_then_on_the_subject_opens_the_account(make, linked, person):
    somebody = linked()
    assert accounts(make) == 1
    again = person()
    assert again.comes(second=True, next="/account/sessions")["Location"] == "/account/sessions"
    assert again.may_see()
    signed_in = make._owner(
        "SELECT data ->> 'how' FROM ledger_event WHERE actor = %s AND type = 'sign-in' ORDER BY number DESC",
        somebody.number,
    )
    assert signed_in == ("agency sign-in",)


def test_nothing_is_kept_of_what_the_provider_knows(make, linked):
    linked()
    kept = make._owner(
        "SELECT uid, extra_data::text FROM socialaccount_socialaccount WHERE provider = %s", TRUST
    )
    assert re.fullmatch(r"[0-9a-f]{64}", kept[0])
    assert kept[1] == "{}"
    assert make._owner("SELECT count(*) FROM socialaccount_socialtoken") == (0,)


def test_an_invitation_of_one_agency_is_not_taken_by_anothers_provider(make, trust, person):
    number = make.user(TRUST, Role.SOCIAL_WORKER)
    scope = open_scope(make.user(TRUST, Role.ADMINISTRATOR))
    with scope.transaction():
        token = invite(number, why="Began today")
    stranger = person()
    stranger.client.get(f"/accounts/invitation/{token}")
    assert stranger.comes("staff-9999", SCHOOL, second=True).status_code == 403
    assert accounts(make, SCHOOL) == 0


@pytest.mark.parametrize(
    ("said", "enough"),
    [
        ({}, False),
        ({"second": True}, True),
        ({"level": STRONG}, True),
        ({"level": "urn:example:password"}, False),
    ],
    ids=["a password there", "amr says mfa", "acr is of the agreed level", "acr is of another level"],
)
def test_what_the_provider_says_decides_whether_a_second_factor_is_asked_for_here(
    linked, person, said, enough
):
    linked()
    again = person()
    again.comes(**said)
    assert again.may_see() is enough
    if not enough:
        assert again.client.get("/who")["Location"].startswith("/accounts/second-step/")


def test_whoever_has_a_second_factor_here_is_asked_for_it_unless_the_provider_asked(linked, person):
    somebody = linked(app=True)
    plain, vouched = person(), person()
    assert plain.comes()["Location"] == "/accounts/2fa/authenticate/"
    assert not plain.may_see()
    plain.client.post("/accounts/2fa/authenticate/", {"code": somebody.code()})
    assert plain.may_see()
    vouched.comes(second=True)
    assert vouched.may_see()


def test_a_post_that_ended_at_the_agency_opens_nothing_even_with_one_elsewhere(make, linked, person):
    somebody = linked()
    make._owner("UPDATE access_post SET until_at = now() WHERE user_id = %s", somebody.number)
    make._owner(
        "INSERT INTO access_post (user_id, agency_id, role) VALUES (%s, %s, 'social_worker')",
        somebody.number,
        SCHOOL,
    )
    again = person()
    again.comes(second=True)
    answer = again.client.get("/account/sessions")
    assert answer.status_code == 403
    assert "You hold no post here today" in text(answer)


def test_a_post_at_the_agency_is_the_one_that_its_provider_opens(make, linked, person):
    somebody = linked()
    make._owner(
        "INSERT INTO access_post (user_id, agency_id, role) VALUES (%s, %s, 'social_worker')",
        somebody.number,
        SCHOOL,
    )
    again = person()
    again.comes(second=True)
    assert "Social worker, Trust With Provider" in text(again.client.get("/help"))


def test_the_same_subject_of_another_issuer_is_somebody_else(make, provider, linked, person):
    linked()
    make._owner("UPDATE socialaccount_socialaccount SET uid = 'of another issuer' WHERE provider = %s", TRUST)
    assert person().comes(second=True).status_code == 403


def test_somebody_who_is_signed_in_links_their_own(make, trust, person):
    somebody = account(make, TRUST)
    own = person()
    sign_in_fully(own.client, somebody)
    assert "Link it" in text(own.client.get("/account/sign-in"))
    back = own.provider.sign_in(own.sent(process="connect"), SUBJECT, session=own.staff)
    assert "Your agency’s sign-in now opens this account" in text(own.client.get(back, follow=True))
    again = person()
    again.comes(second=True)
    assert again.may_see()


def test_nobody_links_what_is_somebody_elses_or_another_agencys(make, linked, person):
    linked()
    for agency in (TRUST, SCHOOL):
        other = person()
        sign_in_fully(other.client, account(make, TRUST))
        back = other.provider.sign_in(other.sent(agency, process="connect"), SUBJECT, session=other.staff)
        assert other.client.get(back).status_code == 403
    assert accounts(make) == 1
    assert accounts(make, SCHOOL) == 0


def test_the_provider_confirms_again_where_it_asked_for_the_second_factor(linked, person):
    linked()
    own = person()
    own.comes(second=True)
    session = own.client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 16 * 60
    session.save()
    own.client.get("/help")
    assert own.client.get("/accounts/second-step/")["Location"].startswith("/accounts/confirm/")
    sent = own.sent(process="redirect", next="/accounts/second-step/")
    assert asked_for(sent)["prompt"] == "login"
    back = own.provider.sign_in(sent, SUBJECT, second=True, session=own.staff)
    assert own.client.get(back)["Location"] == "/accounts/second-step/"
    assert own.may_see("/accounts/second-step/")


def test_there_and_back_in_a_browser(linked, sign_in):
    linked()
    window = sign_in(None)
    window.goto("/account/sessions")
    window.get_by_role("button", name="Trust With Provider").click()
    window.get_by_role("textbox", name="Staff number").fill(SUBJECT)
    window.get_by_role("checkbox").check()
    window.get_by_role("button", name="Sign in").click()
    window.get_by_role("heading", name="Where you are signed in").wait_for()
    expect(window.get_by_role("table")).to_contain_text("agency sign-in")
