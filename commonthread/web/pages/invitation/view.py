"""An invitation: the way in for one person, once, with their agency's own sign-in or a password of their own."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.forms import SetPasswordForm
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from commonthread.access import demo
from commonthread.access.invitations import Invited, invited, take_invitation
from commonthread.access.sign_ins import Change, note_account
from commonthread.web.agency_accounts import INVITATION
from commonthread.web.connected import provider_of
from commonthread.web.headers import policy
from commonthread.web.page import Open, page
from commonthread.web.rendering import render

OF_THE_DEMO = "The demo’s own people are shared, so none is given a password: sign in as them at one press"


@page("accounts/invitation/<slug:token>", needs=Open.TO_ANYONE)
def invitation_link(request: HttpRequest, token: str) -> HttpResponse:
    """The link is put by, so that it stands in no address from here on. To look at it does not use it up."""
    request.session[INVITATION] = token
    return redirect("invitation")


@page("accounts/invitation/", needs=Open.TO_ANYONE, methods=("GET", "HEAD", "POST"))
def invitation(request: HttpRequest) -> HttpResponse:
    token = request.session.get(INVITATION, "")
    found = invited(token)
    if found is None:
        return render(request, "invitation/page.html", {"invited": None}, status=404)
    if request.method != "POST":
        return _page(request, found)
    if settings.DEMO and demo.account(found.username):
        return _page(request, found, {"new_password1": OF_THE_DEMO}, status=422)
    user = get_user_model().objects.get(pk=found.person)
    form = SetPasswordForm(user, request.POST)
    if not form.is_valid():
        return _page(request, found, {name: errors[0] for name, errors in form.errors.items()}, status=422)
    with transaction.atomic(using="default"):
        if take_invitation(token) != user.pk:
            return redirect("invitation")
        form.save()
        note_account(user.pk, Change.PASSWORD_SET)
    if request.user.is_authenticated:
        get_adapter(request).logout(request)
    request.session.pop(INVITATION, None)
    record_authentication(request, user, "password", username=user.username)
    return perform_login(request, Login(user=user, redirect_url=reverse("home")))


def _page(
    request: HttpRequest, found: Invited, wrong: dict[str, str] | None = None, status: int = 200
) -> HttpResponse:
    provider = provider_of(found.agency)
    context: dict[str, Any] = {"invited": found, "provider": provider, "wrong": wrong or {}}
    answer = render(request, "invitation/page.html", context, status=status)
    if provider:
        answer["Content-Security-Policy"] = policy(forms_to=(provider.site,))
    return answer
