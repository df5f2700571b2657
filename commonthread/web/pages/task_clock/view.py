"""The clock of a task: why then, day by day; stopping it, grading it anew; and what would be if."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now

from commonthread.access.permissions import ROLES, Permission
from commonthread.access.scope import ChangedMeanwhile
from commonthread.kernel.dates import moment_of, read_date, read_moment
from commonthread.kernel.school_days import TermsUnknown
from commonthread.pathways.clocks.calendars import CalendarAbsent
from commonthread.pathways.clocks.clock import CannotPause, WhatIf
from commonthread.pathways.clocks.rules import NotInForce
from commonthread.pathways.queries import case as find
from commonthread.pathways.task_clock import TaskClock, clock_of, go_on, grade_anew, stop_clock
from commonthread.pathways.tasks import Task, tasks
from commonthread.web.begun import keeps, refuse
from commonthread.web.components.reason import read_reason
from commonthread.web.page import page
from commonthread.web.rendering import render


@page(
    "cases/<number:number>/tasks/<number:task>/clock",
    needs=Permission.OPEN_CASES,
    methods=("GET", "HEAD", "POST"),
)
@keeps(lambda number, task: find(number))
def task_clock(request: HttpRequest, number: int, task: int) -> HttpResponse:
    with request.scope.transaction():
        shown = find(number)
        found = next((found for found in tasks(shown) if found.number == task), None)
        if found is None or found.step is None:
            raise Http404
        held = clock_of(found)
    if request.method == "POST":
        return _change(request, number, found)
    asked = request.GET
    supposed, wrong = _supposed(held, asked)
    context = {
        "case": shown, "task": found, "held": held, "due": _due(held), "asked": asked, "supposed": supposed, "wrong": wrong,
        "rule": found.step.clock, "may_change": not found.done_at and not shown.closed_at,
        "begun": request.begun, "typed": {doing: request.begun.typed(doing) for doing in CHANGES},
    }  # fmt: skip
    return render(request, "task_clock/page.html", context, status=422 if wrong else 200)


def _due(held: TaskClock):
    try:
        return held.due
    except (CalendarAbsent, TermsUnknown):
        return None


def _supposed(held: TaskClock, asked: Mapping[str, str]) -> tuple[WhatIf | None, str]:
    """What would be if it were graded so now, or had begun then."""
    try:
        if asked.get("grade") in held.grades and asked.get("grade"):
            return held.if_graded(asked["grade"], now()), ""
        if asked.get("day"):
            written = f"{read_date(asked['day']).isoformat()} {asked.get('time') or '09:00'}"
            return held.if_begun(moment_of(read_moment(f"{written}Z").replace(tzinfo=None))), ""
    except (CalendarAbsent, TermsUnknown):
        return None, "Its time is counted by the days of a school, which nobody gave"
    except (NotInForce, ValueError) as fault:
        return None, f"What you wrote {fault}" if str(fault).startswith("is ") else str(fault)
    return None, ""


def _change(request: HttpRequest, number: int, found: Task) -> HttpResponse:
    reason, do = read_reason(request.POST), CHANGES.get(request.POST.get("do", ""))
    if do is None or found.done_at:
        raise Http404
    if reason.wrong:
        refuse(request, f"Nothing was changed. {reason.wrong}.")
        return redirect("task_clock", number, found.number)
    scope = request.scope
    authority = f"{ROLES[scope.role].label}, {scope.agency_name}"
    try:
        with scope.transaction():
            messages.success(request, do(request, found, reason.words, authority))
    except ChangedMeanwhile:
        refuse(request, "Nothing was changed: its clock was changed meanwhile. Look again.")
    except (CannotPause, ValueError) as fault:
        refuse(request, f"Nothing was changed: {fault}.")
    return redirect("task_clock", number, found.number)


def _pause(request: HttpRequest, found: Task, reason: str, authority: str) -> str:
    stop_clock(by=request.scope, task=found, reason=reason, authority=authority)
    return "The clock stands still, and says why."


def _resume(request: HttpRequest, found: Task, reason: str, authority: str) -> str:
    go_on(by=request.scope, task=found, reason=reason, authority=authority)
    return "The clock goes on. The time by which it is due has moved."


def _grade(request: HttpRequest, found: Task, reason: str, authority: str) -> str:
    grade = request.POST.get("grade", "")
    grade_anew(by=request.scope, task=found, grade=grade, reason=reason, authority=authority)
    return f"Graded {grade}."


CHANGES: dict[str, Callable[[HttpRequest, Task, str, str], str]] = {
    "pause": _pause,
    "resume": _resume,
    "grade": _grade,
}
