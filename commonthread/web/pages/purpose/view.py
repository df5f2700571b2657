"""Saying why one looks at a person, before anything about them is shown."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from commonthread.access.permissions import Permission
from commonthread.access.scope import NotAllowed, Scope
from commonthread.chronology.queries import purpose_for
from commonthread.identity.queries import now_called
from commonthread.pathways.terms import CASE_PURPOSES
from commonthread.records.actions import open_person
from commonthread.web.components.purpose import Stated, offered, stated
from commonthread.web.page import page
from commonthread.web.rendering import render
from commonthread.web.words import person

PAGES = {"household": "/household", "why": "/why"}


@page("people/<int:number>/purpose", needs=Permission.READ_RECORDS, methods=("GET", "HEAD", "POST"))
def purpose(request: HttpRequest, number: int) -> HttpResponse:
    """The same form for everybody and nobody: only when it is sent is it known whether there is somebody."""
    if request.method != "POST":
        live = purpose_for(request.scope, number)
        said = offered(request.scope, live.purpose if live else "")
        return _form(request, number, said, request.GET.get("going", ""))
    said, going = stated(request.POST, request.scope), request.POST.get("going", "")
    if said.wrong:
        return _form(request, number, said, going, status=422)
    old, number = number, _now_called(request.scope, number)
    with request.scope.transaction():
        open_person(by=request.scope, person=number, purpose=said.purpose, because=said.because)
    if old != number:
        messages.info(
            request,
            f"{person(old)} and {person(number)} were found to be one person, who is {person(number)}.",
        )
    if going == "case" and request.scope.may(Permission.OPEN_CASES):
        return redirect(f"{reverse('open_case')}?person={number}")
    return redirect(f"/people/{number}{_next(request.scope, said, going)}")


def _now_called(scope: Scope, number: int) -> int:
    """The same number for whoever was joined to nobody, is hidden or is not there."""
    try:
        with scope.transaction():
            return now_called(number)
    except NotAllowed:
        return number


def _next(scope: Scope, said: Stated, going: str) -> str:
    """Whoever looks beyond their own agency is first told who knows them."""
    asks_others = said.purpose in CASE_PURPOSES and scope.may(Permission.SEARCH_EVERYONE)
    return PAGES.get(going, "/known" if asks_others else "")


def _form(request: HttpRequest, number: int, said: Stated, going: str, status: int = 200) -> HttpResponse:
    context = {
        "number": number,
        "stated": said,
        "going": going,
        "breaks_glass": request.scope.may(Permission.BREAK_GLASS),
    }
    return render(request, "purpose/page.html", context, status=status)
