"""Where a visit goes."""

from dataclasses import dataclass

from commonthread.records.record import Mention, MentionRole

CHILD = Mention(role=MentionRole.SUBJECT, given_name="Odalys", family_name="Quenby")


@dataclass(frozen=True)
class Visit:
    """Whose browser, and which address."""

    user: int | None
    address: str
