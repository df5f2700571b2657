"""Whose address a visitor has: a proxy's word for it is taken from the proxies that are named, and from nobody else."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now

SAYS = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO")
NOTED = "unnamed-proxy"
KEPT = timedelta(days=1)
AGAIN_AFTER = timedelta(minutes=1)


@dataclass(frozen=True)
class Ignored:
    """When a visitor's address was last said by somebody who is no proxy of ours. `peer` is empty for an address of the
    internet at large: it may be a visitor's own."""

    at: datetime
    peer: str


def forwarded(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def with_address(request: HttpRequest) -> HttpResponse:
        if any(name in request.META for name in SAYS) and not _may_say(request):
            for name in SAYS:
                request.META.pop(name, None)
            _note(request.META.get("REMOTE_ADDR", ""))
        return answer(request)

    return with_address


def ignored() -> Ignored | None:
    """What was ignored in the last day."""
    found = cache.get(NOTED)
    return Ignored(datetime.fromisoformat(found["at"]), found["peer"]) if found else None


def _may_say(request: HttpRequest) -> bool:
    """A proxy that is named; of addresses as many as there are proxies, or none."""
    try:
        peer = ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    said = request.META.get("HTTP_X_FORWARDED_FOR")
    enough = said is None or len(said.split(",")) >= settings.ALLAUTH_TRUSTED_PROXY_COUNT
    return (
        settings.ALLAUTH_TRUSTED_PROXY_COUNT > 0
        and enough
        and any(peer in network for network in settings.PROXY_ADDRESSES)
    )


def _note(peer: str) -> None:
    found = ignored()
    if found is None or now() - found.at > AGAIN_AFTER:
        inside = bool(peer) and ip_address(peer).is_private
        cache.set(NOTED, {"at": now().isoformat(), "peer": peer if inside else ""}, KEPT.total_seconds())
