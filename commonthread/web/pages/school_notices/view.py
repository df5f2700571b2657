"""Telling each child's school before it opens: one notice for each child, to the safeguarding leads of their own school."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now

from commonthread.access.permissions import Permission
from commonthread.access.queries import AgencyKnown, agencies
from commonthread.access.scope import ChangedMeanwhile
from commonthread.access.terms import AgencyKind, Level
from commonthread.kernel.text import clean
from commonthread.notices.actions import ToAgency, send_notice
from commonthread.notices.templates import preview
from commonthread.pathways.queries import CaseShown
from commonthread.pathways.queries import case as find
from commonthread.pathways.tasks import Task, finish_task, tasks
from commonthread.records.queries import known
from commonthread.web.begun import keeps, refuse
from commonthread.web.components.answer_due import left
from commonthread.web.page import page
from commonthread.web.rendering import render

KIND, SENT, NO_ROLL = "school-notice", "sent", "on no roll: tell the local authority"
LEAST = timedelta(hours=2)
LONGEST = 1000


@dataclass(frozen=True)
class ToTell:
    """A child whose school waits to be told. `schools` are those that say that they know the child."""

    task: Task
    child: int
    schools: tuple[str, ...]
    chosen: str


@page("cases/<number:number>/school-notices", needs=Permission.OPEN_CASES, methods=("GET", "HEAD", "POST"))
@keeps(find)
def school_notices(request: HttpRequest, number: int) -> HttpResponse:
    scope = request.scope
    with scope.transaction():
        case = find(number)
        waiting = [task for task in tasks(case) if _waits(task)]
        schools = {code: one for code, one in agencies().items() if one.kind is AgencyKind.SCHOOL}
    if case.closed_at:
        raise Http404
    if request.method != "POST":
        return _form(request, case, waiting, schools, {})
    chosen = {task.number: request.POST.get(f"school-{task.number}", "") for task in waiting}
    words, wrong = request.POST.get("words", "").strip().replace("\r\n", "\n"), {}
    try:
        words = clean(words)
    except ValueError as fault:
        wrong["words"] = f"What you wrote {fault}"
    if not words or len(words) > LONGEST:
        wrong.setdefault("words", f"Write what the school must know, in at most {LONGEST:,} characters")
    if not any(chosen.values()):
        wrong["schools"] = "Choose the school of at least one child"
    if any(code and code != NO_ROLL and code not in schools for code in chosen.values()):
        wrong["schools"] = "Choose a school from the list"
    if wrong:
        return _form(request, case, waiting, schools, wrong, status=422)
    try:
        told = _tell(request, case, waiting, chosen, schools, words)
    except ChangedMeanwhile:
        refuse(request, "Nothing was sent: somebody did part of it meanwhile. What is left is below.")
        return redirect("school_notices", number)
    messages.success(request, told)
    return redirect("case", number)


def _waits(task: Task) -> bool:
    return (
        task.done_at is None and task.step is not None and task.step.sends == KIND and task.person is not None
    )


def _tell(
    request: HttpRequest, case: CaseShown, waiting: list[Task], chosen: Mapping[int, str],
    schools: Mapping[str, AgencyKnown], words: str,
) -> str:  # fmt: skip
    """Each notice and what came of its task, all in one transaction."""
    sent = 0
    with request.scope.transaction():
        for task in waiting:
            code = chosen[task.number]
            if code in schools:
                notice = send_notice(
                    by=request.scope, case=case.number, to=ToAgency(code), kind=KIND, words=words, about=task.person,
                    answer_by=answer_by(task.due_at, now()),
                )  # fmt: skip
                said = f"{schools[code].name} is told by notice {notice}"
                finish_task(by=request.scope, case=case, number=task.number, outcome=SENT, words=said)
                sent += 1
            elif code == NO_ROLL:
                finish_task(
                    by=request.scope,
                    case=case,
                    number=task.number,
                    outcome=NO_ROLL,
                    words="No school has the child on its roll",
                )
    return f"{sent} notices are sent, one for each child." if sent != 1 else "One notice is sent."


def answer_by(due_at: datetime, at: datetime) -> datetime:
    """Before the school opens; where that is over or near, two hours from now."""
    return max(due_at, at + LEAST)


def _form(
    request: HttpRequest, case: CaseShown, waiting: list[Task], schools: Mapping[str, AgencyKnown], wrong: Mapping[str, str],
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    people = [task.person for task in waiting if task.person]
    said, typed = known(request.scope, people, purpose=case.purpose), request.POST or request.begun.typed()
    with request.scope.transaction():
        reads = preview(KIND, words="What you write stands here.", answer_by=now() + LEAST)
    to_tell = []
    for task in waiting:
        theirs = tuple(
            one.agency
            for one in said
            if one.person == task.person and one.agency in schools and one.level is not Level.NOTHING
        )
        chosen = typed.get(f"school-{task.number}", theirs[0] if len(theirs) == 1 else "")
        to_tell.append(ToTell(task, task.person, theirs, chosen))
    context = {
        "case": case,
        "to_tell": to_tell,
        "schools": schools,
        "reads": reads,
        "words": typed.get("words", ""),
        "begun": request.begun,
        "no_roll": NO_ROLL,
        "wrong": wrong,
        "left": left,
        "now": now(),
    }
    return render(request, "school_notices/page.html", context, status=status)
