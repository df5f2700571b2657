"""Which agencies have connected a provider of their own."""

from collections.abc import Iterator
from dataclasses import dataclass

from allauth.socialaccount.adapter import get_adapter


@dataclass(frozen=True)
class Connected:
    """`site` is where its people are sent to sign in."""

    agency: str
    name: str
    site: str


def providers() -> tuple[Connected, ...]:
    """By name."""
    apps = get_adapter().list_apps(None)
    found = (Connected(app.provider_id, app.settings["agency_name"], app.settings["site"]) for app in apps)
    return tuple(sorted(found, key=lambda provider: provider.name))


def provider_of(agency: str) -> Connected | None:
    return next((provider for provider in providers() if provider.agency == agency), None)


def sites() -> Iterator[str]:
    """A form that signs in leads on to one of these."""
    return iter(sorted({provider.site for provider in providers()}))
