"""Breaking the glass: a second factor, a reason, and then the least that helps."""

from datetime import timedelta

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from commonthread.access.permissions import Permission
from commonthread.pathways.actions import break_glass
from commonthread.pathways.terms import Sort
from commonthread.web.components.reason import Reason, read_reason
from commonthread.web.page import page
from commonthread.web.proof import reauthenticated
from commonthread.web.rendering import render

# The second is longer, so that whoever was let in to the form can fill it in.
NOW, WHILE_TYPING = timedelta(minutes=5), timedelta(minutes=15)


@page("people/<number:number>/break-glass", needs=Permission.BREAK_GLASS, methods=("GET", "HEAD", "POST"))
def break_the_glass(request: HttpRequest, number: int) -> HttpResponse:
    """The same form for everybody and nobody."""
    if not reauthenticated(request, within=WHILE_TYPING if request.method == "POST" else NOW):
        return redirect_to_login(request.path, reverse("confirm_again"))
    if request.method != "POST":
        return _form(request, number, Reason(""))
    why = read_reason(request.POST)
    if why.wrong:
        return _form(request, number, why, status=422)
    with request.scope.transaction():
        sort = Sort.ADULT if request.POST.get("sort") == Sort.ADULT else Sort.CHILD
        glass = break_glass(by=request.scope, person=number, sort=sort, reason=why.words)
    return redirect("behind_glass", glass)


def _form(request: HttpRequest, number: int, why: Reason, status: int = 200) -> HttpResponse:
    errors = [{"text": why.wrong, "href": "#reason"}] if why.wrong else []
    return render(
        request,
        "break_glass/page.html",
        {"number": number, "why": why, "errors": errors, "adult": request.POST.get("sort") == Sort.ADULT},
        status=status,
    )
