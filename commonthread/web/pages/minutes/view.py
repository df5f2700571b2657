"""The minutes of a meeting: its chair reads both editions and approves them; to whom each was given."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.permissions import Permission
from commonthread.access.queries import agencies
from commonthread.kernel.text import clean
from commonthread.pathways.meetings import AttendeeSort, Part
from commonthread.pathways.meetings_reading import open_meeting
from commonthread.pathways.minutes import approve_minutes, editions, for_family, given_to, minutes_of
from commonthread.web.page import page
from commonthread.web.rendering import render

MOST, LONGEST = 50, 200


@page("meetings/<number:number>/minutes", needs=Permission.OPEN_CASES, methods=("GET", "HEAD", "POST"))
def minutes(request: HttpRequest, number: int) -> HttpResponse:
    scope = request.scope
    shown = open_meeting(scope, number)
    if not shown.is_mine or not shown.ended_at:
        raise Http404
    with scope.transaction():
        kept, given = editions(number), given_to(number)
        agency = agencies()[shown.agency].name
    drafted = minutes_of(shown, agency)
    withheld, wrong = _withheld(request.POST.get("withheld", "\n".join(kept[0].withheld if kept else ())))
    if request.method == "POST" and not wrong and request.POST.get("do") == "approve":
        with scope.transaction():
            edition = approve_minutes(by=scope, meeting=number, minutes=drafted, withheld=withheld)
        messages.success(request, f"Edition {edition} is approved and kept.")
        return redirect("minutes", number)
    who = {attendee.number: attendee for attendee in shown.attendees}
    context = {
        "meeting": shown,
        "drafted": drafted,
        "family": for_family(drafted, withheld),
        "withheld": withheld,
        "wrong": wrong,
        "editions": kept,
        "given": [(one, who[one.attendee]) for one in given if one.attendee in who],
        "recipients": [one for one in shown.attendees if one.part is not Part.NONE],
        "AGENCY": AttendeeSort.AGENCY,
    }
    return render(request, "minutes/page.html", context, status=422 if wrong else 200)


def _withheld(given: str) -> tuple[tuple[str, ...], str]:
    words = tuple(line.strip() for line in given.splitlines() if line.strip())
    if len(words) > MOST or any(len(one) > LONGEST for one in words):
        return words, f"At most {MOST} lines of at most {LONGEST} characters"
    try:
        return tuple(clean(one) for one in words), ""
    except ValueError as fault:
        return words, f"What you wrote {fault}"
