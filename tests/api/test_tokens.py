"""Tokens of agencies' systems: for ten minutes, refused alike once they are no use."""

from datetime import timedelta

import psycopg
import pytest
from django.conf import settings
from django.test import Client

from commonthread.access.client_terms import ClientScope
from commonthread.access.clients import end, end_secret, live_secrets, rotate
from commonthread.access.logins import Login
from commonthread.access.permissions import Role
from commonthread.access.scope import ENTER, NotAllowed, open_scope
from tests.calling import ask_token, system

RECEIPTS = "/api/v1/deliveries"


def test_a_token_is_given_for_ten_minutes_and_for_the_scopes_that_were_asked_for(caller):
    here = caller()
    answer = ask_token(here.made.code, here.made.secret.text, scope="fetch")
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    given = answer.json()
    assert (given["token_type"], given["scope"]) == ("Bearer", "fetch")
    assert 590 <= given["expires_in"] <= 600


@pytest.mark.parametrize(
    ("changed", "status", "error"),
    [
        ({"secret": "wrong"}, 401, "invalid_client"),
        ({"secret": ""}, 401, "invalid_client"),
        ({"code": "system-0000000000000000"}, 401, "invalid_client"),
        ({"code": "é"}, 401, "invalid_client"),
        ({"code": "x" * 5000}, 401, "invalid_client"),
        ({"scope": "everything"}, 400, "invalid_scope"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
        ({"grant_type": "client_credentials&scope=send&scope=ask"}, 400, "invalid_request"),
        ({"scope": "%zz"}, 400, "invalid_request"),
        ({"scope": "x" * 9000}, 413, "invalid_request"),
    ],
)
def test_what_is_wrong_with_asking_for_a_token_is_said_as_the_standard_says_it(
    caller, changed, status, error
):
    here = caller()
    code, secret = changed.pop("code", here.made.code), changed.pop("secret", here.made.secret.text)
    answer = ask_token(code, secret, **changed)
    assert (answer.status_code, answer.json()["error"]) == (status, error)


def test_a_system_is_given_no_scope_that_it_was_not_set_up_with(caller):
    here = caller(scopes=[ClientScope.SEND])
    assert ask_token(here.made.code, here.made.secret.text, scope="ask").json()["error"] == "invalid_scope"
    refusal = here.get(RECEIPTS)
    assert refusal.status_code == 403
    assert "“fetch”" in refusal.json()["detail"]
    assert "scopes" in refusal.json()["rule"]


def refusals(here, *tokens):
    answers = [here.call("GET", RECEIPTS, token=token) for token in tokens]
    return {(answer.status_code, answer["WWW-Authenticate"], words(answer)) for answer in answers}


def words(answer):
    return tuple(sorted((name, said) for name, said in answer.json().items() if name != "instance"))


def test_expired_forged_replayed_and_wrong_tokens_are_refused_alike(make, caller):
    here = caller()
    expired = ask_token(here.made.code, here.made.secret.text).json()["access_token"]
    make._owner(
        "UPDATE access_session SET expires_at = now() WHERE token_digest = sha256(%s::text::bytea)", expired
    )
    given_back = ask_token(here.made.code, here.made.secret.text).json()["access_token"]
    revoke(here, given_back)
    persons = open_scope(make.user(here.agency, Role.RECORDS_OFFICER)).token
    found = refusals(here, expired, given_back, persons, "f" * 64, "short", "", "é")
    assert len(found) == 1
    ((status, _, said),) = found
    assert status == 401
    assert {name for name, _ in said} == {"type", "title", "status"}


def revoke(here, token, code=None, secret=None):
    from tests.calling import basic

    return Client(SERVER_NAME="localhost").post(
        "/api/revoke", f"token={token}", content_type="application/x-www-form-urlencoded",
        headers={"Authorization": basic(code or here.made.code, secret or here.made.secret.text)},
    )  # fmt: skip


def test_another_agency_s_token_cannot_be_given_back_and_shows_nothing_of_ours(make, caller):
    ours, theirs = caller(), caller()
    assert revoke(theirs, ours.token).status_code == 200
    assert ours.get(RECEIPTS).status_code == 200
    number = ours.post("/api/v1/deliveries", []).json()["receipt"]
    hidden, absent = theirs.get(f"{RECEIPTS}/{number}"), theirs.get(f"{RECEIPTS}/{number + 10**9}")
    assert (hidden.status_code, words(hidden)) == (404, words(absent))


def test_a_system_sees_nothing_that_another_system_of_its_agency_sent(make, caller):
    agency = make.agency()
    make.feed_agreement(agency)
    one, other = caller(agency=agency), caller(agency=agency)
    number = one.post("/api/v1/records", {"kind": "referral"}).json()
    assert other.get(f"{RECEIPTS}/{number['receipt']}").status_code == 404
    assert other.get(f"{RECEIPTS}/{number['receipt']}/items").status_code == 404
    assert other.get(f"/api/v1/rejects/{number['reject']}").status_code == 404
    assert other.get("/api/v1/rejects").json()["rejects"] == []
    assert other.get(RECEIPTS).json()["receipts"] == []


def test_while_a_secret_is_changed_both_are_good_and_a_third_ends_the_first(caller):
    here = caller()
    first = here.made.secret
    with here.administrator.transaction():
        second = rotate(by=here.administrator, client=here.made.number)
    assert [ask_token(here.made.code, secret.text).status_code for secret in (first, second)] == [200, 200]
    with here.administrator.transaction():
        third = rotate(by=here.administrator, client=here.made.number)
    codes = [ask_token(here.made.code, secret.text).status_code for secret in (first, second, third)]
    assert codes == [401, 200, 200]
    assert here.get(RECEIPTS).status_code == 401, "a token of an ended secret"


def test_a_secret_without_overlap_ends_at_once_with_its_tokens(caller):
    here = caller()
    with here.administrator.transaction():
        rotate(by=here.administrator, client=here.made.number, overlap=timedelta(0))
    assert ask_token(here.made.code, here.made.secret.text).status_code == 401
    assert here.get(RECEIPTS).status_code == 401


def test_a_secret_and_a_system_can_be_ended_at_once(caller):
    here = caller()
    with here.administrator.transaction():
        spare = rotate(by=here.administrator, client=here.made.number)
        first = live_secrets(here.made.number)[0]
        end_secret(by=here.administrator, client=here.made.number, secret=first.number)
    assert here.get(RECEIPTS).status_code == 401
    token = ask_token(here.made.code, spare.text).json()["access_token"]
    assert here.call("GET", RECEIPTS, token=token).status_code == 200
    with here.administrator.transaction():
        end(by=here.administrator, client=here.made.number)
    assert here.call("GET", RECEIPTS, token=token).status_code == 401
    assert ask_token(here.made.code, spare.text).status_code == 401


def test_an_administrator_sees_and_ends_only_their_own_agency_s_systems(make, caller):
    here, elsewhere = caller(), caller()
    with pytest.raises(NotAllowed), elsewhere.administrator.transaction():
        end(by=elsewhere.administrator, client=here.made.number)
    officer = make.scope(here.agency, Role.RECORDS_OFFICER)
    with pytest.raises(NotAllowed), officer.transaction():
        rotate(by=officer, client=here.made.number)


def test_a_system_calls_no_more_often_than_it_may(make, caller):
    here = caller(per_minute=3)
    make._owner(
        "UPDATE access_clientuse SET calls = 0, minute = date_trunc('minute', now() + interval '1 second') WHERE client = %s",
        here.made.number,
    )
    answers = [here.get(RECEIPTS) for _ in range(4)]
    codes = [answer.status_code for answer in answers]
    assert codes[0] == 200
    if codes[-1] == 200:
        pytest.skip("a minute ended within the test")
    assert codes == [200, 200, 200, 429]
    assert answers[0]["RateLimit-Limit"] == "3"
    assert int(answers[-1]["Retry-After"]) >= 1
    assert ask_token(here.made.code, here.made.secret.text).status_code == 429


def test_a_wrong_secret_of_a_system_that_is_there_is_put_down(make, caller):
    here = caller()
    ask_token(here.made.code, "wrong")
    assert make._owner(
        "SELECT count(*) FROM ledger_event WHERE type = 'refusal' AND data ->> 'client' = %s",
        str(here.made.number),
    ) == (1,)


def test_a_system_s_account_cannot_be_signed_in_to_nor_opened_as_a_person(make, caller):
    here = caller()
    (machine,) = make._owner('SELECT "user" FROM access_client WHERE number = %s', here.made.number)
    with pytest.raises(NotAllowed):
        open_scope(machine)
    cookies = Client(SERVER_NAME="localhost")
    answer = cookies.get("/deliveries", headers={"Authorization": f"Bearer {here.token}"})
    assert answer.status_code == 302, "a token opens no page"


def test_every_call_bears_a_number_and_a_caller_s_own_is_given_back(caller):
    here = caller()
    own = "0b3f6f3e-6e1c-4a80-9d3e-3f1f4e0f8a11"
    assert here.get(RECEIPTS, **{"X-Request-Id": own})["X-Request-Id"] == own
    assert len(here.get(RECEIPTS, **{"X-Request-Id": "<script>"})["X-Request-Id"]) == 36


STEALING = {
    "secrets": "SELECT * FROM access_clientsecret",
    "systems": "SELECT * FROM access_client",
    "a secret's end": "SELECT access.end_secret(1, 1)",
    "a system of one's own making": "SELECT access.make_client('police', 'x', 'x', '{send}', '{}', '{}', 1)",
    "a token of one's own making": "SELECT * FROM access.open_client('x', 'ff', '{send}')",
    "calls that do not count": "UPDATE access_clientuse SET calls = 0",
    "items": "SELECT * FROM feeds_item",
    "content": "SELECT * FROM content.body",
    "rejects": "SELECT * FROM content.reject",
    "another agency's records": "SELECT records.append('police', 1, 1, 1, '[]')",
}


@pytest.mark.parametrize("attack", STEALING.values(), ids=STEALING.keys())
def test_raw_sql_in_a_system_s_scope_gets_nothing(caller, attack):
    here = caller()
    with psycopg.connect(**settings.ADDRESSES[Login.APP]) as connection:
        connection.execute(ENTER, [here.token])
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(attack).fetchall()


REACHING = {
    "what a record says": (
        "SELECT records.ask(ARRAY[%s], 'my agency''s own work with this person', 'x')",
        "record",
    ),
    "the content of an own record": ("SELECT records.ask(ARRAY[%s], 'putting a record right', 'x')", "own"),
    "why records are one person": ("SELECT identity.ask_why(%s, 'putting a record right', 'x')", "person"),
    "pairs to decide": ("SELECT * FROM identity.open_pairs(%s::int)", "one"),
    "barriers": ("SELECT identity.ask_barriers(%s::text)", "one"),
    "systems": ("SELECT access.stop_client(%s)", "one"),
}


@pytest.mark.parametrize(("attack", "aim"), REACHING.values(), ids=REACHING.keys())
def test_a_system_reads_no_content_even_of_its_own_agency(make, caller, attack, aim):
    here = caller()
    child = make.person()
    aims = {
        "record": make.record(make.agency(), make.draft("crime"), persons=(child,)),
        "own": make.record(here.agency, persons=(child,)),
        "person": child,
        "one": 1,
    }
    with psycopg.connect(**settings.ADDRESSES[Login.APP]) as connection:
        connection.execute(ENTER, [here.token])
        with pytest.raises(psycopg.Error) as refusal:
            connection.execute(attack, [aims[aim]]).fetchall()
        assert refusal.value.sqlstate == "CT002"


def test_a_token_with_fewer_scopes_may_do_less_in_the_database_too(make, caller):
    here = caller()
    token = ask_token(here.made.code, here.made.secret.text, scope="ask").json()["access_token"]
    with psycopg.connect(**settings.ADDRESSES[Login.APP]) as connection:
        connection.execute(ENTER, [token])
        assert connection.execute("SELECT count(*) FROM feeds_delivery").fetchone() == (0,)
        with pytest.raises(psycopg.Error) as refusal:
            connection.execute('SELECT records.enter(\'{"category": "education"}\', NULL)')
        assert refusal.value.sqlstate == "CT002"


def test_a_system_of_a_school_reaches_only_the_categories_of_its_kinds(make):
    agency = make.agency()
    make.feed_agreement(agency)
    here = system(make, agency, kinds_named=["school_absence"])
    with psycopg.connect(**settings.ADDRESSES[Login.APP]) as connection:
        connection.execute(ENTER, [here.token])
        assert connection.execute("SELECT access.my_categories()").fetchone() == (["education"],)
