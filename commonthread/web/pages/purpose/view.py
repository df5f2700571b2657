"""Saying why one looks at a person, before anything about them is shown."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.permissions import Permission
from commonthread.access.scope import NotAllowed, Scope
from commonthread.chronology.queries import purpose_for
from commonthread.identity.actions import open_household
from commonthread.identity.queries import now_called
from commonthread.records.actions import open_person
from commonthread.web.components.purpose import Stated, stated, usual
from commonthread.web.page import page
from commonthread.web.rendering import render
from commonthread.web.words import person

PAGES = {"household": "/household", "why": "/why"}


@page("people/<int:number>/purpose", needs=Permission.READ_RECORDS, methods=("GET", "HEAD", "POST"))
def purpose(request: HttpRequest, number: int) -> HttpResponse:
    """The same form for everybody and nobody: only when it is sent is it known whether there is somebody."""
    if request.method != "POST":
        live = purpose_for(request.scope, number)
        offered = Stated(live.purpose if live else usual(request.scope), "")
        return _form(request, number, offered, request.GET.get("going", ""))
    said, going = stated(request.POST), request.POST.get("going", "")
    if said.wrong:
        return _form(request, number, said, going, status=422)
    try:
        _open(request.scope, number, said, going)
    except NotAllowed:
        old = number
        with request.scope.transaction():
            number = now_called(old)
        _open(request.scope, number, said, going)
        messages.info(
            request,
            f"{person(old)} and {person(number)} were found to be one person, who is {person(number)}.",
        )
    return redirect(f"/people/{number}{PAGES.get(going, '')}")


def _open(scope: Scope, number: int, said: Stated, going: str) -> None:
    with scope.transaction():
        open_person(by=scope, person=number, purpose=said.purpose, because=said.because)
    if going == "household":
        with scope.transaction():
            open_household(by=scope, person=number)


def _form(request: HttpRequest, number: int, said: Stated, going: str, status: int = 200) -> HttpResponse:
    context = {
        "number": number,
        "stated": said,
        "going": going,
        "breaks_glass": request.scope.may(Permission.BREAK_GLASS),
    }
    return render(request, "purpose/page.html", context, status=status)
