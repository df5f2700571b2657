"""The consent decision as a form asks it: were they told, what did they say, and are other agencies asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from commonthread.access.permissions import ROLES
from commonthread.access.scope import Scope
from commonthread.kernel.text import clean
from commonthread.pathways.actions import Decision
from commonthread.pathways.terms import Answer
from commonthread.web.components.reason import read_reason

LONGEST_NAME = 200
LATER = "later"
# What is chosen, in one word; whether they were told; what they said; how it reads.
CHOICES = {
    "agreed": (True, Answer.AGREED, "Told, and agreed"),
    "refused": (True, Answer.REFUSED, "Told, and refused"),
    "told": (True, Answer.NOT_SOUGHT, "Told, and not asked to agree"),
    "not_told": (False, Answer.NOT_SOUGHT, "Not told: agreement was not sought"),
}


@dataclass(frozen=True)
class ConsentAsked:
    """What was said and what is wrong with it by field. `decision` is None while there is none."""

    consent: str
    consent_why: str
    decided_by: str
    goes_ahead: bool
    decision: Decision | None = None
    wrong: Mapping[str, str] = field(default_factory=dict)


def asked_anew(scope: Scope) -> ConsentAsked:
    return ConsentAsked("", "", f"{scope.name}, {ROLES[scope.role].label.lower()}", False)


def begun_before(scope: Scope, typed: Mapping[str, str]) -> ConsentAsked:
    """As somebody had begun to write it, else anew."""
    anew = asked_anew(scope)
    if not typed:
        return anew
    return ConsentAsked(
        typed.get("consent", ""), typed.get("consent_why", ""), typed.get("decided_by", anew.decided_by),
        typed.get("goes_ahead") == "yes",
    )  # fmt: skip


def consent_asked(sent: Mapping[str, str]) -> ConsentAsked:
    """As it was sent. *Later* is no decision: nobody else is asked so far."""
    chosen, decided_by = sent.get("consent", ""), sent.get("decided_by", "").strip()
    goes_ahead = chosen == "agreed" or sent.get("goes_ahead") == "yes"
    why = read_reason(sent, "consent_why")
    said = ConsentAsked(chosen, why.words, decided_by, goes_ahead)
    if chosen == LATER:
        return said
    wrong = {}
    if chosen not in CHOICES:
        wrong["consent"] = "Choose what the family, or the adult, was told and said"
    if why.wrong:
        wrong["consent_why"] = why.wrong if why.words else "Say in a few words why it was decided so"
    if not decided_by or len(decided_by) > LONGEST_NAME:
        wrong["decided_by"] = "Say who decided: a name and a role"
    else:
        try:
            decided_by = clean(decided_by)
        except ValueError as fault:
            wrong["decided_by"] = f"What you wrote {fault}"
    if wrong:
        return ConsentAsked(chosen, why.words, decided_by, goes_ahead, wrong=wrong)
    told, answer, _ = CHOICES[chosen]
    decision = Decision(told, answer, why.words, goes_ahead, decided_by)
    return ConsentAsked(chosen, why.words, decided_by, goes_ahead, decision)
