"""How one signs in oneself: second steps, the link to one's agency, password, sessions."""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.base.internal.flows import delete_and_cleanup
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.permissions import Permission
from commonthread.access.sign_ins import Change, note_account
from commonthread.web.connected import provider_of
from commonthread.web.headers import policy
from commonthread.web.page import page
from commonthread.web.proof import SECOND_FACTORS, is_of_the_demo
from commonthread.web.rendering import render
from commonthread.web.setting_up import own_page

LAST = "That is your only second step. Add another one before you take it away."
ONLY_WAY = "That is your only way in. Ask whoever looks after your agency’s accounts for an invitation first."


@dataclass(frozen=True)
class Held:
    """A second step that somebody has."""

    number: int
    kind: str
    name: str
    made_at: datetime
    used_at: datetime | None


@page("account/sign-in", needs=Permission.USE_SERVICE)
def my_sign_in(request: HttpRequest) -> HttpResponse:
    user, provider = request.user, provider_of(request.scope.agency)
    codes = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    context = {
        "held": _held(user),
        "codes_left": len(codes.wrap().get_unused_codes()) if codes else None,
        "provider": provider,
        "linked": SocialAccount.objects.filter(user=user, provider=request.scope.agency).exists(),
        "has_password": bool(user.password) and user.has_usable_password(),
    }
    answer = render(request, "my_sign_in/page.html", context)
    if provider:
        answer["Content-Security-Policy"] = policy(forms_to=(provider.site,))
    return answer


@own_page("account/sign-in/remove", needs=Permission.USE_SERVICE, methods=("POST",))
def remove_second_factor(request: HttpRequest) -> HttpResponse:
    """One that is not the last."""
    held = {one.number: one for one in _held(request.user)}
    number = request.POST.get("number", "")
    gone = held.get(int(number)) if number.isdecimal() and len(number) < 19 else None
    if gone is None:
        raise Http404
    if len(held) == 1 and not is_of_the_demo(request):
        messages.error(request, LAST)
        return redirect("my_sign_in")
    with transaction.atomic(using="default"):
        delete_and_cleanup(request, Authenticator.objects.get(pk=gone.number, user=request.user))
        what = Change.PASSKEY_REMOVED if gone.kind == Authenticator.Type.WEBAUTHN else Change.APP_REMOVED
        note_account(request.user.pk, what)
    messages.success(request, f"{gone.name} no longer signs you in.")
    return redirect("my_sign_in")


@own_page("account/sign-in/unlink", needs=Permission.USE_SERVICE, methods=("POST",))
def unlink_agency(request: HttpRequest) -> HttpResponse:
    if not request.user.has_usable_password() and not _passkeys(request):
        messages.error(request, ONLY_WAY)
        return redirect("my_sign_in")
    with transaction.atomic(using="default"):
        gone, _ = SocialAccount.objects.filter(user=request.user).delete()
        if gone:
            note_account(request.user.pk, Change.UNLINKED)
    messages.success(request, "Your agency’s sign-in no longer opens this account.")
    return redirect("my_sign_in")


def _passkeys(request: HttpRequest) -> bool:
    return Authenticator.objects.filter(user=request.user, type=Authenticator.Type.WEBAUTHN).exists()


def _held(user) -> list[Held]:
    kept = Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS).order_by("created_at")
    return [
        Held(
            one.pk,
            one.type,
            one.wrap().name if one.type == Authenticator.Type.WEBAUTHN else "Authenticator app",
            one.created_at,
            one.last_used_at,
        )
        for one in kept
    ]
