"""What holds on every page, whatever it shows."""

from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.test import Client, RequestFactory
from jinja2 import UndefinedError

from commonthread.access.permissions import Permission, Role
from commonthread.access.scope import NotAllowed, Scope, ScopeEnded
from commonthread.web import page as page_module
from commonthread.web.page import Open, page, pages
from commonthread.web.rendering import render
from commonthread.web.scoped import to_sign_in
from commonthread.web.templating import environment


@pytest.fixture
def declared(monkeypatch, database):
    """Pages declared by a test are forgotten after it. Those that are there are found before, whichever test is first."""
    pages()
    monkeypatch.setattr(page_module, "_found", {})
    return page_module._found


def somebody(role: Role) -> Scope:
    return Scope("token", 1, "Dana", "agency", "Agency", role)


def asking(scope):
    request = RequestFactory().get("/people/7")
    request.scope, request.lead_in = scope, partial(to_sign_in, request)
    request.resolver_match = None
    request.session = Client().session
    return request


def test_nobody_is_shown_a_page_before_signing_in(declared):
    @page("people/<int:number>", needs=Permission.READ_RECORDS)
    def person(request): ...

    answer = person(asking(None))
    assert answer.status_code == 302
    assert answer["Location"] == "/accounts/login/?next=/people/7"


def test_a_role_without_the_permission_is_refused(declared):
    @page("deliveries", needs=Permission.SEE_DELIVERIES)
    def deliveries(request): ...

    with pytest.raises(PermissionDenied):
        deliveries(asking(somebody(Role.ADMINISTRATOR)))


def test_what_may_not_be_seen_is_answered_as_what_is_not_there(declared):
    @page("people/<int:number>", needs=Permission.READ_RECORDS)
    def person(request):
        raise NotAllowed("Not found.")

    with pytest.raises(Http404):
        person(asking(somebody(Role.SOCIAL_WORKER)))


def test_a_scope_that_has_ended_leads_back_to_signing_in(declared):
    @page("people/<int:number>", needs=Permission.READ_RECORDS)
    def person(request):
        raise ScopeEnded("ended")

    assert person(asking(somebody(Role.SOCIAL_WORKER))).status_code == 302


def test_two_pages_cannot_have_one_name(declared):
    page("one", needs=Open.TO_ANYONE)(render)
    with pytest.raises(ValueError, match="two pages"):
        page("two", needs=Open.TO_ANYONE)(render)


def test_a_page_is_not_drawn_while_the_wall_is_open(database):
    scope = somebody(Role.SOCIAL_WORKER)
    with transaction.atomic(using="app"), pytest.raises(RuntimeError, match="outside"):
        render(asking(scope), "help/page.html", {})


def test_a_name_that_was_not_given_stops_the_page_and_does_not_read_as_nothing_known():
    for template in (
        "{{ records }}",
        "{% if records %}some{% endif %}",
        "{% for r in records %}{% endfor %}",
    ):
        with pytest.raises(UndefinedError):
            environment().from_string(template).render()


def test_what_is_given_is_escaped(browser):
    answer = browser().get("/nothing/<b>here</b>")
    assert answer.status_code == 404
    assert b"<b>" not in answer.content


def test_every_answer_keeps_the_browser_from_keeping_it(browser):
    for address in ("/help", "/no-such-page"):
        headers = browser().get(address).headers
        assert headers["Cache-Control"] == "no-store"
        assert "script-src 'self';" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize(
    "file",
    [
        "govuk-frontend.min.css",
        "govuk-frontend.min.js",
        "moj-frontend.min.css",
        "commonthread.css",
        "records.css",
        "work.css",
        "commonthread.js",
    ],
)
def test_what_the_pages_ask_for_is_served(browser, file):
    answer = browser().get(f"/assets/{file}")
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content)


def test_the_type_and_crest_of_gov_uk_are_not_served(browser):
    for file in ("fonts/light-94a07e06a1-v2.woff2", "images/govuk-crest.svg"):
        assert browser().get(f"/assets/{file}").status_code == 404


def test_only_pages_without_personal_content_are_open_to_anyone():
    opened = {page.name for page in pages().values() if page.needs is Open.TO_ANYONE}
    assert opened <= {
        "area",
        "tell_us",
        "tell_us_question",
        "tell_us_leave",
        "tell_us_check",
        "tell_us_sent",
        "help_page",
        "kind_list",
        "kind_page",
        "kind_csv",
        "kind_schema",
        "accessibility",
        "how_long",
        "privacy_notice",
        "pathway_list",
        "pathway_page",
        "api_docs",
        "api_start",
        "account_login",
        "account_logout",
        "demo_sign_in",
        "mfa_authenticate",
        "mfa_login_webauthn",
        "openid_connect_login",
        "openid_connect_callback",
        "invitation",
        "invitation_link",
        # Of one's own account, before one is all the way in: each asks for itself how far one is.
        "set_up_second_factor",
        "set_up_app",
        "recovery_codes",
    }
