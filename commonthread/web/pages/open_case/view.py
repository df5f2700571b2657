"""Opening a case: purpose, power, people and why, and the consent decision where the purpose waits for one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from commonthread.access.law import POWERS
from commonthread.access.permissions import Permission
from commonthread.access.scope import Scope
from commonthread.access.terms import Purpose
from commonthread.chronology.queries import purpose_for
from commonthread.pathways.actions import add_household, record_consent
from commonthread.pathways.actions import open_case as open_
from commonthread.pathways.queries import case as find
from commonthread.pathways.queries import my_team
from commonthread.pathways.terms import CASE_PURPOSES, Sort, waits_for_consent
from commonthread.web.components.consent import ConsentAsked, asked_anew, consent_asked
from commonthread.web.components.purpose import HINTS, not_for
from commonthread.web.components.reason import read_reason
from commonthread.web.naming import named
from commonthread.web.page import page
from commonthread.web.rendering import render
from commonthread.web.words import today

LONGEST = 18
USUAL_POWER = {
    Purpose.SAFEGUARDING_ENQUIRY: "children-act-1989-s17",
    Purpose.SECTION_47: "children-act-1989-s47",
    Purpose.MISSING_PERSON: "children-act-2004-s11",
}


@dataclass(frozen=True)
class Opening:
    """A form for a case about one person; the household is put in as soon as it may be."""

    person: int
    purpose: str
    power: str
    because: str
    sort: str
    household: bool
    for_team: bool
    consent: ConsentAsked
    wrong: Mapping[str, str] = field(default_factory=dict)


@page("cases/open", needs=Permission.OPEN_CASES, methods=("GET", "HEAD", "POST"))
def open_case(request: HttpRequest) -> HttpResponse:
    number = _person(request)
    if number is None:
        return redirect("who_is_this")
    if request.method != "POST":
        return _form(request, _prefilled(request, number))
    said = _sent(request, number)
    if said.wrong or said.consent.wrong:
        return _form(request, said, status=422)
    case, others, undecided = _open(request.scope, said)
    messages.success(request, f"Case C-{case} is open{_also(others)}.")
    if undecided:
        chosen = urlencode([("person", person) for person in undecided])
        return redirect(f"{reverse('consent', args=[case])}?{chosen}")
    return redirect("household_page" if others else "person", number)


def _person(request: HttpRequest) -> int | None:
    given = (request.POST or request.GET).get("person", "")
    return int(given) if given.isascii() and given.isdigit() and 0 < len(given) <= LONGEST else None


def _prefilled(request: HttpRequest, number: int) -> Opening:
    """From what was said when the purpose was stated, and what one's own agency knows."""
    scope = request.scope
    live = purpose_for(scope, number)
    may = live and live.purpose in CASE_PURPOSES and scope.may_state(live.purpose)
    purpose = live.purpose if may else Purpose.SAFEGUARDING_ENQUIRY
    known = named(scope, [number], purpose=live.purpose, because=live.because, today=today()) if live else {}
    is_child = known[number].is_child if number in known else None
    sort = "" if is_child is None else (Sort.CHILD if is_child else Sort.ADULT).value
    because = live.because if live else ""
    return Opening(
        number, purpose, USUAL_POWER[Purpose(purpose)], because, sort, True, False, asked_anew(scope)
    )


def _sent(request: HttpRequest, number: int) -> Opening:
    sent = request.POST
    purpose, power, sort = (sent.get(name, "") for name in ("purpose", "power", "sort"))
    because = read_reason(sent, "because")
    wrong = {}
    if purpose not in CASE_PURPOSES:
        wrong["purpose"] = "Choose what the case is for"
    elif not request.scope.may_state(purpose):
        wrong["purpose"] = not_for(request.scope)
    if power not in POWERS or not POWERS[power].may_carry(today()):
        wrong["power"] = "Choose the power under which you act"
    if because.wrong:
        wrong["because"] = because.wrong
    if sort not in set(Sort):
        wrong["sort"] = "Say whether they are a child or an adult"
    consent = (
        consent_asked(sent)
        if waits_for_consent(purpose) and "purpose" not in wrong
        else asked_anew(request.scope)
    )
    household, for_team = sent.get("household") == "yes", sent.get("for_team") == "yes"
    return Opening(number, purpose, power, because.words, sort, household, for_team, consent, wrong)


def _open(scope: Scope, said: Opening) -> tuple[int, int, list[int]]:
    """The case's number, how many of the household are in it, and of whom a decision is wanted beside the person."""
    with scope.transaction():
        case = open_(
            by=scope, purpose=said.purpose, power=POWERS[said.power].label, because=said.because,
            people={said.person: Sort(said.sort)}, for_team=said.for_team,
        )  # fmt: skip
        if said.consent.decision:
            record_consent(by=scope, case=case, people=[said.person], decision=said.consent.decision)
        others = add_household(by=scope, case=case, person=said.person) if said.household else 0
        undecided = [person.number for person in find(case).undecided if person.number != said.person]
        return case, others, undecided


def _also(others: int) -> str:
    return f", and {others} more of the household {'are' if others > 1 else 'is'} in it" if others else ""


def _form(request: HttpRequest, said: Opening, status: int = 200) -> HttpResponse:
    with request.scope.transaction():
        team = my_team()
    in_force = [power for power in POWERS.values() if power.may_carry(today())]
    context = {
        "said": said,
        "team": team,
        "purposes": [
            (one.value, HINTS.get(one, "")) for one in CASE_PURPOSES if request.scope.may_state(one)
        ],
        "powers": in_force,
        "wrong": {**said.wrong, **said.consent.wrong},
    }
    return render(request, "open_case/page.html", context, status=status)
