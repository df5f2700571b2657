"""Supervision of a case: the directions that were given, what was opened before each, and giving the next."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now

from commonthread.access.permissions import Permission
from commonthread.access.scope import AnotherPerson, ChangedMeanwhile, Scope
from commonthread.kernel.text import clean
from commonthread.pathways.queries import CaseShown
from commonthread.pathways.queries import case as find
from commonthread.pathways.supervision import opened_by_me, review, supervise, supervisions, who_directs
from commonthread.pathways.tasks import Task, procedure_of, tasks
from commonthread.web.begun import keeps, refuse
from commonthread.web.components.due_time import read_due_time
from commonthread.web.page import page
from commonthread.web.rendering import render

LONGEST = 2000
# It comes of closing the case, on a page of its own.
CLOSED = "closed"
LED = "Nothing is signed: you lead this case, and its direction is another’s."


@page("cases/<number:number>/supervision", needs=Permission.OPEN_CASES, methods=("GET", "HEAD", "POST"))
@keeps(find)
def supervision(request: HttpRequest, number: int) -> HttpResponse:
    scope = request.scope
    with scope.transaction():
        shown, given, opened = find(number), supervisions(number), opened_by_me(number)
        directing = who_directs(number)
        asked = next((task for task in tasks(shown) if _is_review(task)), None)
    supervises = scope.may(Permission.SUPERVISE) and not shown.closed_at
    context = {
        "case": shown,
        "given": given,
        "opened": opened,
        "supervises": supervises,
        "directing": directing,
        "now": now(),
        "begun": request.begun,
    }
    context |= {"review": asked, "procedure": procedure_of(shown)}
    if request.method == "POST" and supervises and directing.is_led_by_me:
        refuse(request, LED)
        return redirect("supervision", number)
    if request.method != "POST" or not supervises:
        return render(
            request, "supervision/page.html", context | {"said": request.begun.typed(), "wrong": {}}
        )
    direction, outcome, wrong = request.POST.get("direction", "").strip(), request.POST.get("outcome", ""), {}
    due = None if asked else read_due_time(request.POST, now())
    try:
        clean(direction)
    except ValueError as fault:
        wrong["direction"] = f"What you wrote {fault}"
    if not 0 < len(direction) <= LONGEST:
        wrong["direction"] = f"Write your direction, in at most {LONGEST:,} characters"
    if due and due.wrong:
        wrong["day"] = due.wrong
    if asked and outcome not in set(asked.outcomes) - {CLOSED}:
        wrong["outcome"] = "Choose how it goes on"
    if wrong:
        return render(
            request, "supervision/page.html", context | {"said": request.POST, "wrong": wrong}, status=422
        )
    try:
        with scope.transaction():
            _sign(scope, shown, asked, outcome, direction, due.at if due else None)
    except ChangedMeanwhile:
        refuse(request, "Nothing is signed: somebody has signed this review meanwhile. Read it first.")
    except AnotherPerson:
        refuse(
            request,
            "Nothing is signed: you have opened nothing of the case since the last direction. Open it first.",
        )
    else:
        messages.success(request, "Recorded, with what you had opened. The next is a task of yours.")
    return redirect("supervision", number)


def _is_review(task: Task) -> bool:
    """Whether a procedure asks for it now: a step of the supervisor that only a signature ends."""
    return bool(task.step and task.step.signed and not task.done_at)


def _sign(
    scope: Scope, case: CaseShown, asked: Task | None, outcome: str, direction: str, next_at: datetime | None
) -> None:
    if asked:
        review(by=scope, case=case, task=asked, outcome=outcome, direction=direction)
    else:
        supervise(by=scope, case=case.number, direction=direction, next_at=next_at)
