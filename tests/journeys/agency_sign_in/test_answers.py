"""What is refused of a provider's answer: anybody else's, twice, changed, from nowhere."""

import re

import pytest
import requests

from commonthread.web.connecting import CannotConnect, connect, disconnect
from commonthread.web.provider import NotToBeTrusted
from tests.journeys.agency_sign_in.person import SCHOOL, SUBJECT, TRUST, refused
from tests.provider import asked_for


def test_what_is_asked_for_is_the_least_and_bound_to_the_browser(person):
    one = person()
    asked = asked_for(one.sent())
    assert asked["scope"] == "openid"
    assert asked["response_type"] == "code"
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["nonce"]) >= 32
    assert asked["max_age"] == "900"
    answer = one.client.post(
        f"/accounts/agency/{TRUST}/?scope=email&auth_params=prompt%3Dnone", {"process": "login"}
    )
    assert asked_for(answer["Location"])["scope"] == "openid"
    assert "prompt" not in asked_for(answer["Location"])


def test_an_answer_that_was_meant_for_another_browser_signs_nobody_in(linked, person):
    linked()
    victim, attacker = person(), person()
    back = attacker.provider.sign_in(attacker.sent(), SUBJECT, second=True, session=attacker.staff)
    assert refused(victim.client.get(back))
    assert not victim.may_see()


def test_a_code_that_is_slipped_into_ones_own_answer_is_refused(linked, person):
    linked()
    victim, attacker = person(), person()
    stolen = victim.provider.sign_in(victim.sent(), SUBJECT, second=True, session=victim.staff)
    own = attacker.provider.sign_in(attacker.sent(), "staff-9999", second=True, session=attacker.staff)
    slipped = re.sub(r"code=[^&]+", re.search(r"code=[^&]+", stolen)[0], own)
    assert refused(attacker.client.get(slipped))
    assert not attacker.may_see()


def test_an_answer_is_good_once_and_at_its_own_agency_alone(linked, person):
    linked()
    one = person()
    back = one.provider.sign_in(one.sent(), SUBJECT, second=True, session=one.staff)
    assert refused(one.client.get(back.replace(TRUST, SCHOOL)))
    again = person()
    back = again.provider.sign_in(again.sent(), SUBJECT, second=True, session=again.staff)
    assert again.client.get(back).status_code == 302
    again.client.post("/accounts/logout/")
    assert refused(again.client.get(back))


@pytest.mark.parametrize(
    "back", ["", "?code=x", "?state=x&code=y", "?error=access_denied", "?code=x&state=" + "9" * 999]
)
def test_what_no_provider_sent_is_refused(person, back):
    assert refused(person().client.get(f"/accounts/agency/{TRUST}/back/{back}"))


def test_somebody_who_turns_back_at_the_provider_is_told_that_nothing_is_wrong(person):
    assert refused(person().comes(""))


def test_a_provider_that_does_not_answer_or_calls_itself_something_else_is_refused(
    make, provider, trust, person
):
    kept = {"agency": TRUST, "client_id": TRUST, "secret": "x", "acr": [], "amr": [], "max_age": 0}
    with pytest.raises(CannotConnect, match="https"):
        connect(issuer="http://provider.example", **kept)
    with pytest.raises(NotToBeTrusted, match="something else"):
        connect(issuer=provider.issuer.replace("127.0.0.1", "localhost"), **kept)
    with pytest.raises(requests.RequestException):
        connect(issuer="http://127.0.0.1:9", **kept)
    make._owner(
        'UPDATE socialaccount_socialapp SET settings = settings || \'{"issuer": "http://127.0.0.1:9"}\' WHERE provider_id = %s',
        TRUST,
    )
    assert refused(person().client.post(f"/accounts/agency/{TRUST}/", {"process": "login"}))


def test_a_provider_that_was_disconnected_signs_nobody_in(linked, person):
    linked()
    assert disconnect(agency=TRUST)
    assert person().client.post(f"/accounts/agency/{TRUST}/", {"process": "login"}).status_code == 404


def test_the_secret_that_the_provider_knows_us_by_is_not_in_the_database_as_it_is(make, provider, trust):
    (kept,) = make._owner(
        "SELECT row_to_json(app)::text FROM socialaccount_socialapp app WHERE provider_id = %s", TRUST
    )
    assert provider.secret not in kept
