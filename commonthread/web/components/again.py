"""Asking again who it is that asks, before something grave: by the second factor, or for who has none by the password."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from allauth.core import ratelimit
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

CODES = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)
WRONG = {"code": "That is not the code that is valid now", "password": "That is not your password"}


@dataclass(frozen=True)
class Again:
    """What is asked for: a code, the password, or in the demo nothing. `wrong` is what was wrong with the answer."""

    asks: str
    wrong: str = ""
    # So that whoever keeps passwords for somebody knows which it is.
    username: str = ""


def asked_again(request: HttpRequest) -> Again:
    if _codes(request):
        return Again("code")
    asks = "password" if request.user.has_usable_password() or not settings.DEMO else ""
    return Again(asks, username=request.user.get_username())


def proved_again(request: HttpRequest, sent: Mapping[str, str]) -> Again:
    """With `wrong` empty where whoever is signed in has just shown that it is they."""
    asked = asked_again(request)
    if not asked.asks:
        return asked
    answer = sent.get("again", "").strip()
    if not ratelimit.consume(request, action="reauthenticate", user=request.user):
        return replace(asked, wrong="Too many tries. Wait a few minutes")
    right = (
        any(kept.wrap().validate_code(answer) for kept in _codes(request))
        if asked.asks == "code"
        else request.user.check_password(answer)
    )
    return asked if right else replace(asked, wrong=WRONG[asked.asks])


def _codes(request: HttpRequest) -> list[Authenticator]:
    return list(Authenticator.objects.filter(user=request.user, type__in=CODES))
