"""Where a visit goes."""

from dataclasses import dataclass

from commonthread.records.record import Mention, MentionRole
from tests.making import Making

CHILD = Mention(role=MentionRole.SUBJECT, given_name="Odalys", family_name="Quenby")


@dataclass(frozen=True)
class Visit:
    """Whose browser, and which address."""

    user: int | None
    address: str


def nobody_else(make: Making) -> Mention:
    """Somebody whom no other test names: a record that nobody has linked yet is withheld where it could be about somebody hidden."""
    letters = "".join(chr(ord("a") + int(digit, 16)) for digit in make.mark)
    return Mention(role=MentionRole.SUBJECT, given_name=f"Odalys{letters}", family_name=f"Quenby{letters}")
