"""Answering for one's agency whether somebody comes to a meeting: who, or why nobody does, or a report instead."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from commonthread.access.permissions import Permission
from commonthread.access.queries import agencies
from commonthread.kernel.text import clean
from commonthread.pathways.meetings import Comes, answer_meeting, asked_to_meeting
from commonthread.pathways.queries import colleagues
from commonthread.web.components.calendar_file import calendar_file
from commonthread.web.page import page
from commonthread.web.rendering import render

LONGEST = 4000


@page("meetings/asked/<number:attendee>", needs=Permission.ANSWER_AGENCIES, methods=("GET", "HEAD", "POST"))
def meeting_answer(request: HttpRequest, attendee: int) -> HttpResponse:
    scope = request.scope
    with scope.transaction():
        asked, everybody = asked_to_meeting(attendee), agencies()
        offered = colleagues() if scope.may(Permission.OPEN_CASES) else []
    context = {"asked": asked, "agencies": everybody, "colleagues": offered, "user": scope.user, "me": scope.name,
               "may_come": scope.may(Permission.OPEN_CASES)}  # fmt: skip
    if request.method != "POST" or asked.is_over:
        return render(request, "meeting_answer/page.html", context | {"said": {}, "wrong": {}})
    sent = request.POST
    answer = Comes(sent["answer"]) if sent.get("answer") in set(Comes) else Comes.WAITING
    users = {str(user): user for user in (scope.user, *(colleague.user for colleague in offered)) if offered or context["may_come"]}  # fmt: skip
    words, wrong = sent.get("words", "").strip(), {}
    try:
        words = clean(words)
    except ValueError as fault:
        wrong["words"] = f"What you wrote {fault}"
    if answer is Comes.WAITING:
        wrong["answer"] = "Choose what your agency answers"
    elif answer is Comes.COMES and sent.get("sends") not in users:
        wrong["sends"] = "Choose who comes"
    elif answer is not Comes.COMES and not 0 < len(words) <= LONGEST:
        wrong["words"] = f"Say why nobody comes, or what you report, in at most {LONGEST:,} characters"
    if wrong:
        return render(
            request, "meeting_answer/page.html", context | {"said": sent, "wrong": wrong}, status=422
        )
    with scope.transaction():
        answer_meeting(by=scope, attendee=attendee, answer=answer, words=words if answer is not Comes.COMES else "",
                       sends=users[sent["sends"]] if answer is Comes.COMES else None)  # fmt: skip
    messages.success(request, "Answered. You may change the answer until the meeting ends.")
    comes_self = answer is Comes.COMES and users[sent["sends"]] == scope.user
    return redirect("meeting", asked.meeting) if comes_self else redirect("meetings")


@page("meetings/asked/<number:attendee>/calendar.ics", needs=Permission.ANSWER_AGENCIES)
def meeting_asked_calendar(request: HttpRequest, attendee: int) -> HttpResponse:
    with request.scope.transaction():
        asked = asked_to_meeting(attendee)
    address = reverse("meeting_answer", args=[attendee])
    return calendar_file(request, asked.meeting, address, asked.starts_at, is_off=asked.is_over)
