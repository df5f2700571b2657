"""Signing in as people do, in a real browser: passkey, authenticator app, idle, sessions, and who hammers at the door."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect

from commonthread.access.invitations import invite
from commonthread.access.permissions import Role
from commonthread.access.scope import open_scope
from tests.coming_in import PASSWORD, Account, account


@pytest.fixture
def window(served, sign_in):
    """A browser of one's own. Passkeys belong to a name, so the service is come to by one."""
    return lambda: Visitor(sign_in(None), served.replace("127.0.0.1", "localhost"))


class Visitor:
    def __init__(self, page: Page, site: str) -> None:
        self.page, self.site = page, site

    def goes(self, path: str) -> Page:
        self.page.goto(f"{self.site}{path}")
        return self.page

    def gives_password(
        self, somebody: Account, password: str = PASSWORD, at: str = "/accounts/login/"
    ) -> Page:
        page = self.goes(at)
        page.get_by_label("Username").fill(somebody.username)
        page.get_by_label("Password", exact=True).fill(password)
        page.get_by_role("button", name="Sign in", exact=True).click()
        return page

    def gives_code(self, code: str) -> Page:
        self.page.get_by_label("Code").fill(code)
        self.page.get_by_role("button", name="Sign in", exact=True).click()
        return self.page

    def holds_passkeys(self) -> None:
        """A device that makes passkeys and whose owner unlocks it."""
        devices = self.page.context.new_cdp_session(self.page)
        devices.send("WebAuthn.enable")
        kind = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
                "isUserVerified": True, "automaticPresenceSimulation": True}  # fmt: skip
        devices.send("WebAuthn.addVirtualAuthenticator", {"options": kind})


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def test_from_an_invitation_to_a_passkey_that_signs_in_alone(make, window):
    agency = make.agency()
    newcomer = make.user(agency, Role.SOCIAL_WORKER)
    scope = open_scope(make.user(agency, Role.ADMINISTRATOR))
    with scope.transaction():
        token = invite(newcomer, why="Began today")
    own = window()
    own.holds_passkeys()
    page = own.goes(f"/accounts/invitation/{token}")
    page.get_by_label("A password", exact=True).fill(PASSWORD)
    page.get_by_label("The password again").fill(PASSWORD)
    page.get_by_role("button", name="Set password and go on").click()
    heading(page, "Set up a second step before you go on")
    page.get_by_role("button", name="Make a passkey").click()
    heading(page, "Codes for an emergency")
    expect(page.locator(".ct-codes li")).to_have_count(10)
    page.get_by_role("button", name="I have kept them").click()
    own.goes("/account/sign-in")
    assert "Passkey: Chrome on Linux" in page.inner_text("table")
    page.get_by_role("button", name="Sign out").click()
    own.goes("/account/sessions")
    page.get_by_role("button", name="Sign in with a passkey").click()
    heading(page, "Where you are signed in")
    assert "by passkey" in page.inner_text("table")


def test_a_passkey_that_was_taken_away_no_longer_signs_in(make, window):
    somebody = account(make)
    own = window()
    own.holds_passkeys()
    own.gives_password(somebody)
    page = own.gives_code(somebody.code())
    own.goes("/accounts/second-step/?next=/account/sign-in")
    page.get_by_role("button", name="Make a passkey").click()
    page.get_by_role("button", name="I have kept them").click()
    page.get_by_role("button", name="Take away Chrome").click()
    page.get_by_role("button", name="Sign out").click()
    own.goes("/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("That passkey was not accepted")).to_be_visible()
    own.goes("/who")
    heading(page, "Sign in")


def test_an_authenticator_app_is_set_up_at_the_first_sign_in_without_script(make, served, sign_in):
    somebody = account(make, app=False)
    own = Visitor(sign_in(None, script=False), served)
    page = own.gives_password(somebody, at="/accounts/login/?next=/account/sessions")
    heading(page, "Set up a second step before you go on")
    page.get_by_role("button", name="Use an authenticator app").click()
    secret = re.sub(r"\s", "", page.locator(".ct-code").inner_text())
    page.get_by_label("The code that the app shows now").fill(
        format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    )
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="I have kept them").click()
    heading(page, "Where you are signed in")


def test_before_a_session_ends_the_page_says_so_and_one_press_keeps_it(make, window):
    somebody = account(make)
    own = window()
    own.gives_password(somebody)
    page = own.gives_code(somebody.code())
    own.goes("/account/sign-in")
    warning = page.locator("#idle a")
    expect(warning).to_be_hidden()
    make._owner(
        "UPDATE access_session SET seen_at = now() - interval '13 minutes' WHERE \"user\" = %s",
        somebody.number,
    )
    after_13_minutes(page)
    expect(warning).to_be_visible()
    warning.click()
    expect(warning).to_be_hidden()
    (idle,) = make._owner('SELECT now() - seen_at FROM access_session WHERE "user" = %s', somebody.number)
    assert idle.total_seconds() < 30


def test_a_tab_does_not_warn_while_another_is_used(make, window):
    somebody = account(make)
    own = window()
    own.gives_password(somebody)
    page = own.gives_code(somebody.code())
    own.goes("/account/sign-in")
    after_13_minutes(page)
    expect(page.locator("#idle a")).to_be_hidden()


def test_the_warning_comes_without_script_and_staying_opens_a_tab(make, served, sign_in):
    somebody = account(make)
    own = Visitor(sign_in(somebody.number, script=False), served)
    page = own.goes("/account/sign-in")
    expect(page.locator("#idle a")).to_be_hidden()
    assert page.locator("#idle a").get_attribute("target") == "_blank"
    after_13_minutes(page)
    expect(page.locator("#idle a")).to_be_visible()


def after_13_minutes(page: Page) -> None:
    page.evaluate("document.querySelector('#idle').getAnimations()[0].currentTime = 780500")


def test_what_was_typed_when_the_session_ended_is_sent_once_its_author_is_back(make, served, sign_in):
    """Without script, which alone would have kept it."""
    agency = make.agency()
    administrator = account(make, agency, Role.ADMINISTRATOR)
    colleague = make.user(agency, Role.SOCIAL_WORKER)
    own = Visitor(sign_in(None, script=False), served)
    own.gives_password(administrator)
    page = own.gives_code(administrator.code(-1))
    own.goes(f"/administration/sign-in/{colleague}")
    page.get_by_label("Why").fill("Began on Monday, in the Aston team")
    make._owner(
        "UPDATE access_session SET seen_at = now() - interval '1 hour' WHERE \"user\" = %s",
        administrator.number,
    )
    page.get_by_role("button", name="Go on").click()
    heading(page, "You were signed out, so this is not sent yet")
    assert invitations(make, colleague) == 0
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in again").click()
    other = Visitor(opened.value, served)
    other.gives_password(administrator)
    other.gives_code(administrator.code())
    page.get_by_role("button", name="Send it now").click()
    expect(page.get_by_text("This link lets")).to_be_visible()
    assert invitations(make, colleague) == 1
    assert make._owner(
        "SELECT reason FROM ledger_event WHERE actor = %s AND type = 'account'", administrator.number
    ) == ("Began on Monday, in the Aston team",)


def test_what_somebody_typed_is_not_sent_in_another_name(make, served, sign_in):
    agency = make.agency()
    author, other = account(make, agency, Role.ADMINISTRATOR), account(make, agency, Role.ADMINISTRATOR)
    colleague = make.user(agency, Role.SOCIAL_WORKER)
    own = Visitor(sign_in(author.number), served)
    page = own.goes(f"/administration/sign-in/{colleague}")
    page.get_by_label("Why").fill("Began on Monday")
    make._owner('UPDATE access_session SET ended_at = now() WHERE "user" = %s', author.number)
    page.get_by_role("button", name="Go on").click()
    heading(page, "You were signed out, so this is not sent yet")
    second = Visitor(page.context.new_page(), served)
    second.gives_password(other)
    second.gives_code(other.code())
    page.get_by_role("button", name="Send it now").click()
    expect(page.get_by_text("Send it now")).to_be_hidden()
    assert invitations(make, colleague) == 0


def invitations(make, user: int) -> int:
    return make._owner('SELECT count(*) FROM access_invitation WHERE "user" = %s', user)[0]


def test_ending_the_others_puts_them_out_at_once(make, window):
    somebody = account(make)
    first, second = window(), window()
    for visitor, steps in ((first, -1), (second, 0)):
        visitor.gives_password(somebody)
        visitor.gives_code(somebody.code(steps))
    page = second.goes("/account/sessions")
    expect(page.get_by_role("row")).to_have_count(3)
    page.get_by_role("button", name="Sign out everywhere else").click()
    expect(page.get_by_text("You are signed out everywhere else")).to_be_visible()
    expect(page.get_by_role("row")).to_have_count(2)
    out = first.goes("/who")
    expect(out.get_by_text("This session was ended")).to_be_visible()


def test_whoever_hammers_a_name_does_not_keep_its_owner_out(make, browser_from, window):
    """From their own device on the same network, and from their own network on a new device."""
    somebody = account(make)
    own = window()
    own.gives_password(somebody)
    own.gives_code(somebody.code(-1))
    own.page.get_by_role("button", name="Sign out").click()
    attacker = browser_from("127.0.0.1")
    for _ in range(12):
        said = attacker(somebody.username, "guessing")
    assert "Too many wrong attempts" in said
    assert "Too many wrong attempts" in attacker(somebody.username, PASSWORD)
    heading(own.gives_password(somebody), "Your second step")
    assert browser_from("192.0.2.44")(somebody.username, PASSWORD) == "/accounts/2fa/authenticate/"
    others = account(make)
    assert attacker(others.username, PASSWORD) == "/accounts/2fa/authenticate/"


def test_hammering_many_names_from_one_address_is_slowed_and_stops_nobody_elsewhere(make, browser_from):
    attacker, somebody = browser_from("192.0.2.99"), account(make)
    for number in range(101):
        said = attacker(f"nobody-{make.mark}-{number}", "guessing")
    assert "Too many wrong attempts" in said
    assert "Too many wrong attempts" in attacker(somebody.username, PASSWORD)
    assert browser_from("192.0.2.45")(somebody.username, PASSWORD) == "/accounts/2fa/authenticate/"


def test_that_somebody_was_held_up_is_on_the_ledger_but_not_each_time(make, browser_from):
    agency = make.agency()
    somebody, attacker = account(make, agency), browser_from("192.0.2.77")
    for _ in range(20):
        attacker(somebody.username, "guessing")
    noted = make._owner(
        "SELECT count(*) FILTER (WHERE data ->> 'why' = 'wrong username or password'), count(*) FILTER (WHERE data ->> 'why' = 'too many attempts') "
        "FROM ledger_event WHERE agency = %s AND type = 'sign-in failed'", agency,
    )  # fmt: skip
    assert noted == (5, 1)


@pytest.fixture
def browser_from(database):
    """`browser_from(address)(username, password)` is where that leads, or what the page says."""
    from django.test import Client

    def at(address: str):
        client = Client(SERVER_NAME="localhost", REMOTE_ADDR=address)

        def tries(username: str, password: str) -> str:
            answer = client.post("/accounts/login/", {"login": username, "password": password})
            return answer.headers.get("Location") or answer.content.decode()

        return tries

    return at
