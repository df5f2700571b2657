"""OAuth 2.0 client credentials (RFC 6749, section 4.4) and giving a token back (RFC 7009)."""

import base64
import binascii
import json
from dataclasses import dataclass
from urllib.parse import unquote_plus

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from oauthlib.common import Request
from oauthlib.oauth2 import BackendApplicationServer, RequestValidator
from oauthlib.oauth2.rfc6749.errors import OAuth2Error

from commonthread.access.clients import close_token, open_token, scopes_of
from commonthread.access.scope import TooFast

FORM = "application/x-www-form-urlencoded"
LONGEST = 8_192


@dataclass(frozen=True)
class Known:
    """A client that has shown its secret."""

    client_id: str
    secret: str
    scopes: frozenset[str]


class Clients(RequestValidator):
    """What oauthlib asks of us. The database answers: nothing here can read a secret or a token."""

    def client_authentication_required(self, request: Request, *given: object, **named: object) -> bool:
        return True

    def authenticate_client(self, request: Request, *given: object, **named: object) -> bool:
        code, secret = _credentials(request)
        scopes = scopes_of(code, secret) if code and secret else None
        if scopes is None:
            return False
        request.client, request.client_id = Known(code, secret, scopes), code
        return True

    def validate_grant_type(self, *given: object, **named: object) -> bool:
        return True

    def get_default_scopes(
        self, client_id: str, request: Request, *given: object, **named: object
    ) -> list[str]:
        return sorted(request.client.scopes)

    def validate_scopes(
        self,
        client_id: str,
        scopes: list[str],
        client: Known,
        request: Request,
        *given: object,
        **named: object,
    ) -> bool:
        return set(scopes) <= client.scopes

    def save_bearer_token(self, token: dict, request: Request, *given: object, **named: object) -> None:
        """It was opened in the database when it was made: see `_lives`."""

    def revoke_token(
        self, token: str, token_type_hint: str, request: Request, *given: object, **named: object
    ) -> None:
        close_token(request.client.client_id, token)


def _lives(request: Request) -> int:
    opened = open_token(request.client.client_id, request.client.secret, request.scopes)
    if opened is None:
        raise TooFast("Too many calls in a minute.")
    request.opened, seconds = opened
    return seconds


def _credentials(request: Request) -> tuple[str, str]:
    """From the Authorization header or, as the standard also allows, the form. Never from the address."""
    scheme, _, value = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return request.client_id or "", request.client_secret or ""
    try:
        code, _, secret = base64.b64decode(value, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return unquote_plus(code), unquote_plus(secret)


SERVER = BackendApplicationServer(
    Clients(), token_generator=lambda request: request.opened, token_expires_in=_lives
)


@csrf_exempt
def token(request: HttpRequest) -> HttpResponse:
    return _answer(request, SERVER.create_token_response)


@csrf_exempt
def revoke(request: HttpRequest) -> HttpResponse:
    return _answer(request, SERVER.create_revocation_response)


def _answer(request: HttpRequest, endpoint) -> HttpResponse:
    """The standard has an error format of its own here: a JSON object with `error`."""
    if request.method != "POST":
        refusal = _refused(405, "invalid_request", "Only POST is taken here.")
        refusal["Allow"] = "POST"
        return refusal
    if request.content_type != FORM:
        return _refused(415, "invalid_request", f"Send it as {FORM}.")
    try:
        body = request.read(LONGEST + 1).decode("ascii")
        if len(body) > LONGEST:
            return _refused(413, "invalid_request", "The form is too long.")
        headers = {"Authorization": request.headers.get("Authorization", ""), "Content-Type": FORM}
        said, text, status = endpoint(request.build_absolute_uri(), "POST", body, headers)
    except OAuth2Error as error:
        said, text, status = error.headers, error.json, error.status_code
    except ValueError:
        return _refused(400, "invalid_request", "The form cannot be read.")
    except TooFast:
        refusal = _refused(429, "temporarily_unavailable", "Too many calls in a minute.")
        refusal["Retry-After"] = "60"
        return refusal
    response = HttpResponse(text or "", status=status, content_type="application/json")
    for name, value in said.items():
        response[name] = value
    return response


def _refused(status: int, error: str, words: str) -> HttpResponse:
    body = json.dumps({"error": error, "error_description": words})
    return HttpResponse(body, status=status, content_type="application/json")
