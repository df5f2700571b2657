"""A call to another system, over TLS; where it leads on to, nobody follows."""

from collections.abc import Mapping
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

TIMEOUT = 20
HERE = ("127.0.0.1", "::1", "localhost")


class Unreachable(Exception):
    """Nobody answered, or nobody whom we may ask."""


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *given) -> None:
        return None


def call(url: str, headers: Mapping[str, str], body: bytes | None = None) -> tuple[int, bytes]:
    """Status and body of the answer; raises Unreachable."""
    there = urlsplit(url)
    if there.scheme != "https" and not (there.scheme == "http" and there.hostname in HERE):
        raise Unreachable("not an address that is reached under TLS")
    asked = Request(url, data=body, headers=dict(headers))
    try:
        with build_opener(_NoRedirects).open(asked, timeout=TIMEOUT) as answer:
            return answer.status, answer.read(1 << 20)
    except HTTPError as answer:
        return answer.code, b""
    except (URLError, OSError, HTTPException) as absent:
        raise Unreachable(type(absent).__name__) from absent
