"""Confirming who one is, again: before something that a session left open must not be enough for."""

import json

from allauth.core.internal import ratelimit
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from commonthread.access.permissions import Permission
from commonthread.web.codes import CodeAgain, PasskeyAgain
from commonthread.web.connected import Connected, provider_of
from commonthread.web.headers import policy
from commonthread.web.page import page
from commonthread.web.proof import came_by_provider, factors, is_of_the_demo, record_factor
from commonthread.web.rendering import render

DEMO = "demo"


@page("accounts/confirm/", needs=Permission.USE_SERVICE, methods=("GET", "HEAD", "POST"))
def confirm_again(request: HttpRequest) -> HttpResponse:
    going = request.POST.get("next") or request.GET.get("next", "")
    going = going if url_has_allowed_host_and_scheme(going, {request.get_host()}) else "/"
    if request.method == "POST" and DEMO in request.POST and is_of_the_demo(request):
        record_factor(request, DEMO)
        return redirect(going)
    if request.method != "POST":
        return _page(request, going)
    if answer := ratelimit.consume_or_429(
        request, app="allauth.account", action="reauthenticate", user=request.user
    ):
        return answer
    form = _presented(request)
    if form.is_valid():
        form.save()
        return redirect(going)
    return _page(request, going, next(iter(form.errors.values()))[0], status=422)


def _presented(request: HttpRequest) -> Form:
    kind = PasskeyAgain if "credential" in request.POST else CodeAgain
    return kind(user=request.user, data=request.POST)


def _page(request: HttpRequest, going: str, wrong: str = "", status: int = 200) -> HttpResponse:
    held = factors(request.user)
    provider = _vouching(request)
    context = {
        "going": going,
        "wrong": wrong,
        "has_passkey": "webauthn" in held,
        "has_app": "totp" in held,
        "provider": provider,
        "in_demo": is_of_the_demo(request),
        "options": json.dumps(begin_authentication(request.user), default=dict) if "webauthn" in held else "",
    }
    answer = render(request, "confirm_again/page.html", context, status=status)
    if provider:
        answer["Content-Security-Policy"] = policy(forms_to=(provider.site,))
    return answer


def _vouching(request: HttpRequest) -> Connected | None:
    """The provider that asks this person for the second factor, where it does."""
    by_provider = came_by_provider(request, request.user)
    return provider_of(by_provider["agency"]) if by_provider and by_provider["second_factor"] else None
