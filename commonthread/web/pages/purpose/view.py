"""Saying why one looks at a person, before anything about them is shown."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.permissions import Permission
from commonthread.access.scope import Scope
from commonthread.access.terms import Purpose
from commonthread.chronology.queries import purpose_for
from commonthread.kernel.text import clean
from commonthread.records.actions import open_person
from commonthread.web.page import page
from commonthread.web.rendering import render

PAGES = {"household": "/household", "why": "/why"}
LONGEST = 500
HINTS = {
    Purpose.OWN_WORK: "You see what your agency knows",
    Purpose.SAFEGUARDING_ENQUIRY: "For the hub: also what other agencies share for this",
    Purpose.SECTION_47: "Children Act 1989, once a strategy discussion has decided it",
    Purpose.MISSING_PERSON: "Somebody is missing now",
    Purpose.RECORD_QUALITY: "A name, a link or a record is wrong",
}


@dataclass(frozen=True)
class Stated:
    purpose: str
    because: str
    going: str
    wrong: dict[str, str]


@page("people/<int:number>/purpose", needs=Permission.READ_RECORDS, methods=("GET", "HEAD", "POST"))
def purpose(request: HttpRequest, number: int) -> HttpResponse:
    """The same form for everybody and nobody: only when it is sent is it known whether there is somebody."""
    if request.method != "POST":
        live = purpose_for(request.scope, number)
        usual = live.purpose if live else _usual(request.scope)
        return _form(request, number, Stated(usual, "", request.GET.get("going", ""), {}))
    stated = _stated(request)
    if stated.wrong:
        return _form(request, number, stated, status=422)
    with request.scope.transaction():
        open_person(by=request.scope, person=number, purpose=stated.purpose, because=stated.because)
    return redirect(f"/people/{number}{PAGES.get(stated.going, '')}")


def _stated(request: HttpRequest) -> Stated:
    chosen = request.POST.get("purpose", "")
    because = request.POST.get("because", "").strip()
    wrong = {}
    if chosen not in set(Purpose):
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
    return Stated(chosen, because, request.POST.get("going", ""), wrong)


def _usual(scope: Scope) -> Purpose:
    return Purpose.SAFEGUARDING_ENQUIRY if scope.may(Permission.READ_SHARED) else Purpose.OWN_WORK


def _form(request: HttpRequest, number: int, stated: Stated, status: int = 200) -> HttpResponse:
    context = {"number": number, "stated": stated, "choices": [(p.value, HINTS[p]) for p in Purpose]}
    return render(request, "purpose/page.html", context, status=status)
