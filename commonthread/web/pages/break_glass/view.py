"""Breaking the glass: a reason and a second factor, and then the least that helps."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.permissions import Permission
from commonthread.records.breaking_glass import break_glass
from commonthread.web.components.again import Again, asked_again, proved_again
from commonthread.web.components.reason import Reason, read_reason
from commonthread.web.page import page
from commonthread.web.rendering import render


@page("people/<number:number>/break-glass", needs=Permission.BREAK_GLASS, methods=("GET", "HEAD", "POST"))
def break_the_glass(request: HttpRequest, number: int) -> HttpResponse:
    """The same form for everybody and nobody."""
    if request.method != "POST":
        return _form(request, number, Reason(""), asked_again(request))
    why, again = read_reason(request.POST), proved_again(request, request.POST)
    if why.wrong or again.wrong:
        return _form(request, number, why, again, status=422)
    with request.scope.transaction():
        glass = break_glass(by=request.scope, person=number, reason=why.words)
    return redirect("behind_glass", glass)


def _form(request: HttpRequest, number: int, why: Reason, again: Again, status: int = 200) -> HttpResponse:
    wrong = [("reason", why.wrong), ("again", again.wrong)]
    context = {
        "number": number,
        "why": why,
        "again": again,
        "errors": [{"text": text, "href": f"#{field}"} for field, text in wrong if text],
    }
    return render(request, "break_glass/page.html", context, status=status)
