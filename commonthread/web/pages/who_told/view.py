"""Who told the hub, and the safe way to reach them: for the hub's team, with a reason, on the ledger each time."""

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate

from commonthread.access.permissions import Permission
from commonthread.access.queries import duty_desk
from commonthread.notices.addresses import Channel
from commonthread.notices.templates import preview
from commonthread.pathways import front_door
from commonthread.pathways.queries import case as find
from commonthread.web.components.reason import read_reason
from commonthread.web.components.safe_address import Said, anew
from commonthread.web.page import page
from commonthread.web.rendering import render

BY = {"Text message": Channel.TEXT.value, "E-mail": Channel.EMAIL.value, "Telephone": Channel.TEXT.value}
SAID = {
    "name": "Name",
    "by": "Safe way",
    "at": "Number or address",
    "when": "When it is safe",
    "how": "What to say or not say",
}


@page("front-door/<number:number>/who-told", needs=Permission.OPEN_CASES, methods=("GET", "HEAD", "POST"))
def who_told(request: HttpRequest, number: int) -> HttpResponse:
    with request.scope.transaction():
        find(number)
    reason = read_reason(request.POST) if request.method == "POST" else None
    told = (
        front_door.who_told(request.scope, number, reason=reason.words)
        if reason and not reason.wrong
        else None
    )
    marking = {record: _to_mark(given) for record, given in (told or {}).items() if given.get("by") in BY}
    context = {"number": number, "reason": reason, "told": told, "said": SAID, "marking": marking}
    return render(request, "who_told/page.html", context, status=422 if reason and reason.wrong else 200)


def _to_mark(given: dict[str, str]) -> Said:
    """As they gave it themselves; whoever marks it looks at it first."""
    typed = dict(anew().typed) | {
        "channel": BY[given["by"]], "address": given.get("at", ""), "said_by": "They gave it themselves when they told us",
    }  # fmt: skip
    return Said(typed)


@page("front-door/<number:number>/letter", needs=Permission.OPEN_CASES)
def contact_letter(request: HttpRequest, number: int) -> HttpResponse:
    """To print, in the agency's own words. It names nobody, and its envelope is written by hand."""
    with request.scope.transaction():
        case = find(number)
        reference = front_door.reached(number)[-1].reference
        words, desk = preview("answer-to-referrer"), duty_desk()
    context = {"case": case, "reference": reference, "words": words, "desk": desk, "today": localdate()}
    return render(request, "who_told/letter.html", context)
