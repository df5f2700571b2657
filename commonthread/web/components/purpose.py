"""Saying why one looks: a purpose, and a reason in a few words."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import QueryDict

from commonthread.access.permissions import Permission, Role
from commonthread.access.scope import Scope
from commonthread.access.terms import Purpose
from commonthread.kernel.text import clean

LONGEST = 500
HINTS = {
    Purpose.OWN_WORK: "You see what your agency knows",
    Purpose.SAFEGUARDING_ENQUIRY: "With a case: also what other agencies share for this",
    Purpose.SECTION_47: "Children Act 1989, once a strategy discussion has decided it",
    Purpose.MISSING_PERSON: "Somebody is missing now",
    Purpose.RECORD_QUALITY: "A name, a link or a record is wrong",
    Purpose.INSPECTION: "For inspectors, within what the inspection was announced for",
}
CHOICES = tuple((purpose.value, HINTS[purpose]) for purpose in Purpose)


@dataclass(frozen=True)
class Stated:
    """What was said, and what is wrong with it by field."""

    purpose: str
    because: str
    wrong: Mapping[str, str] = field(default_factory=dict)
    choices: tuple[tuple[str, str], ...] = CHOICES


def stated(sent: QueryDict) -> Stated:
    purpose, because = sent.get("purpose", ""), sent.get("because", "").strip()
    wrong = {}
    if purpose not in set(Purpose):
        wrong["purpose"] = "Choose why you look"
    if not because:
        wrong["because"] = "Say in a few words what brings you here"
    elif len(because) > LONGEST:
        wrong["because"] = f"Use at most {LONGEST} characters"
    else:
        try:
            because = clean(because)
        except ValueError as fault:
            wrong["because"] = f"What you wrote {fault}"
    return Stated(purpose, because, wrong)


def usual(scope: Scope) -> Purpose:
    if scope.role is Role.INSPECTOR:
        return Purpose.INSPECTION
    return Purpose.SAFEGUARDING_ENQUIRY if scope.may(Permission.READ_SHARED) else Purpose.OWN_WORK
