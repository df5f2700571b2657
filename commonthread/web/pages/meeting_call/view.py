"""Calling a meeting for a task of a case: when, where, who chairs and which agencies are asked."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now

from commonthread.access.permissions import Permission
from commonthread.access.queries import agencies
from commonthread.access.scope import ChangedMeanwhile, ConsentFirst
from commonthread.pathways.meetings import AttendeeSort, Invited, ask_to_meeting, have_a_part
from commonthread.pathways.meetings import call_meeting as call
from commonthread.pathways.queries import case as find
from commonthread.pathways.queries import colleagues
from commonthread.pathways.tasks import tasks
from commonthread.records.queries import known
from commonthread.web.components.due_time import read_due_time
from commonthread.web.components.inviting import offers
from commonthread.web.page import page
from commonthread.web.rendering import render

LONGEST = 300


@page(
    "cases/<number:number>/tasks/<number:task>/meeting",
    needs=Permission.OPEN_CASES,
    methods=("GET", "HEAD", "POST"),
)
def meeting_call(request: HttpRequest, number: int, task: int) -> HttpResponse:
    scope = request.scope
    with scope.transaction():
        shown = find(number)
        wanted = next(
            (one for one in tasks(shown) if one.number == task and one.step and not one.done_at), None
        )
        offered, everybody, taking_part = colleagues(), agencies(), have_a_part(shown)
    if wanted is None or not wanted.step.is_meeting or shown.closed_at:
        raise Http404
    sent = request.POST
    asked = [code for code in sent.getlist("ask") if code in everybody and code != scope.agency]
    said = known(scope, [person.number for person in shown.people], purpose=shown.purpose)
    found = offers(everybody, said, own=scope.agency, quorum=wanted.step.quorum, have_a_part=taking_part, chosen=asked, find=sent.get("find", "").strip())  # fmt: skip
    context = {"case": shown, "task": wanted, "colleagues": offered, "offers": found, "asked": asked, "people": len(shown.people),
               "user": scope.user, "me": scope.name, "day": localdate().isoformat(), "said": sent, "wrong": {}}  # fmt: skip
    if request.method != "POST" or sent.get("do") == "find":
        return render(request, "meeting_call/page.html", context)
    due, place = read_due_time(sent, now()), " ".join(sent.get("place", "").split())
    chairs = {str(user): user for user in (scope.user, *(colleague.user for colleague in offered))}
    wrong = {
        "day": due.wrong,
        "place": "" if place and len(place) <= LONGEST else f"Say where, in at most {LONGEST} characters",
        "chair": "" if sent.get("chair") in chairs else "Choose who chairs",
    }
    if any(wrong.values()):
        wrong = {field: said for field, said in wrong.items() if said}
        return render(request, "meeting_call/page.html", context | {"wrong": wrong}, status=422)
    try:
        with scope.transaction():
            meeting = call(
                by=scope, case=shown, task=wanted, starts_at=due.at, place=place, chair=chairs[sent["chair"]]
            )
    except ChangedMeanwhile:
        messages.error(request, "Nothing was changed: a meeting is called for it already.")
        return redirect("case", number)
    if not_asked := [everybody[code].name for code in asked if not _ask(request, meeting, code)]:
        messages.error(request, f"Called, but not asked: {', '.join(not_asked)}. No agreement in force lets them take part for "
                                "this purpose, or the consent decision does not let others be asked. Ring them.")  # fmt: skip
    else:
        messages.success(request, "Called. Those who are asked find it under what is asked of them.")
    return redirect("meeting", meeting)


def _ask(request: HttpRequest, meeting: int, agency: str) -> bool:
    try:
        with request.scope.transaction():
            ask_to_meeting(by=request.scope, meeting=meeting, who=Invited(AttendeeSort.AGENCY, agency))
    except ConsentFirst:
        return False
    return True
