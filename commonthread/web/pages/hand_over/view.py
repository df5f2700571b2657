"""Handing a shift over: what is mine, or my team's, to a colleague or a team, each with its note."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now

from commonthread.access.permissions import Permission
from commonthread.access.scope import ChangedMeanwhile
from commonthread.pathways.handover import offer_task
from commonthread.pathways.queries import colleagues, my_team, teams
from commonthread.pathways.work import Whose, Work, work
from commonthread.web.begun import Begun, keeps, refuse
from commonthread.web.components.answer_due import left
from commonthread.web.components.reason import read_reason
from commonthread.web.page import page
from commonthread.web.rendering import render
from commonthread.web.words import count

MOST = 200


@page("work/hand-over", needs=Permission.OPEN_CASES, methods=("GET", "HEAD", "POST"))
@keeps(my_team)
def hand_over(request: HttpRequest) -> HttpResponse:
    given = request.POST or request.GET
    whose = Whose.TEAM if given.get("of") == "team" else Whose.MINE
    with request.scope.transaction():
        found = work(whose, limit=MOST).items
        receivers = {f"team-{team.number}": f"{team.name} (team)" for team in teams()}
        receivers |= {
            f"user-{one.user}": ", ".join(filter(None, (one.name, one.role.lower(), one.team)))
            for one in colleagues()
        }
        team = my_team()
    ours = [task for task in found if task.is_own and not task.offered_to]
    typed = request.begun.typed(whose.value)
    context = {
        "begun": Begun({whose.value: typed} if typed else {}),
        "tasks": ours,
        "whose": whose,
        "team": team,
        "receivers": receivers,
        "left": left,
        "now": now(),
    }
    if request.method != "POST":
        chosen = [task.task for task in ours if not typed or str(task.task) in typed.getlist("task")]
        return render(
            request, "hand_over/page.html", context | {"wrong": {}, "said": typed, "chosen": chosen}
        )
    chosen = [task for task in ours if str(task.task) in request.POST.getlist("task")]
    notes = {task.task: _note(request.POST, task) for task in chosen}
    wrong = {
        "to": "" if request.POST.get("to") in receivers else "Choose who takes it over",
        "task": "" if chosen else "Choose what is handed over",
        "note": next((note.wrong for note in notes.values() if note.wrong), ""),
    }
    if any(wrong.values()):
        context |= {"wrong": {field: said for field, said in wrong.items() if said}, "said": request.POST}
        context["chosen"] = [task.task for task in chosen]
        return render(request, "hand_over/page.html", context, status=422)
    sort, number = request.POST["to"].split("-")
    try:
        with request.scope.transaction():
            for task, note in notes.items():
                offer_task(by=request.scope, task=task, note=note.words, **{f"to_{sort}": int(number)})
    except ChangedMeanwhile:
        refuse(request, "Nothing was handed over: some of it was offered meanwhile. Look again.")
        return redirect("hand_over")
    messages.success(
        request, f"{count(len(notes), 'task')} offered. Each stays where it is until it is accepted."
    )
    return redirect("offered")


def _note(sent: Mapping[str, str], task: Work):
    """Its own, or that for all of them."""
    return read_reason(sent, f"note-{task.task}" if sent.get(f"note-{task.task}", "").strip() else "note")
