"""What another agency asks one's own to do: who asks, by which power, about whom, by when; and the answer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now

from commonthread.access.permissions import Permission
from commonthread.access.queries import agencies
from commonthread.access.scope import ChangedMeanwhile
from commonthread.pathways.allocation import Suggested, in_order
from commonthread.pathways.asked import AskedTask, answer_asked, pass_asked, teams_for_asked
from commonthread.pathways.asked import asked_task as find
from commonthread.pathways.going_on import could_go_on, go_on, gone_on_from
from commonthread.web.begun import keeps
from commonthread.web.components.answer_due import left
from commonthread.web.components.reason import read_reason, read_words
from commonthread.web.page import page
from commonthread.web.pages.asked_task.going_on import Going, choices
from commonthread.web.pages.asked_task.going_on import read as read_going_on
from commonthread.web.rendering import render
from commonthread.web.words import moment

LONGEST = 18


@page("work/asked/<number:task>", needs=Permission.OPEN_CASES, methods=("GET", "HEAD", "POST"))
@keeps(find, but=("pass",))
def asked_task(request: HttpRequest, task: int) -> HttpResponse:
    with request.scope.transaction():
        found = find(task)
    if request.method != "POST":
        return _form(request, found, {})
    if found.disagreement:
        return redirect("disagreement", found.disagreement)
    if found.done_at:
        return _done_meanwhile(request, found)
    if request.POST.get("do") == "pass":
        return _pass(request, found)
    outcome, words = request.POST.get("outcome", ""), read_words(request.POST)
    wrong = {
        "outcome": ""
        if outcome in found.outcomes and not _together(found)
        else "Choose what your agency answers",
        "words": words.wrong,
    }
    going = Going()
    if found.step and outcome in found.step.opens:
        with request.scope.transaction():
            going = read_going_on(request.POST, teams_for_asked(found), could_go_on(found))
    wrong |= going.wrong
    if any(wrong.values()):
        return _form(request, found, {field: said for field, said in wrong.items() if said}, status=422)
    try:
        with request.scope.transaction():
            if going.into is None:
                answer_asked(by=request.scope, task=found, outcome=outcome, words=words.words)
            else:
                go_on(by=request.scope, task=found, outcome=outcome, words=words.words, into=going.into)
    except ChangedMeanwhile:
        with request.scope.transaction():
            found = find(task)
        return _done_meanwhile(request, found)
    messages.success(
        request,
        "Answered, and your own case is open. Whoever asked sees that you go on."
        if going.into
        else "Answered. Whoever asked reads it now.",
    )
    return redirect("asked_task", task)


def _pass(request: HttpRequest, found: AskedTask) -> HttpResponse:
    reason, to = read_reason(request.POST), request.POST.get("to_team", "")
    if reason.wrong or not (to.isascii() and to.isdigit() and len(to) <= LONGEST):
        messages.error(request, "Nothing was changed: choose the team, and say in a few words why.")
        return redirect("asked_task", found.task)
    try:
        with request.scope.transaction():
            pass_asked(by=request.scope, task=found, to_team=int(to), because=reason.words)
    except ChangedMeanwhile:
        with request.scope.transaction():
            found = find(found.task)
        return _done_meanwhile(request, found)
    messages.success(request, "Passed on. It is on their list now, and by the same time.")
    return redirect("work")


def _together(found: AskedTask) -> bool:
    """Whether it ends with a meeting that the case calls, and not with an answer."""
    return bool(found.step and found.step.quorum)


def _teams(found: AskedTask) -> list[Suggested]:
    """To which it could be passed on, in order; none once it is answered."""
    if found.done_at:
        return []
    others = [team for team in teams_for_asked(found) if not team.works_on_it]
    mine = next((team.unit for team in teams_for_asked(found) if team.works_on_it), "")
    needs = {found.step.discipline} if found.step else set()
    return in_order(others, needs, mine)


def _done_meanwhile(request: HttpRequest, found: AskedTask) -> HttpResponse:
    messages.error(
        request,
        f"Nothing was changed: “{found.outcome}” was recorded at {moment(found.done_at)}. Read it first.",
    )
    return _form(request, found, {}, status=409)


def _form(request: HttpRequest, found: AskedTask, wrong: dict[str, str], status: int = 200) -> HttpResponse:
    with request.scope.transaction():
        asking, teams = agencies()[found.agency], _teams(found)
        goes_on, opens = gone_on_from(found), found.step.opens if found.step and not found.done_at else {}
        own_teams, open_cases = (
            (choices(found, teams_for_asked(found)), could_go_on(found)) if opens else ([], [])
        )
    context = {
        "task": found,
        "together": _together(found),
        "asking": asking,
        "teams": teams,
        "goes_on": goes_on,
        "opens": opens,
        "own_teams": own_teams,
        "open_cases": open_cases,
        "wrong": wrong,
        "said": request.POST or request.begun.typed(),
        "begun": request.begun,
        "left": left,
        "now": now(),
    }
    return render(request, "asked_task/page.html", context, status=status)
