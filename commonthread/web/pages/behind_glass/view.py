"""Behind the glass: plans and duty numbers; and opening what records say, as a second step."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now

from commonthread.access.permissions import Permission
from commonthread.records.breaking_glass import broken, open_records
from commonthread.web.components.reason import Reason, read_reason
from commonthread.web.page import page
from commonthread.web.rendering import render


@page("glass/<number:number>", needs=Permission.BREAK_GLASS, methods=("GET", "HEAD", "POST"))
def behind_glass(request: HttpRequest, number: int) -> HttpResponse:
    if request.method != "POST":
        return _page(request, number, Reason(""))
    why = read_reason(request.POST)
    if why.wrong:
        return _page(request, number, why, status=422)
    with request.scope.transaction():
        person = open_records(by=request.scope, glass=number, reason=why.words)
    return redirect("person", person)


def _page(request: HttpRequest, number: int, why: Reason, status: int = 200) -> HttpResponse:
    glass = broken(request.scope, number)
    context = {
        "glass": glass,
        "why": why,
        "now": now(),
        "on_a_plan": [knows for knows in glass.known_to if knows.plan_on(now())],
        "was_on_a_plan": [knows for knows in glass.known_to if knows.plan_from and not knows.plan_on(now())],
    }
    return render(request, "behind_glass/page.html", context, status=status)
