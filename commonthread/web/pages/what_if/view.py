"""May somebody see something? Answered with the rule that decides it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse

from commonthread.access.agreements.queries import agreements, what_may_flow
from commonthread.access.agreements.what_if import Answer, Question, Rules, answer
from commonthread.access.agreements.words import EVERY, Agencies, listed, name
from commonthread.access.permissions import ROLES, Permission, Role
from commonthread.access.queries import agencies
from commonthread.access.scope import Scope
from commonthread.access.terms import AgencyKind, Category, Level, Purpose
from commonthread.web.components.clause_form import KIND
from commonthread.web.page import page
from commonthread.web.rendering import render

FIELDS = ("viewer", "role", "holder", "category", "purpose")
FEW = 5


@dataclass(frozen=True)
class Said:
    """One answer, and for which of the agencies that were meant it holds."""

    answer: Answer
    verdict: str
    kind: str
    whom: str
    duty: str


@page("what-if", needs=Permission.USE_SERVICE)
def what_if(request: HttpRequest) -> HttpResponse:
    scope = request.scope
    asked = {field: request.GET.get(field, "") for field in FIELDS}
    with scope.transaction():
        known = agencies()
        questions = _questions(asked, known)
        rules = _rules(asked, questions, known) if questions else None
    answers = _together([answer(question, rules) for question in questions], known) if rules else []
    wrong = "Choose something for each question" if any(asked.values()) and not questions else ""
    context = {
        "asked": asked if any(asked.values()) else _usual(scope),
        "answers": answers,
        "wrong": wrong,
        "in_words": _in_words(asked, known) if questions else "",
        **_items(known),
    }
    return render(request, "what_if/page.html", context, status=422 if wrong else 200)


def _usual(scope: Scope) -> dict[str, str]:
    return {
        "viewer": scope.agency,
        "role": scope.role.value,
        "holder": KIND + AgencyKind.HEALTH,
        "category": Category.HEALTH.value,
        "purpose": Purpose.MISSING_PERSON.value,
    }


def _meant(who: str, known: Agencies) -> list[str]:
    if who.startswith(KIND):
        return [code for code, agency in known.items() if agency.kind.value == who.removeprefix(KIND)]
    return [who] if who in known else []


def _questions(asked: dict[str, str], known: Agencies) -> list[Question]:
    if (
        asked["role"] not in set(Role)
        or asked["category"] not in set(Category)
        or asked["purpose"] not in set(Purpose)
    ):
        return []
    role, category, purpose = Role(asked["role"]), Category(asked["category"]), Purpose(asked["purpose"])
    holders = _meant(asked["holder"], known)
    return [
        Question(viewer, role, holder, category, purpose)
        for viewer in _meant(asked["viewer"], known)
        for holder in holders
        if viewer != holder or len(holders) == 1
    ]


def _rules(asked: dict[str, str], questions: Iterable[Question], known: Agencies) -> Rules:
    holders = sorted({question.holder for question in questions})
    flows = what_may_flow(role=asked["role"], purpose=asked["purpose"], holders=holders)
    return Rules(flows, agreements(), known, datetime.now(UTC))


def _together(answers: Iterable[Answer], known: Agencies) -> list[Said]:
    """Those that rest on one rule, together; the highest level first."""
    same: dict[tuple, list[Answer]] = defaultdict(list)
    for each in answers:
        place = (each.edition.agreement, each.edition.number, each.clause) if each.edition else each.nearly
        same[each.level, place].append(each)
    groups = sorted(same.items(), key=lambda group: -(group[0][0] or 0))
    return [_said(level, those, len(groups) > 1, known) for (level, _), those in groups]


def _said(level: Level | None, those: list[Answer], differ: bool, known: Agencies) -> Said:
    first = those[0]
    verdict, kind = {
        Level.FULL: ("Yes, in full", "yes"),
        Level.SUMMARY: ("Only a summary", "part"),
        Level.RING: ("Only that they are known, and whom to ring", "part"),
        None: ("No", "no"),
    }[level]
    whom = ""
    if differ:
        pairs = [f"{name(a.question.viewer, known)} and {name(a.question.holder, known)}" for a in those]
        more = [f"{len(pairs) - FEW:,} more pairs"] if len(pairs) > FEW else []
        whom = listed([*pairs[:FEW], *more])
    holder = known[first.question.holder]
    duty = f"{holder.name}, {holder.duty_telephone} ({holder.duty_hours})" if len({a.question.holder for a in those}) == 1 else ""  # fmt: skip
    return Said(first, verdict, kind, whom, duty)


def _in_words(asked: dict[str, str], known: Agencies) -> str:
    def who(word: str) -> str:
        is_kind = word.startswith(KIND)
        return (
            EVERY[AgencyKind(word.removeprefix(KIND))][1].replace("every", "any")
            if is_kind
            else name(word, known)
        )

    role = ROLES[Role(asked["role"])].label.lower()
    return (
        f"May a {role} of {who(asked['viewer'])} see {asked['category']} held by {who(asked['holder'])}, "
        f"for {asked['purpose']}?"
    )


def _items(known: Agencies) -> dict[str, list[dict[str, str]]]:
    there = {agency.kind for agency in known.values()}
    who = [
        *(
            {"value": KIND + kind, "text": EVERY[kind][1].replace("every", "any").capitalize()}
            for kind in AgencyKind
            if kind in there
        ),
        *({"value": code, "text": agency.name} for code, agency in known.items()),
    ]
    return {
        "who_items": who,
        "role_items": [{"value": role.value, "text": rights.label} for role, rights in ROLES.items()],
        "category_items": [{"value": each.value, "text": each.value.capitalize()} for each in Category],
        "purpose_items": [{"value": each.value, "text": each.value.capitalize()} for each in Purpose],
    }
