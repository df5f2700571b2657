"""An agency's system that calls the API, as a test makes it."""

import base64
import json
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.test import Client

from commonthread.access.client_terms import ClientScope
from commonthread.access.clients import SetUp, set_up
from commonthread.access.permissions import Role
from commonthread.access.scope import Scope
from commonthread.records.kind import kinds
from tests.making import Making

ALL = tuple(ClientScope)


@dataclass
class System:
    """A system with a token in hand. `administrator` set it up."""

    agency: str
    administrator: Scope
    made: SetUp
    token: str

    def call(
        self, method: str, path: str, body: Any = None, *, token: str | None = None, **headers: str
    ) -> HttpResponse:
        given = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        type = headers.pop("content_type", "application/json")
        return Client(SERVER_NAME="localhost").generic(
            method, path, given, content_type=type,
            headers={"Authorization": f"Bearer {self.token if token is None else token}", **headers},
        )  # fmt: skip

    def get(self, path: str, **headers: str) -> HttpResponse:
        return self.call("GET", path, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> HttpResponse:
        return self.call("POST", path, body, **headers)


def ask_token(code: str, secret: str, **form: str) -> HttpResponse:
    return Client(SERVER_NAME="localhost").post(
        "/api/token",
        "&".join(f"{name}={value}" for name, value in {"grant_type": "client_credentials", **form}.items()),
        content_type="application/x-www-form-urlencoded",
        headers={"Authorization": basic(code, secret)},
    )


def basic(code: str, secret: str) -> str:
    return "Basic " + base64.b64encode(f"{code}:{secret}".encode()).decode()


def system(make: Making, agency: str, *, scopes=ALL, kinds_named=None, per_minute: int = 600) -> System:
    named = list(kinds() if kinds_named is None else kinds_named)
    administrator = make.scope(agency, Role.ADMINISTRATOR)
    with administrator.transaction():
        made = set_up(
            by=administrator, name="Case system", scopes=scopes, kinds=named,
            categories={kinds()[name].category for name in named}, per_minute=per_minute,
        )  # fmt: skip
    token = ask_token(made.code, made.secret.text).json()["access_token"]
    return System(agency, administrator, made, token)
