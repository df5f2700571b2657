"""Connecting an agency's own identity provider: done by whoever runs the service, on its machine."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from allauth.socialaccount.models import SocialApp
from django.db import connections, transaction

from commonthread.web.provider import AgencyProvider, discover, is_safe
from commonthread.web.second_factors import sealed

# The methods that mean more than one factor (RFC 8176).
SECOND_FACTOR = ("mfa",)


class CannotConnect(Exception):
    """What is asked for cannot be had; the message says why."""


def connect(
    *,
    agency: str,
    issuer: str,
    client_id: str,
    secret: str,
    acr: Sequence[str],
    amr: Sequence[str],
    max_age: int,
) -> dict[str, Any]:
    """Look at the provider, and keep it as its agency's: what it says of itself. One agency has one."""
    if not is_safe(issuer):
        raise CannotConnect("An issuer's address begins with https.")
    said = discover(issuer)
    site = urlsplit(said["authorization_endpoint"])
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SELECT name FROM access_agency WHERE code = %s", [agency])
        row = cursor.fetchone()
        if row is None:
            raise CannotConnect(f"There is no agency {agency}.")
        kept = {
            "issuer": issuer,
            "agency_name": row[0],
            "site": f"{site.scheme}://{site.netloc}",
            "secret": sealed().encrypt(secret.encode()).decode(),
            "acr": list(acr),
            "amr": list(amr),
            "max_age": max_age,
        }
        SocialApp.objects.using("owner").update_or_create(
            provider=AgencyProvider.id,
            provider_id=agency,
            defaults={"name": row[0][:40], "client_id": client_id, "settings": kept},
        )
        _note(cursor, agency, f"identity provider connected: {issuer}")
    return said


def disconnect(*, agency: str) -> bool:
    """Whether there was one. Accounts stay linked, and are opened again only by the same issuer."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        gone, _ = SocialApp.objects.using("owner").filter(provider_id=agency).delete()
        if gone:
            _note(cursor, agency, "identity provider disconnected")
    return bool(gone)


def invite(username: str) -> str | None:
    """A way in for somebody who holds a post: for the first administrator, whom nobody could invite."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT id, access.agency_of(id) FROM access_user WHERE username = %s AND is_active", [username]
        )
        found = cursor.fetchone()
        if found is None or not found[1]:
            return None
        cursor.execute("SELECT access.make_invitation(%s, %s)", found)
        (token,) = cursor.fetchone()
        _note(cursor, found[1], "invited by whoever runs the service", found[0])
    return token


def _note(cursor, agency: str, what: str, account: int | None = None) -> None:
    cursor.execute(
        "SELECT access.write_sign_in_event('account', NULL, %s, jsonb_build_object('what', %s::text, 'account', %s::bigint))",
        [agency, what, account],
    )
