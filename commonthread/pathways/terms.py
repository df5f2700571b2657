"""The words of a case: whom it is about, what the family said, and what becomes of a request for more."""

from enum import StrEnum

from commonthread.access.terms import WITHOUT_CONSENT_DECISION, Purpose


class Sort(StrEnum):
    CHILD = "child"
    ADULT = "adult"


class Answer(StrEnum):
    """What was said to other agencies' being asked."""

    AGREED = "agreed"
    REFUSED = "refused"
    NOT_SOUGHT = "not sought"


class Outcome(StrEnum):
    WAITING = ""
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


# What one's own agency knows needs no case, nor does an inspection.
CASE_PURPOSES = tuple(
    p for p in Purpose if p not in {Purpose.OWN_WORK, Purpose.RECORD_QUALITY, Purpose.INSPECTION}
)


def waits_for_consent(purpose: str) -> bool:
    """Whether other agencies are asked only after a consent decision. The database says the same."""
    return purpose not in WITHOUT_CONSENT_DECISION
