"""Saying why one looks: a purpose, and a reason in a few words."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import QueryDict

from commonthread.access.permissions import ROLES, Permission, Role
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


def choices(scope: Scope) -> tuple[tuple[str, str], ...]:
    """What somebody in this post may say that they look for."""
    return tuple((purpose.value, HINTS[purpose]) for purpose in Purpose if scope.may_state(purpose))


@dataclass(frozen=True)
class Stated:
    """What was said, and what is wrong with it by field."""

    purpose: str
    because: str
    choices: tuple[tuple[str, str], ...]
    wrong: Mapping[str, str] = field(default_factory=dict)


def stated(sent: QueryDict, scope: Scope) -> Stated:
    purpose, because = sent.get("purpose", ""), sent.get("because", "").strip()
    wrong = {}
    if purpose not in set(Purpose):
        wrong["purpose"] = "Choose why you look"
    elif not scope.may_state(purpose):
        wrong["purpose"] = not_for(scope)
    if not because:
        wrong["because"] = "Say in a few words what brings you here"
    elif len(because) > LONGEST:
        wrong["because"] = f"Use at most {LONGEST} characters"
    else:
        try:
            because = clean(because)
        except ValueError as fault:
            wrong["because"] = f"What you wrote {fault}"
    return Stated(purpose, because, choices(scope), wrong)


def not_for(scope: Scope) -> str:
    label = ROLES[scope.role].label
    return f"Your post ({label}) does not look for that. Choose another, or ask an administrator of your agency about your post"


def offered(scope: Scope, purpose: str = "") -> Stated:
    """Before anything is said: with that purpose chosen, else with the usual one of the post."""
    return Stated(purpose or usual(scope), "", choices(scope))


def usual(scope: Scope) -> Purpose:
    if scope.role is Role.INSPECTOR:
        return Purpose.INSPECTION
    return Purpose.SAFEGUARDING_ENQUIRY if scope.may(Permission.READ_SHARED) else Purpose.OWN_WORK
