"""A device on which somebody has signed in before: who hammers their name elsewhere does not slow them down on it.

Attempts from a known device are counted by themselves, all others by account and address. (The idea is OWASP's: *slow
down online guessing attacks with device cookies*.)
"""

import secrets

from allauth.core.internal.ratelimit import get_ip
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

COOKIE = "__Host-known-device" if settings.SECURE else "known-device"
KEPT_FOR = 180 * 24 * 60 * 60


def remember(request: HttpRequest, response: HttpResponse, username: str) -> None:
    """For the last account that signed in; on a shared device the others are counted by address."""
    nonce = _nonce(request, username) or secrets.token_hex(8)
    value = signing.dumps([username.lower(), nonce], salt=COOKIE)
    response.set_cookie(
        COOKIE, value, max_age=KEPT_FOR, secure=settings.SECURE, httponly=True, samesite="Lax"
    )


def is_known(request: HttpRequest, username: str) -> bool:
    return _nonce(request, username) is not None


def counted_by(request: HttpRequest, username: str) -> str:
    """Under which key an attempt counts: the account on this device, or the account from this address."""
    return f"{username.lower()}|{_nonce(request, username) or get_ip(request)}"


def _nonce(request: HttpRequest, username: str) -> str | None:
    try:
        account, nonce = signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=KEPT_FOR)
    except signing.BadSignature:
        return None
    return nonce if account == username.lower() else None
