"""Asking another agency for more of what it holds: which agency first; then what, why, how much and until when."""

from collections.abc import Mapping
from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now

from commonthread.access.permissions import Permission
from commonthread.access.queries import AgencyKnown, agencies
from commonthread.access.scope import ConsentFirst, Scope
from commonthread.access.terms import Category, Level
from commonthread.pathways.asked import may_turn_to
from commonthread.pathways.queries import CasePerson, CaseShown
from commonthread.pathways.queries import case as find
from commonthread.pathways.requests import ask_for_more as ask
from commonthread.pathways.requests import due, my_requests
from commonthread.pathways.terms import Outcome
from commonthread.records.kind import kinds
from commonthread.records.queries import Envelope, known, readable, story_envelopes
from commonthread.web.begun import Begun, keeps
from commonthread.web.components.answers import answers
from commonthread.web.components.numbers import person_number
from commonthread.web.page import page
from commonthread.web.pages.ask_for_more.asking import LEVELS, Asking, begun, sent
from commonthread.web.rendering import render
from commonthread.web.words import moment


@page("cases/<number:number>/ask", needs=Permission.OPEN_CASES, methods=("GET", "HEAD", "POST"))
@keeps(find)
def ask_for_more(request: HttpRequest, number: int) -> HttpResponse:
    scope, given = request.scope, request.POST or request.GET
    with scope.transaction():
        case = find(number)
        may = frozenset(may_turn_to(number))
        everybody = agencies()
    if case.closed_at:
        raise Http404
    person = _person(case, given.get("person", ""))
    if not person.may_ask:
        return _consent_first(request, case, person, status=409 if request.method == "POST" else 200)
    with scope.transaction():
        summaries = _summaries(scope, case, person)
    named = tuple(one for one in summaries if str(one.number) in given.getlist("record"))
    holder = everybody.get(named[0].agency if named and not given.get("agency") else given.get("agency", ""))
    if holder is None or holder.code not in may:
        return _choose_agency(request, case, person, everybody, may)
    theirs = tuple(one for one in summaries if one.agency == holder.code)
    if request.method != "POST":
        typed = request.begun.typed(_doing(person, holder))
        first = (
            replace(sent(typed, theirs), wrong={})
            if typed
            else begun(case, tuple(one.number for one in named))
        )
        return _form(request, case, person, holder, theirs, first)
    said = sent(request.POST, theirs)
    if said.wrong:
        return _form(request, case, person, holder, theirs, said, status=422)
    due_at = due(now(), case.purpose)
    try:
        with scope.transaction():
            ask(
                by=scope, case=number, person=person.number, holder=holder.code, what=said.what, because=said.because,
                level=LEVELS[said.level], until=said.until_on, due_at=due_at,
                category=said.category, records=said.records,
            )  # fmt: skip
    except ConsentFirst:
        return _consent_first(request, case, person, status=409)
    messages.success(request, f"Asked. {holder.name} is to answer by {moment(due_at)}.")
    return redirect("my_requests")


def _doing(person: CasePerson, holder: AgencyKnown) -> str:
    """What is begun is kept for each whom one asks, of each person."""
    return f"{person.number} {holder.code}"


def _person(case: CaseShown, given: str) -> CasePerson:
    """Whom the address names; where the case is about one person alone, them."""
    number = person_number(given)
    if number is None and not given and len(case.people) == 1:
        return case.people[0]
    found = next((person for person in case.people if person.number == number), None)
    if found is None:
        raise Http404
    return found


def _summaries(scope: Scope, case: CaseShown, person: CasePerson) -> tuple[Envelope, ...]:
    """Records of other agencies about them of which the viewer sees a summary and no more."""
    found = [one for one in story_envelopes([person.number], case.purpose) if one.agency != scope.agency]
    in_full = readable([one.number for one in found], case.purpose, Level.FULL)
    return tuple(one for one in found if one.number not in in_full and one.superseded_by is None)


def _consent_first(request: HttpRequest, case: CaseShown, person: CasePerson, status: int) -> HttpResponse:
    context = {"case": case, "person": person, "decided": case.decided(person.number)}
    return render(request, "ask_for_more/consent_first.html", context, status=status)


def _choose_agency(
    request: HttpRequest, case: CaseShown, person: CasePerson, everybody: Mapping[str, AgencyKnown], may: frozenset[str]
) -> HttpResponse:  # fmt: skip
    said = known(request.scope, [person.number], purpose=case.purpose)
    found = answers(said, everybody, person.number)
    knowing = [row for row in found.known if row.agency.code in may]
    asked = may - {row.agency.code for row in knowing}
    others = [agency for agency in everybody.values() if agency.code in asked]
    wrong = {"agency": "Choose whom you ask"} if "agency" in request.GET or request.method == "POST" else {}
    unfinished = [agency for agency in everybody.values() if request.begun.typed(_doing(person, agency))]
    context = {
        "case": case, "person": person, "knowing": knowing, "others": others, "wrong": wrong, "unfinished": unfinished,
    }  # fmt: skip
    return render(request, "ask_for_more/agency.html", context, status=422 if wrong else 200)


def _form(
    request: HttpRequest,
    case: CaseShown,
    person: CasePerson,
    holder: AgencyKnown,
    theirs: tuple[Envelope, ...],
    said: Asking,
    status: int = 200,
) -> HttpResponse:
    with request.scope.transaction():
        before = [
            asked
            for asked in my_requests(case.number)
            if (asked.person, asked.asked_of, asked.outcome) == (person.number, holder.code, Outcome.WAITING)
        ]
    doing = _doing(person, holder)
    context = {
        "case": case,
        "person": person,
        "holder": holder,
        "doing": doing,
        "begun": Begun({doing: typed} if (typed := request.begun.typed(doing)) else {}),
        "theirs": theirs,
        "said": said,
        "before": before,
        "categories": list(Category),
        "kinds": {kind.name: kind.label for kind in kinds().values()},
        "due_at": due(now(), case.purpose),
    }
    return render(request, "ask_for_more/page.html", context, status=status)
