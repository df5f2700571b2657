"""One task of a case: what is to be done, by when and why then; and saying what came of it, which begins what follows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now

from commonthread.access.permissions import Permission
from commonthread.access.queries import agencies
from commonthread.access.scope import AnotherPerson, ChangedMeanwhile, Scope, TogetherOnly
from commonthread.pathways.going_on import Open
from commonthread.pathways.handover import offer_task
from commonthread.pathways.meetings_reading import meetings
from commonthread.pathways.queries import CaseShown, colleagues
from commonthread.pathways.queries import case as find
from commonthread.pathways.staying import ask_one, could_be_asked, goes_on_otherwise, own_to_go_on
from commonthread.pathways.tasks import Task, finish_task, procedure_of, tasks
from commonthread.web.begun import keeps
from commonthread.web.components.answer_due import left
from commonthread.web.components.reason import read_reason, read_words
from commonthread.web.page import page
from commonthread.web.rendering import render
from commonthread.web.words import moment

LONGEST, LONG = 60, 120
ELSEWHERE = "Nothing was changed: this is recorded on a page of its own, with what belongs to it."


@page(
    "cases/<number:number>/tasks/<number:task>", needs=Permission.OPEN_CASES, methods=("GET", "HEAD", "POST")
)
@keeps(lambda number, task: find(number), but=("ask",))
def task(request: HttpRequest, number: int, task: int) -> HttpResponse:
    shown, found = _find(request, number, task)
    if request.method != "POST" or not _ends_here(shown, found, request.scope.agency):
        return _form(request, shown, found, {})
    if found.done_at:
        return _quicker(request, shown, found)
    staying = _staying(request.scope, found)
    if request.POST.get("do") == "ask":
        return _ask(request, number, found, staying)
    outcome, words = request.POST.get("outcome", ""), read_words(request.POST)
    decided_by = " ".join(request.POST.get("decided_by", "").split()) if _together(found) else ""
    wrong = {
        "outcome": "" if outcome in _outcomes(found, staying) else "Choose what came of it",
        "words": words.wrong,
        "decided_by": "Say who decided that, by name"
        if _together(found) and not 0 < len(decided_by) <= LONGEST
        else "",
    }
    into, said_by = request.POST.get("into", ""), " ".join(request.POST.get("said_by", "").split())
    opens = bool(found.step and outcome in found.step.opens)
    if opens and staying.is_ours and into not in {str(each.case) for each in staying.open_cases}:
        wrong["into"] = "Choose the case in which it goes on"
    elif opens and not staying.is_ours and not 0 < len(said_by) <= LONG:
        wrong["said_by"] = (
            f"Say who told you, and under which number they go on, in at most {LONG} characters"
        )
    if any(wrong.values()):
        return _form(
            request, shown, found, {field: said for field, said in wrong.items() if said}, status=422
        )
    try:
        with request.scope.transaction():
            begun = []
            if opens:
                goes_on_otherwise(by=request.scope, case=shown, task=found, outcome=outcome, words=words.words,
                                  into=int(into) if staying.is_ours else None, said_by="" if staying.is_ours else said_by)  # fmt: skip
            else:
                begun = finish_task(by=request.scope, case=shown, number=task, outcome=outcome, words=words.words, decided_by=decided_by)  # fmt: skip
    except (ChangedMeanwhile, TogetherOnly):
        return _quicker(request, shown, _find(request, number, task)[1])
    except AnotherPerson:
        messages.error(request, ELSEWHERE)
        return redirect("task", number, task)
    follows = ", ".join(step.does[0].lower() + step.does[1:] for step in begun)
    messages.success(
        request, f"Recorded. Now to be done: {follows}." if begun else "Recorded. Nothing follows from it."
    )
    return redirect("case", number)


@page("cases/<number:number>/tasks/<number:task>/give", needs=Permission.OPEN_CASES, methods=("POST",))
def give_task_away(request: HttpRequest, number: int, task: int) -> HttpResponse:
    reason, to = read_reason(request.POST), request.POST.get("to", "")
    _find(request, number, task)
    if reason.wrong or not (to.isascii() and to.isdigit()):
        messages.error(request, f"Nothing was changed. {reason.wrong or 'Choose to whom'}.")
        return redirect("task", number, task)
    try:
        with request.scope.transaction():
            offer_task(by=request.scope, task=task, note=reason.words, to_user=int(to))
    except ChangedMeanwhile:
        messages.error(
            request, "Nothing was changed: it is offered to somebody already. Take that back first."
        )
        return redirect("offered")
    messages.success(request, "Offered. It stays yours until they accept it.")
    return redirect("case", number)


@dataclass(frozen=True)
class Staying:
    """How a step goes on that this agency has: whether it is its own to do, and in which of its cases; else who could be asked."""

    is_ours: bool = True
    asked: Mapping[str, str] = field(default_factory=dict)
    open_cases: Sequence[Open] = ()


def _staying(scope: Scope, found: Task) -> Staying:
    if not found.step or found.agency != scope.agency or found.done_at:
        return Staying()
    with scope.transaction():
        is_ours = agencies()[scope.agency].kind == found.step.agency
        return Staying(is_ours, could_be_asked(found), own_to_go_on(found) if found.step.opens else ())


def _ask(request: HttpRequest, number: int, found: Task, staying: Staying) -> HttpResponse:
    agency = request.POST.get("agency", "")
    if agency not in staying.asked:
        messages.error(request, "Nothing was changed: choose whom to ask.")
        return redirect("task", number, found.number)
    try:
        with request.scope.transaction():
            ask_one(by=request.scope, task=found, agency=agency)
    except ChangedMeanwhile:
        messages.error(request, "Nothing was changed: somebody was quicker.")
    else:
        messages.success(request, f"{staying.asked[agency]} is asked. They answer, by the same time.")
    return redirect("task", number, found.number)


def _find(request: HttpRequest, number: int, task: int) -> tuple[CaseShown, Task]:
    with request.scope.transaction():
        shown = find(number)
        found = next((found for found in tasks(shown) if found.number == task), None)
    if found is None:
        raise Http404
    return shown, found


def _ends_here(shown: CaseShown, found: Task, ours: str) -> bool:
    """What another agency is asked it answers itself; of a case that is closed only what was sent out of it waits on."""
    return found.agency == ours and (not shown.closed_at or bool(found.notice))


def _together(found: Task) -> bool:
    """Whether it ends with a meeting."""
    return bool(found.step and found.step.quorum)


def _outcomes(found: Task, staying: Staying) -> list[str]:
    """What may come of it here: of what a meeting decides, only that there is none; and of what others could be asked, nothing
    with which they go on in a case of their own."""
    theirs = found.step.opens if found.step and staying.asked else ()
    return [
        outcome
        for outcome in found.outcomes
        if outcome not in theirs and (not _together(found) or outcome in found.step.unmet)
    ]


def _done_meanwhile(found: Task) -> str:
    return f"Nothing was changed: {found.done_by} recorded “{found.outcome}” at {moment(found.done_at)}. Read it first."


def _quicker(request: HttpRequest, shown: CaseShown, found: Task) -> HttpResponse:
    """What somebody else recorded stands on top; what the second wrote is not lost."""
    messages.error(request, _done_meanwhile(found))
    return _form(request, shown, found, {}, status=409)


def _form(
    request: HttpRequest, shown: CaseShown, found: Task, wrong: dict, status: int = 200
) -> HttpResponse:
    staying = _staying(request.scope, found)
    with request.scope.transaction():
        offered = colleagues()
        called = [
            meeting
            for meeting in meetings(shown.number)
            if found.number in meeting.tasks and not meeting.is_over
        ]
        elsewhere = agencies().get(found.agency) if found.agency != request.scope.agency else None
    context = {
        "ends_here": _ends_here(shown, found, request.scope.agency),
        "together": _together(found),
        "outcomes": _outcomes(found, staying),
        "staying": staying,
        "called": called,
        "elsewhere": elsewhere,
        "case": shown,
        "task": found,
        "procedure": procedure_of(shown),
        "wrong": wrong,
        "said": request.POST or request.begun.typed(),
        "begun": request.begun,
        "colleagues": offered,
        "left": left,
        "now": now(),
    }
    return render(request, "task/page.html", context, status=status)
