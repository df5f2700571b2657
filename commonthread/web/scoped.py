"""Gives each request its scope: who is asking, in which post. None where somebody has not come all the way in."""

from collections.abc import Callable
from dataclasses import asdict
from functools import partial

from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from commonthread.access.permissions import Role
from commonthread.access.scope import Arrival, NotAllowed, Scope, Standing, close_scope, open_scope, use_scope
from commonthread.web.device import address, device
from commonthread.web.not_sent import not_sent
from commonthread.web.proof import came_by_provider, in_words, may_come_in
from commonthread.web.refusals import no_post

KEPT_AS = "scope"
SIGNED_OUT = "signed out because"
# A page says so when it looks again by itself, which is not use.
BY_ITSELF = "X-By-Itself"

LeadIn = Callable[[], HttpResponse]


def scoped(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def with_scope(request: HttpRequest) -> HttpResponse:
        request.scope, request.lead_in = None, partial(to_sign_in, request)
        if request.user.is_authenticated:
            _find_scope(request)
        return answer(request)

    return with_scope


def _find_scope(request: HttpRequest) -> None:
    """The scope of this session; opened at the first request at which enough has been proved."""
    if kept := request.session.get(KEPT_AS):
        standing = use_scope(kept["token"], used=BY_ITSELF not in request.headers)
        if standing is Standing.LIVE:
            request.scope = Scope(**{**kept, "role": Role(kept["role"])})
        else:
            request.lead_in = (
                partial(not_sent, request, request.user.pk) if request.method == "POST" else request.lead_in
            )
            sign_out(request, standing)
        return
    if not may_come_in(request):
        request.lead_in = partial(_to_second_factor, request)
        return
    provider = came_by_provider(request, request.user)
    arrival = Arrival(in_words(request), device(request), address(request), provider and provider["agency"])
    try:
        request.scope = open_scope(request.user.pk, arrival)
    except NotAllowed:
        request.lead_in = partial(no_post, request)
        return
    request.session[KEPT_AS] = asdict(request.scope)


def sign_out(request: HttpRequest, because: str) -> None:
    """End the session here; the page for signing in says why."""
    logout(request)
    request.session[SIGNED_OUT] = because


def end_scope(request: HttpRequest) -> None:
    """End the scope of this session before it is signed out."""
    if kept := request.session.pop(KEPT_AS, None):
        close_scope(kept["token"])


def to_sign_in(request: HttpRequest) -> HttpResponse:
    return redirect_to_login(request.get_full_path())


def _to_second_factor(request: HttpRequest) -> HttpResponse:
    going = request.get_full_path() if request.method == "GET" else "/"
    return redirect_to_login(going, reverse("set_up_second_factor"))
