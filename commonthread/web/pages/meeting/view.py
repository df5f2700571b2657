"""A meeting: who is there, what is known in one line of time, and what is decided, typed by one and seen by all."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now

from commonthread.access.permissions import Permission
from commonthread.access.queries import agencies, duty_desk
from commonthread.access.scope import ChangedMeanwhile, ConsentFirst, NotAllowed
from commonthread.chronology.joined import read_joined
from commonthread.pathways import meetings as actions
from commonthread.pathways.meetings import AttendeeSort, Invited, LineSort, Part, Written
from commonthread.pathways.meetings_reading import MeetingShown, look_again, open_meeting
from commonthread.pathways.queries import colleagues
from commonthread.records.queries import known
from commonthread.web.components.answers import answers
from commonthread.web.components.inviting import named
from commonthread.web.components.reason import read_reason
from commonthread.web.components.showing import showing
from commonthread.web.components.written import read_line
from commonthread.web.page import page
from commonthread.web.rendering import render
from commonthread.web.words import today

IN_PLACE = "X-In-Place"
NO_CONTENT, CONFLICT, UNPROCESSABLE = 204, 409, 422


@page("meetings/<number:number>", needs=Permission.OPEN_CASES, methods=("GET", "HEAD", "POST"))
def meeting(request: HttpRequest, number: int) -> HttpResponse:
    if request.method != "POST":
        return _shown(request, number)
    write = WRITES.get(request.POST.get("do", ""))
    if write is None:
        raise Http404
    try:
        return write(request, number)
    except ChangedMeanwhile:
        if IN_PLACE in request.headers or request.POST["do"] == "keep":
            return HttpResponse(status=CONFLICT)
        messages.error(request, "Nothing was written: somebody else holds the pen, or the meeting is over.")
        return redirect("meeting", number)


@page("meetings/<number:number>/live", needs=Permission.OPEN_CASES)
def meeting_live(request: HttpRequest, number: int) -> HttpResponse:
    """What is looked at again by itself: no more of the records is read for it."""
    with request.scope.transaction():
        shown = look_again(number)
    return render(request, "meeting/live.html", {"meeting": shown, "names": {}, "now": now()})


@page("meetings/<number:number>/attendance", needs=Permission.OPEN_CASES, methods=("POST",))
def meeting_attendance(request: HttpRequest, number: int) -> HttpResponse:
    change = ATTENDANCE.get(request.POST.get("do", ""))
    if change is None:
        raise Http404
    try:
        with request.scope.transaction():
            said = change(request, number)
    except ConsentFirst:
        messages.error(
            request,
            "Not asked: no agreement in force lets that agency take part for this purpose, or the consent decision does "
            "not let others be asked about everybody. Ring them; somebody who comes can be named as from outside.",
        )
    except ChangedMeanwhile:
        messages.error(request, "Nothing was changed: they are asked already, or the meeting is over.")
    except Wrong as wrong:
        messages.error(request, f"Nothing was changed. {wrong}.")
    else:
        messages.success(request, said)
    return redirect("meeting", number)


class Wrong(Exception):
    """What is missing, in words for whoever sent it."""


def _shown(request: HttpRequest, number: int, wrong: dict | None = None, status: int = 200) -> HttpResponse:
    scope = request.scope
    shown = open_meeting(scope, number)
    with scope.transaction():
        desk = duty_desk()
        offered = colleagues() if shown.is_mine and not shown.is_over else []
        everybody = agencies()
    people = [person.number for person in shown.people]
    joined, said = None, []
    if not shown.is_over:
        try:
            said = known(scope, people, purpose=shown.purpose)
            joined = read_joined(scope, people, purpose=shown.purpose, because=shown.because, today=today())
        except NotAllowed:
            pass  # the case was closed, and what it opened with it
    names = joined.names if joined else {}
    context = {
        "meeting": shown,
        "names": names,
        "showing": joined
        and showing(
            joined.story,
            {"view": "list"} | request.GET.dict(),
            today(),
            children=joined.children,
            people=people,
            names=names,
        ),
        "has_records": bool(joined and len(joined.story)),
        "answers": {person: answers(said, everybody, person) for person in people} if said else {},
        "desk": desk,
        "agencies": everybody,
        "user": scope.user,
        "me": scope.name,
        "colleagues": offered,
        "thresholds": shown.thresholds,
        "said": request.POST if wrong else _typing(shown),
        "wrong": wrong or {},
        "now": now(),
        "day": localdate().isoformat(),
    }
    return render(request, "meeting/page.html", context, status=status)


def _typing(shown: MeetingShown) -> dict[str, str]:
    """What was being typed when the page was left, by the same hand or another."""
    line = shown.typing
    if line is None:
        return {}
    return {
        "sort": line.sort.value,
        "words": line.words,
        "person": str(line.person or ""),
        "restricted": "yes" if line.restricted else "",
    }


def _take_pen(request: HttpRequest, number: int) -> HttpResponse:
    with request.scope.transaction():
        actions.take_pen(by=request.scope, meeting=number)
    return redirect("meeting", number)


def _keep(request: HttpRequest, number: int) -> HttpResponse:
    sent = request.POST
    sort = LineSort(sent["sort"]) if sent.get("sort") in set(LineSort) else LineSort.NOTE
    with request.scope.transaction():
        shown = look_again(number)
        whom = {str(person.number): person.number for person in shown.people}
        line = Written(sort, sent.get("words", "")[:4000], whom.get(sent.get("person", "")), restricted=sent.get("restricted") == "yes")  # fmt: skip
        actions.keep_line(by=request.scope, meeting=number, line=line)
    return HttpResponse(status=NO_CONTENT)


def _write(request: HttpRequest, number: int) -> HttpResponse:
    scope = request.scope
    with scope.transaction():
        shown = look_again(number)
        offered = [scope.user, *(colleague.user for colleague in colleagues())]
        there = {attendee.agency for attendee in shown.attendees if attendee.agency}
        codes = [code for code, agency in agencies().items() if agency.name in there]
    read = read_line(
        request.POST, now(), people=[person.number for person in shown.people], whom=shown.whom,
        thresholds=shown.thresholds, agencies=codes, colleagues=offered,
    )  # fmt: skip
    if read.wrong:
        if IN_PLACE in request.headers:
            return HttpResponse(status=UNPROCESSABLE)
        return _shown(request, number, read.wrong, status=UNPROCESSABLE)
    with scope.transaction():
        actions.write_line(by=scope, meeting=number, line=read.line)
    if IN_PLACE in request.headers:
        return HttpResponse(status=NO_CONTENT)
    return redirect("meeting", number)


def _came(request: HttpRequest, number: int) -> str:
    came = request.POST.get("came") == "yes"
    attendee = request.POST.get("attendee", "")
    if not (attendee.isascii() and attendee.isdigit() and len(attendee) < 19):
        raise NotAllowed("Not found.")
    name = " ".join(request.POST.get("name", "").split())[:120]
    actions.mark_came(by=request.scope, meeting=number, attendee=int(attendee), came=came, name=name)
    return "Marked as there." if came else "Marked as not there."


def _ask(request: HttpRequest, number: int) -> str:
    sent = request.POST
    sort, part = sent.get("sort", ""), sent.get("part", "")
    who = Invited(
        AttendeeSort(sort) if sort in set(AttendeeSort) else AttendeeSort.AGENCY,
        agency=_called(sent.get("agency", "")) if sort == AttendeeSort.AGENCY else "",
        name=" ".join(sent.get("name", "").split())[:120] if sort != AttendeeSort.AGENCY else "",
        capacity=" ".join(sent.get("capacity", "").split())[:120],
        part=Part(part) if part in set(Part) else Part.OPEN,
        because=" ".join(sent.get("because", "").split())[:500],
    )
    if who.sort is not AttendeeSort.AGENCY and not who.name:
        raise Wrong("Say who, in a few words: for example, their mother")
    if who.sort is AttendeeSort.FAMILY and who.part is Part.WHOLE:
        raise Wrong("Family is not there for what is restricted: choose the open part")
    if who.part is Part.NONE and not who.because:
        raise Wrong("Say why they are not to be there")
    actions.ask_to_meeting(by=request.scope, meeting=number, who=who)
    return "Asked." if who.sort is AttendeeSort.AGENCY else "Noted."


def _called(words: str) -> str:
    found = named(agencies(), " ".join(words.split())[:120])
    if not found:
        raise Wrong("No agency is called so: write a part of its name")
    if len(found) > 1:
        raise Wrong(
            f"{len(found)} agencies are called so. Write more of the name: {', '.join(one.name for one in found[:5])}"
        )
    return found[0].code


def _call_off(request: HttpRequest, number: int) -> str:
    reason = read_reason(request.POST)
    if reason.wrong:
        raise Wrong(reason.wrong)
    actions.call_off(by=request.scope, meeting=number, because=reason.words)
    return "Called off. What those who were asked could see by it has closed."


WRITES = {"pen": _take_pen, "keep": _keep, "write": _write}
ATTENDANCE = {"came": _came, "ask": _ask, "off": _call_off}
