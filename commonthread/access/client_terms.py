"""What an agency's system may be let do, and the shape of what it shows for itself."""

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from commonthread.access.permissions import Permission

PER_MINUTE = 600
OVERLAP = timedelta(days=7)
LIVES = timedelta(days=365)
TOKEN = re.compile(r"[0-9a-f]{64}")
CODE = re.compile(r"[a-z0-9-]{1,40}")


class ClientScope(StrEnum):
    """What a token is for. `access.permissions_of` says the same where the database asks."""

    SEND = "send"
    ASK = "ask"
    FETCH = "fetch"
    REQUESTS = "requests"
    NOTICES = "notices"

    @property
    def permission(self) -> Permission:
        return {
            ClientScope.SEND: Permission.ENTER_RECORDS,
            ClientScope.ASK: Permission.SEARCH_EVERYONE,
            ClientScope.FETCH: Permission.SEE_DELIVERIES,
            ClientScope.REQUESTS: Permission.PUT_REQUESTS,
            ClientScope.NOTICES: Permission.HEAR_OF_NOTICES,
        }[self]

    @property
    def explains(self) -> str:
        return {
            ClientScope.SEND: "Send records under your feed agreement",
            ClientScope.ASK: "Ask whether agencies know somebody, for a stated purpose",
            ClientScope.FETCH: "Fetch receipts and rejects of what it sent, and put rejects right",
            ClientScope.REQUESTS: "Ask other agencies for more in the name of somebody who works on a case, and see what waits for yours",
            ClientScope.NOTICES: "Be told that notices wait for your agency, and say that it has them; not what they say",
        }[self]


@dataclass(frozen=True)
class Secret:
    """A new secret. `text` is shown once and kept nowhere: 256 random bits, so that a plain hash of it tells nothing."""

    text: str

    @classmethod
    def fresh(cls) -> "Secret":
        return cls(secrets.token_urlsafe(32))

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def ends_with(self) -> str:
        return self.text[-4:]


def fresh_code() -> str:
    return f"system-{secrets.token_hex(8)}"
