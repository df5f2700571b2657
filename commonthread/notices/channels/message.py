"""A message to one address, and what came of handing it over."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.conf import settings

SUBJECT = "There is a message for you"
WAITS = """There is a message for you. Sign in to read it:

{url}/notices

This address is not read. If you do not know what this is about, delete it.
"""


class Outcome(StrEnum):
    """*Not now* is tried again, and so is what could not be reached at all; *refused* is for somebody to put right."""

    SENT = "sent"
    NOT_NOW = "not now"
    UNREACHABLE = "not there"
    REFUSED = "refused"


@dataclass(frozen=True)
class Result:
    """`says` is in our words: what other systems answer may repeat the address."""

    outcome: Outcome
    says: str = ""


@dataclass(frozen=True)
class Message:
    """`outside` is to somebody who has no account: `content` is then all that they get, and else there is none."""

    channel: str
    value: str
    agency: str
    id: UUID
    outside: bool
    content: str
    notice: int

    @property
    def body(self) -> str:
        """Of what an agency reads behind sign-in nothing leaves, not even the kind."""
        return self.content if self.outside else WAITS.format(url=settings.PUBLIC_URL)
