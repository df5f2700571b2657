"""Supervision of a case: the directions that were given, what was opened before each, and giving the next."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now

from commonthread.access.permissions import Permission
from commonthread.access.scope import AnotherPerson
from commonthread.kernel.text import clean
from commonthread.pathways.queries import case as find
from commonthread.pathways.supervision import opened_by_me, supervise, supervisions
from commonthread.web.components.due_time import read_due_time
from commonthread.web.page import page
from commonthread.web.rendering import render

LONGEST = 2000


@page("cases/<number:number>/supervision", needs=Permission.OPEN_CASES, methods=("GET", "HEAD", "POST"))
def supervision(request: HttpRequest, number: int) -> HttpResponse:
    scope = request.scope
    with scope.transaction():
        shown, given, opened = find(number), supervisions(number), opened_by_me(number)
    supervises = scope.may(Permission.SUPERVISE) and not shown.closed_at
    context = {"case": shown, "given": given, "opened": opened, "supervises": supervises, "now": now()}
    if request.method != "POST" or not supervises:
        return render(request, "supervision/page.html", context | {"said": {}, "wrong": {}})
    due, direction, wrong = read_due_time(request.POST, now()), request.POST.get("direction", "").strip(), {}
    try:
        clean(direction)
    except ValueError as fault:
        wrong["direction"] = f"What you wrote {fault}"
    if not 0 < len(direction) <= LONGEST:
        wrong["direction"] = f"Write your direction, in at most {LONGEST:,} characters"
    if due.wrong:
        wrong["day"] = due.wrong
    if wrong:
        return render(
            request, "supervision/page.html", context | {"said": request.POST, "wrong": wrong}, status=422
        )
    try:
        with scope.transaction():
            supervise(by=scope, case=number, direction=direction, next_at=due.at)
    except AnotherPerson:
        messages.error(
            request,
            "Nothing is signed: you have opened nothing of the case since the last direction. Open it first.",
        )
    else:
        messages.success(request, "Recorded, with what you had opened. The next is a task of yours.")
    return redirect("supervision", number)
