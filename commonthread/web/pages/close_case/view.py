"""Closing a case: what became of each child and adult, by name; then all that it let be seen closes."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.permissions import Permission
from commonthread.access.scope import AnotherPerson, ChangedMeanwhile, NotAccountedFor
from commonthread.notices.queries import Only, notices_from_us
from commonthread.pathways.actions import close_case as close
from commonthread.pathways.investigation import PATHWAY, accounts, keeps_me_from_closing, lacks_to_close
from commonthread.pathways.queries import CaseShown
from commonthread.pathways.queries import case as find
from commonthread.pathways.supervision import supervisions
from commonthread.web.begun import keeps, refuse
from commonthread.web.components.reason import read_reason
from commonthread.web.naming import named
from commonthread.web.page import page
from commonthread.web.rendering import render
from commonthread.web.words import person as numbered
from commonthread.web.words import today

FIRST = "Nothing is closed: it is a contact of which nobody has decided, or not of everybody. Decide at triage first."
NOT_YOURS = "Nothing is closed: whoever leads the case, covers them or supervises closes it."


@page("cases/<number:number>/close", needs=Permission.OPEN_CASES, methods=("GET", "HEAD", "POST"))
@keeps(find)
def close_case(request: HttpRequest, number: int) -> HttpResponse:
    with request.scope.transaction():
        case = find(number)
    if case.closed_at and request.method == "POST":
        messages.error(request, f"C-{number} is closed already: {case.closed_because}")
        return redirect("case", number)
    if case.closed_at:
        raise Http404
    first: dict[str, str] = {}
    if case.pathway == PATHWAY:
        with request.scope.transaction():
            lacks, accounted, keeps = lacks_to_close(number), accounts(number), keeps_me_from_closing(number)
            given = supervisions(number)
        if lacks or keeps:
            context = {"case": case, "lacks": lacks, "keeps": keeps, "given": given}
            return render(request, "close_case/not_yet.html", context, status=409)
        first = {f"became_{person}": how.safe_where for person, how in accounted.items()}
    if request.method != "POST":
        return _form(request, case, first | request.begun.typed().dict(), {})
    said, wrong = _sent(request, case)
    if wrong:
        return _form(request, case, said, wrong, status=422)
    outcomes = {person.number: said[f"became_{person.number}"] for person in case.people}
    try:
        with request.scope.transaction():
            close(by=request.scope, case=number, because=said["reason"], outcomes=outcomes)
    except (NotAccountedFor, AnotherPerson) as first:
        if case.pathway == PATHWAY:
            return redirect("close_case", number)
        refuse(request, FIRST if isinstance(first, NotAccountedFor) else NOT_YOURS)
        return redirect("case", number)
    except ChangedMeanwhile:
        refuse(
            request,
            "Nothing is closed: it was told again. Read that first, and say whether the rating holds.",
        )
        return redirect("triage", number)
    messages.success(request, f"Case C-{number} is closed. Nothing is seen through it any more.")
    return redirect("cases")


def _sent(request: HttpRequest, case: CaseShown) -> tuple[dict[str, str], dict[str, str]]:
    said, wrong = {}, {}
    for field, missing in _asked(case):
        given = read_reason(request.POST, field)
        said[field] = given.words
        if given.wrong:
            wrong[field] = given.wrong if given.words else missing
    return said, wrong


def _asked(case: CaseShown) -> list[tuple[str, str]]:
    each = [(f"became_{p.number}", f"Say what became of {numbered(p.number)}") for p in case.people]
    return [*each, ("reason", "Say why the case is closed")]


def _form(
    request: HttpRequest,
    case: CaseShown,
    said: Mapping[str, str],
    wrong: Mapping[str, str],
    status: int = 200,
) -> HttpResponse:
    people = [person.number for person in case.people]
    found = named(request.scope, people, purpose=case.purpose, because=case.because, today=today())
    names = {person: called.name for person, called in found.items() if called.name}
    with request.scope.transaction():
        unheard = len(notices_from_us(case=case.number, only=Only.WAITING))
    context = {"case": case, "begun": request.begun, "said": dict(said), "wrong": dict(wrong), "names": names,
               "unheard": unheard}  # fmt: skip
    return render(request, "close_case/page.html", context, status=status)
