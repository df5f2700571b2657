"""The minutes of a meeting: its chair puts right what is wrong, reads both editions and approves them; who has which."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.permissions import Permission
from commonthread.access.queries import agencies
from commonthread.access.scope import ChangedMeanwhile, ConsentFirst
from commonthread.kernel.text import clean
from commonthread.notices.minutes import approve_and_tell, send_minutes
from commonthread.pathways.meetings import AttendeeSort, Part
from commonthread.pathways.meetings_reading import Attendee, MeetingShown, open_meeting
from commonthread.pathways.minutes import for_family, minutes_of
from commonthread.pathways.minutes_given import Way, editions, give_minutes, given_to, may_be_sent, put_right
from commonthread.pathways.queries import case
from commonthread.web.components.reason import read_reason
from commonthread.web.page import page
from commonthread.web.rendering import render

MOST, LONGEST, LONGEST_LINE = 50, 200, 4000


@page("meetings/<number:number>/minutes", needs=Permission.OPEN_CASES, methods=("GET", "HEAD", "POST"))
def minutes(request: HttpRequest, number: int) -> HttpResponse:
    scope = request.scope
    shown = open_meeting(scope, number)
    if not shown.is_mine or not shown.ended_at:
        raise Http404
    with scope.transaction():
        kept, given, may_send = editions(number), given_to(number), may_be_sent(number)
        agency, is_closed = agencies()[shown.agency].name, bool(case(shown.case).closed_at)
    drafted = minutes_of(shown, agency)
    withheld, wrong = _withheld(request.POST.get("withheld", "\n".join(kept[0].withheld if kept else ())))
    because = read_reason(request.POST)
    must_say_why = bool(kept) and request.POST.get("do") == "approve" and because.wrong
    if request.method == "POST" and request.POST.get("do") == "approve" and not wrong and not must_say_why:
        with scope.transaction():
            edition, told = approve_and_tell(
                by=scope,
                shown=shown,
                minutes=drafted,
                withheld=withheld,
                because=because.words if kept else "",
            )
        messages.success(
            request,
            f"Edition {edition} is approved and kept." + (f" {told} agencies are told." if told else ""),
        )
        return redirect("minutes", number)
    context = {
        "meeting": shown,
        "drafted": drafted,
        "family": for_family(drafted, withheld),
        "withheld": withheld,
        "wrong": {"withheld": wrong, "reason": must_say_why},
        "said": request.POST,
        "editions": kept,
        "rows": [(one, [had for had in given if had.attendee == one.number]) for one in _recipients(shown)],
        "may_send": may_send,
        "is_closed": is_closed,
        "put_right": [line for line in shown.lines if line.because],
        "AGENCY": AttendeeSort.AGENCY,
    }
    return render(request, "minutes/page.html", context, status=422 if wrong or must_say_why else 200)


@page("meetings/<number:number>/minutes/give", needs=Permission.OPEN_CASES, methods=("POST",))
def minutes_give(request: HttpRequest, number: int) -> HttpResponse:
    """Send the newest edition to agencies, or say that somebody has it on paper."""
    scope, sent = request.scope, request.POST
    shown = open_meeting(scope, number)
    with scope.transaction():
        kept, may_send = editions(number), may_be_sent(number)
    chosen = [one.number for one in _recipients(shown) if str(one.number) in sent.getlist("to")]
    said_by = " ".join(sent.get("said_by", "").split())[:LONGEST]
    way = Way.LETTER if sent.get("way") == Way.LETTER else Way.HAND
    if not kept or not chosen:
        messages.error(request, "Nothing was given: choose to whom.")
    elif sent.get("do") == "send":
        _send(request, shown, kept[0].number, kept[0].because, [one for one in chosen if one in may_send])
    elif way is Way.LETTER and not said_by:
        messages.error(
            request, "Not recorded: a letter goes only to an address that somebody called safe. Say who."
        )
    else:
        try:
            with scope.transaction():
                give_minutes(
                    by=scope,
                    meeting=number,
                    edition=kept[0].number,
                    attendee=chosen[0],
                    way=way,
                    said_by=said_by,
                )
            messages.success(request, "Recorded.")
        except ChangedMeanwhile:
            messages.error(request, "They have this edition already.")
    return redirect("minutes", number)


def _send(
    request: HttpRequest, shown: MeetingShown, edition: int, because: str, attendees: list[int]
) -> None:
    try:
        with request.scope.transaction():
            send_minutes(by=request.scope, shown=shown, edition=edition, because=because, attendees=attendees)
    except ConsentFirst:
        messages.error(
            request, "Nothing was sent: an agency may not be asked any more. Look again who may be sent them."
        )
    except ChangedMeanwhile:
        messages.error(request, "Nothing was sent: somebody was quicker.")
    else:
        messages.success(
            request, "Sent. Each agency opens its edition here, signed in, and acknowledges it by name."
        )


@page("meetings/<number:number>/minutes/put-right", needs=Permission.OPEN_CASES, methods=("POST",))
def minutes_put_right(request: HttpRequest, number: int) -> HttpResponse:
    sent, because = request.POST, read_reason(request.POST)
    shown = open_meeting(request.scope, number)
    line = next((line.number for line in shown.lines if str(line.number) == sent.get("line")), None)
    try:
        words = clean(sent.get("words", "").strip())
    except ValueError:
        words = ""
    if line is None or not 0 < len(words) <= LONGEST_LINE or because.wrong:
        messages.error(
            request, "Nothing was put right: choose the line, write how it should stand, and say why."
        )
        return redirect("minutes", number)
    try:
        with request.scope.transaction():
            put_right(by=request.scope, meeting=number, line=line, words=words,
                      restricted=sent.get("restricted") == "yes", because=because.words)  # fmt: skip
    except ChangedMeanwhile:
        messages.error(request, "Nothing was changed: somebody put it right meanwhile. Read it first.")
    else:
        messages.success(request, "Put right below. Nobody has it so before another edition is approved.")
    return redirect("minutes", number)


def _recipients(shown: MeetingShown) -> list[Attendee]:
    return [one for one in shown.attendees if one.part is not Part.NONE and one.code != shown.agency]


def _withheld(given: str) -> tuple[tuple[str, ...], str]:
    words = tuple(line.strip() for line in given.splitlines() if line.strip())
    if len(words) > MOST or any(len(one) > LONGEST for one in words):
        return words, f"At most {MOST} lines of at most {LONGEST} characters"
    try:
        return tuple(clean(one) for one in words), ""
    except ValueError as fault:
        return words, f"What you wrote {fault}"
