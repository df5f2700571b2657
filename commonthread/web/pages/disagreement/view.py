"""One disagreement: what it is about, how far it has come, and what waits for one's own agency."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now

from commonthread.access.permissions import Permission
from commonthread.access.queries import agencies
from commonthread.access.scope import ChangedMeanwhile
from commonthread.kernel.text import clean
from commonthread.pathways.catalogue.disagreement import WITHDRAWN
from commonthread.pathways.disagreements import (
    Disagreement,
    Stage,
    answer_disagreement,
    decide_disagreement,
    needs_name,
    read_outcome,
    stages,
)
from commonthread.pathways.disagreements import disagreement as find
from commonthread.web.begun import keeps, refuse
from commonthread.web.components.answer_due import left
from commonthread.web.page import page
from commonthread.web.rendering import render

LONGEST, LONGEST_NAME = 2000, 120


@page("disagreements/<number:number>", needs=Permission.OPEN_CASES, methods=("GET", "HEAD", "POST"))
@keeps(find, but=("read",))
def disagreement(request: HttpRequest, number: int) -> HttpResponse:
    scope = request.scope
    with scope.transaction():
        shown, everybody = find(number), agencies()
        every = stages(shown.procedure, number)
    outcomes = _outcomes(shown, every[-1])
    by_name = needs_name(shown.procedure, every[-1])
    context = {"by_name": by_name, "shown": shown, "stages": every, "agencies": everybody, "left": left, "now": now(), "outcomes": outcomes, "begun": request.begun,
               "answers": not shown.is_ours and not shown.settled_at and not every[-1].answered_at}  # fmt: skip
    if request.method == "POST" and request.POST.get("do") == "read":
        return _read(request, number)
    if request.method != "POST":
        return render(
            request, "disagreement/page.html", context | {"said": request.begun.typed(), "wrong": {}}
        )
    words, outcome, wrong = request.POST.get("words", "").strip(), request.POST.get("outcome", ""), {}
    try:
        clean(words)
    except ValueError as fault:
        wrong["words"] = f"What you wrote {fault}"
    if not 0 < len(words) <= LONGEST:
        wrong["words"] = f"Say it, in at most {LONGEST:,} characters"
    name = " ".join(request.POST.get("name", "").split())
    if by_name and outcome != WITHDRAWN and not 0 < len(name) <= LONGEST_NAME:
        wrong["name"] = f"Say who, by name and post, in at most {LONGEST_NAME} characters"
    if shown.is_ours and outcome not in outcomes:
        wrong["outcome"] = "Choose what came of it"
    if wrong:
        return render(
            request, "disagreement/page.html", context | {"said": request.POST, "wrong": wrong}, status=422
        )
    try:
        with scope.transaction():
            if shown.is_ours:
                decide_disagreement(by=scope, number=number, outcome=outcome, words=words, name=name)
            else:
                answer_disagreement(by=scope, number=number, answer=words, name=name)
    except ChangedMeanwhile:
        refuse(request, "Nothing was changed: somebody was quicker. Read what they wrote first.")
    else:
        messages.success(request, "Recorded. Both agencies see it.")
    return redirect("disagreement", number)


def _read(request: HttpRequest, number: int) -> HttpResponse:
    try:
        with request.scope.transaction():
            read_outcome(by=request.scope, number=number)
    except ChangedMeanwhile:
        messages.error(request, "Nothing was changed: a colleague has read it.")
    else:
        messages.success(request, "Recorded. Both agencies see that it is read.")
    return redirect("disagreement", number)


def _outcomes(shown: Disagreement, stage: Stage) -> tuple[str, ...]:
    """What the agency that raised it may say by now: before the answer is there or overdue, only that it is withdrawn; and by those
    alone who may end it what ends it."""
    if not shown.is_ours or shown.settled_at:
        return ()
    is_over = stage.answered_at or stage.due_at < now()
    offered = stage.step.outcomes if is_over else {WITHDRAWN: ()}
    return tuple(outcome for outcome, follows in offered.items() if follows or shown.may_end)
