"""Who comes in, by which door, and what is said to who does not."""

from datetime import timedelta

import pytest
from django.test import Client, override_settings

from commonthread.access.demo import NO_PASSWORD
from commonthread.serving.demo import set_up_agencies
from tests.coming_in import account, give_password, sign_in_fully
from tests.pages import text


@pytest.fixture
def worker(make):
    return account(make)


@pytest.fixture
def demo(fresh_database):
    set_up_agencies()
    with override_settings(DEMO=True):
        yield


def test_password_and_code_open_the_page_that_was_asked_for(worker, browser):
    client = browser()
    asked = client.get("/who")
    assert asked["Location"] == "/accounts/login/?next=/who"
    assert give_password(client, worker.username, next="/who")["Location"] == "/accounts/2fa/authenticate/"
    assert client.post("/accounts/2fa/authenticate/", {"code": worker.code()})["Location"] == "/who"
    assert "Social worker" in text(client.get("/help"))


def test_a_password_alone_opens_nothing(worker, browser):
    client = browser()
    give_password(client, worker.username)
    for asked in ("/", "/who", "/account/sign-in", "/account/sessions", "/accounts/second-step/"):
        assert client.get(asked)["Location"].startswith("/accounts/login/")


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(worker, browser):
    wrong, unknown = (
        text(give_password(browser(), name, "not the password")) for name in (worker.username, "nobody.known")
    )
    assert "No account has this username and password" in wrong
    assert "No account has this username and password" in unknown


def test_a_closed_account_is_not_let_in(worker, browser, make):
    make._owner("UPDATE access_user SET is_active = false WHERE id = %s", worker.number)
    client = browser()
    answer = give_password(client, worker.username)
    assert answer.status_code == 403
    assert "closed" in text(answer)
    assert client.get("/who").status_code == 302


def test_somebody_without_a_post_is_told_so_and_can_sign_out(worker, browser, make):
    make._owner("UPDATE access_post SET until_at = now() WHERE user_id = %s", worker.number)
    client = browser()
    sign_in_fully(client, worker)
    answer = client.get("/who")
    assert answer.status_code == 403
    assert "You hold no post here today" in text(answer)
    assert "Sign out" in text(answer)


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "https:elsewhere.example",
        "/\\elsewhere.example",
        "javascript:alert(1)",
        "http://localhost.elsewhere.example/",
    ],
)
def test_nobody_is_sent_to_another_site(worker, browser, elsewhere):
    client = browser()
    give_password(client, worker.username, next=elsewhere)
    answer = client.post("/accounts/2fa/authenticate/", {"code": worker.code(), "next": elsewhere})
    assert answer["Location"] == "/"


def test_a_session_that_was_there_before_is_not_the_one_that_is_signed_in(worker, browser):
    """Whoever planted a session in a browser does not hold it once its owner has signed in."""
    client = browser()
    client.get("/who")
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies["sessionid"] = planted = session.session_key
    sign_in_fully(client, worker)
    assert client.cookies["sessionid"].value != planted
    other = browser()
    other.cookies["sessionid"] = planted
    assert other.get("/who")["Location"].startswith("/accounts/login/")


def test_signing_out_ends_the_scope_and_the_session(worker, browser, make):
    client = browser()
    sign_in_fully(client, worker)
    client.get("/help")
    token = client.session["scope"]["token"]
    assert "You are signed out" in text(client.post("/accounts/logout/", follow=True))
    assert client.get("/who").status_code == 302
    ended = make._owner(
        "SELECT ended_at IS NOT NULL FROM access_session WHERE token_digest = sha256(%s::bytea)",
        token.encode(),
    )
    assert ended == (True,)


def test_another_site_can_sign_nobody_out(worker):
    client = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    client.force_login(_user(worker))
    assert client.post("/accounts/logout/").status_code == 403


ENDS = {
    "15 minutes without use": ("seen_at = now() - interval '15 minutes'", "after 15 minutes without use"),
    "ten hours": ("expires_at = now()", "more than 10 hours"),
    "ended elsewhere": ("ended_at = now()", "ended from another one of yours"),
}


@pytest.mark.parametrize(("change", "said"), ENDS.values(), ids=ENDS.keys())
def test_a_session_ends_in_the_database_and_the_page_says_why(worker, browser, make, change, said):
    client = browser()
    sign_in_fully(client, worker)
    assert client.get("/who").status_code == 200
    make._owner(f'UPDATE access_session SET {change} WHERE "user" = %s', worker.number)
    sent = client.get("/who")
    assert sent["Location"] == "/accounts/login/?next=/who"
    assert said in text(client.get(sent["Location"]))
    assert client.get("/who").status_code == 302


def test_use_keeps_a_session_alive_and_what_a_page_fetches_by_itself_does_not(worker, browser, make):
    client = browser()
    sign_in_fully(client, worker)
    client.get("/help")
    make._owner(
        "UPDATE access_session SET seen_at = now() - interval '14 minutes' WHERE \"user\" = %s", worker.number
    )
    idle = "SELECT now() - seen_at > interval '13 minutes' FROM access_session WHERE \"user\" = %s"
    client.get("/help", headers={"X-By-Itself": "1"})
    assert make._owner(idle, worker.number) == (True,)
    client.get("/help")
    assert make._owner(idle, worker.number) == (False,)


def test_no_cookie_outlives_the_browser_and_the_session_at_most_ten_hours(worker, browser):
    client = browser()
    sign_in_fully(client, worker)
    assert client.cookies["sessionid"]["max-age"] == ""
    assert timedelta(seconds=client.session.get_expiry_age()) <= timedelta(hours=10)


def test_the_demo_offers_each_of_its_people_and_signs_in_as_one_of_them_at_one_press(demo, browser):
    client = browser()
    shown = text(client.get("/accounts/login/"))
    assert "Hub officer" in shown
    assert "Grace Tennant" in shown
    answer = client.post("/accounts/demo/", {"username": "school.lead", "next": "https://elsewhere.example/"})
    assert answer["Location"] == "/"
    assert client.get("/").status_code == 200
    assert "Designated safeguarding lead" in text(client.get("/help"))


@pytest.mark.parametrize("username", ["", "root", "hub.social.care' OR 1=1 --"])
def test_the_demo_signs_nobody_in_who_is_not_one_of_its_people(demo, browser, username):
    assert browser().post("/accounts/demo/", {"username": username}).status_code == 404


def test_where_there_is_no_demo_nobody_comes_in_without_a_password(fresh_database, browser):
    set_up_agencies()
    client = browser()
    assert client.post("/accounts/demo/", {"username": "hub.social.care"}).status_code == 404
    assert "hub.social.care" not in text(client.get("/accounts/login/"))
    assert client.get("/who").status_code == 302


def test_a_session_of_the_demo_is_worth_nothing_once_it_is_no_longer_one(demo, browser, make):
    client = browser()
    client.post("/accounts/demo/", {"username": "hub.social.care"})
    with override_settings(DEMO=False):
        assert client.get("/who")["Location"].startswith("/accounts/second-step/")


@pytest.mark.parametrize("kept", ["scrypt$of a real person", "!kQ0vZ"])
def test_somebody_real_who_bears_a_name_of_the_demo_is_not_signed_in_by_it(demo, browser, make, kept):
    make._owner("UPDATE access_user SET password = %s WHERE username = 'administrator'", kept)
    assert browser().post("/accounts/demo/", {"username": "administrator"}).status_code == 404
    assert kept != NO_PASSWORD


def test_the_demo_signs_nobody_in_at_another_sites_wish(demo):
    client = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    assert client.post("/accounts/demo/", {"username": "hub.social.care"}).status_code == 403


@pytest.mark.parametrize(
    "path",
    ["signup/", "email/", "password/reset/", "2fa/", "2fa/totp/activate/", "password/set/", "3rdparty/"],
)
def test_nothing_else_of_the_account_package_is_offered(worker, browser, path):
    assert browser(worker.number).get(f"/accounts/{path}").status_code == 404


def _user(worker):
    from django.contrib.auth import get_user_model

    return get_user_model().objects.get(pk=worker.number)
