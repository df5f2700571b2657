"""Ending a meeting: what it still lacks, what came of it, and why without its quorum; what follows begins at once."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.permissions import Permission
from commonthread.access.scope import ChangedMeanwhile, ConsentFirst
from commonthread.pathways.meetings import end_meeting, tasks_of
from commonthread.pathways.meetings_reading import MeetingShown, open_meeting
from commonthread.pathways.queries import case as find
from commonthread.pathways.tasks import Task
from commonthread.web.page import page
from commonthread.web.rendering import render
from commonthread.web.words import person as numbered

LONGEST = 2000
SHORT = {"without_quorum": 500, "without_quorum_by": 120}
LACKS = {
    "decision": "There is no decision about {person}",
    "voice": "The voice of {person} is not there, nor why they were not heard",
    "unfinished": "A line is not finished: write it down, or empty it",
    "attendance": "Nobody is marked as there",
}


@page("meetings/<number:number>/end", needs=Permission.OPEN_CASES, methods=("GET", "HEAD", "POST"))
def meeting_end(request: HttpRequest, number: int) -> HttpResponse:
    scope = request.scope
    shown = open_meeting(scope, number)
    if not shown.is_mine or shown.is_over:
        raise Http404
    excused_by = shown.step.excused_by
    with scope.transaction():
        case = find(shown.case)
        waiting = tasks_of(case, shown.tasks)
    lacks = [
        LACKS[lack.what].format(person=lack.person and numbered(lack.person))
        for lack in shown.lacks
        if lack.what in LACKS
    ]
    if shown.missing and not excused_by:
        lacks.append(f"Not there: {', '.join(shown.missing)}; the procedure lets nobody hold it without them")
    context = {"meeting": shown, "tasks": waiting, "lacks": lacks}
    if request.method != "POST" or lacks:
        return render(request, "meeting_end/page.html", context | {"said": {}, "wrong": {}})
    said = {field: value.strip() for field, value in request.POST.items()}
    if wrong := _wrong(shown, waiting, said):
        return render(request, "meeting_end/page.html", context | {"said": said, "wrong": wrong}, status=422)
    try:
        with scope.transaction():
            begun = end_meeting(
                by=scope, case=case, meeting=number, words=said["words"],
                outcomes={task.number: said[f"outcome-{task.number}"] for task in waiting},
                **{field: said[field] for field in SHORT if shown.missing},
            )  # fmt: skip
    except ChangedMeanwhile:
        messages.error(request, "Nothing was changed: the meeting has ended, or its task is done.")
        return redirect("meeting", number)
    except ConsentFirst:
        messages.error(
            request,
            "The meeting has not ended: an action is another agency’s, which may not be asked any more.",
        )
        return redirect("meeting", number)
    follows = ", ".join(step.does[0].lower() + step.does[1:] for step in begun)
    messages.success(
        request,
        f"Held. Now to be done: {follows}." if begun else "Held. Nothing follows from it but its actions.",
    )
    return redirect("meeting", number)


def _wrong(shown: MeetingShown, waiting: list[Task], said: dict[str, str]) -> dict[str, str]:
    wrong = {
        f"outcome-{task.number}": "Choose what came of it"
        for task in waiting
        if said.get(f"outcome-{task.number}") not in task.outcomes
    }
    if not 0 < len(said.get("words", "")) <= LONGEST:
        wrong["words"] = f"Write what was decided and why, in at most {LONGEST:,} characters"
    if shown.missing:
        for field, longest in SHORT.items():
            if not 0 < len(said.get(field, "")) <= longest:
                wrong[field] = f"Say it, in at most {longest} characters"
    return wrong
