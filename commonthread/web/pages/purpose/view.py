"""Saying why one looks at a person, before anything about them is shown."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.permissions import Permission
from commonthread.chronology.queries import purpose_for
from commonthread.identity.actions import open_household
from commonthread.records.actions import open_person
from commonthread.web.components.purpose import Stated, stated, usual
from commonthread.web.page import page
from commonthread.web.rendering import render

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
    with request.scope.transaction():
        open_person(by=request.scope, person=number, purpose=said.purpose, because=said.because)
        if going == "household":
            open_household(by=request.scope, person=number)
    return redirect(f"/people/{number}{PAGES.get(going, '')}")


def _form(request: HttpRequest, number: int, said: Stated, going: str, status: int = 200) -> HttpResponse:
    context = {"number": number, "stated": said, "going": going}
    return render(request, "purpose/page.html", context, status=status)
