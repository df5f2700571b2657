"""By what somebody has proved in this session who they are, and whether that is enough."""

import time
from datetime import timedelta

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

SECOND_FACTORS = ("webauthn", "totp")
LATELY = timedelta(minutes=15)
# Kept in the session, each with the account that it holds for.
BY_PROVIDER = "by provider"
IN_DEMO = "in demo"
WORDS = {"password": "password", "socialaccount": "agency sign-in", "totp": "authenticator app", "webauthn": "passkey",
         "recovery_codes": "recovery code", "demo": "demo"}  # fmt: skip


def factors(user: AbstractBaseUser) -> set[str]:
    """webauthn, totp, recovery_codes."""
    return {kind for kind in (*SECOND_FACTORS, "recovery_codes") if is_mfa_enabled(user, [kind])}


def has_second_factor(user: AbstractBaseUser) -> bool:
    return is_mfa_enabled(user, SECOND_FACTORS)


def record_factor(request: HttpRequest, kind: str) -> None:
    """What was just set up was just presented as well."""
    record_authentication(request, request.user, "mfa", type=kind)


def came_by_provider(request: HttpRequest, user: AbstractBaseUser) -> dict | None:
    """Whose provider said who this is, and whether it vouched for a second factor."""
    kept = request.session.get(BY_PROVIDER)
    return kept if kept and kept["user"] == user.pk else None


def is_of_the_demo(request: HttpRequest) -> bool:
    return settings.DEMO and request.session.get(IN_DEMO) == request.user.pk


def is_strong(request: HttpRequest, *, since: float = 0) -> bool:
    """Whether a second factor was given: here, or to the agency's provider where that is trusted to ask for one."""
    records = get_authentication_records(request, request.user)
    by_provider = came_by_provider(request, request.user)
    vouched = bool(by_provider and by_provider["second_factor"])
    return any(
        record["at"] >= since
        and (record["method"] == "mfa" or (record["method"] == "socialaccount" and vouched))
        for record in records
    )


def may_come_in(request: HttpRequest) -> bool:
    return is_of_the_demo(request) or is_strong(request)


def reauthenticated(request: HttpRequest, *, within: timedelta = LATELY) -> bool:
    """Whether a second factor was given so lately. A page that needs it and lacks it sends to `confirm_again`."""
    return is_strong(request, since=time.time() - within.total_seconds())


def proved_lately(request: HttpRequest) -> bool:
    """Enough to change how one signs in: the second factor, or for who has none yet, whatever brought them in."""
    if has_second_factor(request.user):
        return reauthenticated(request)
    since = time.time() - LATELY.total_seconds()
    records = get_authentication_records(request, request.user)
    return is_of_the_demo(request) or any(record["at"] >= since for record in records)


def in_words(request: HttpRequest) -> str:
    """password, authenticator app."""
    records = get_authentication_records(request, request.user)
    said = [WORDS.get(record.get("type") or record["method"], record["method"]) for record in records]
    if is_of_the_demo(request):
        said = ["demo"]
    return ", ".join(dict.fromkeys(said))[:80]
