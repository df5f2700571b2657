"""What somebody uses, in words that they would know it by; and where from."""

import re

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

# The first that fits: each browser also names those that it descends from.
BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox|FxiOS", "Firefox"),
            ("Chrom(e|ium)|CriOS", "Chrome"), ("Safari", "Safari"))  # fmt: skip
MACHINES = (("iPad", "an iPad"), ("iPhone", "an iPhone"), ("Android.*Mobile", "an Android phone"), ("Android", "an Android tablet"),
            ("CrOS", "a Chromebook"), ("Windows", "Windows"), ("Macintosh|Mac OS X", "a Mac"), ("Linux|X11", "Linux"))  # fmt: skip


def device(request: HttpRequest) -> str:
    """Chrome on Windows; an unknown browser on an iPhone."""
    said = request.headers.get("User-Agent", "")
    browser = _first(BROWSERS, said) or "An unknown browser"
    machine = _first(MACHINES, said)
    return f"{browser} on {machine}" if machine else browser


def address(request: HttpRequest) -> str:
    return get_adapter(request).get_client_ip(request)


def _first(known: tuple[tuple[str, str], ...], said: str) -> str | None:
    return next((name for pattern, name in known if re.search(pattern, said)), None)
