"""Why the system thinks that these records are one person: every link, its weight or its human, and its undoing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from commonthread.access.permissions import Permission
from commonthread.access.queries import agencies
from commonthread.access.scope import KeptApart
from commonthread.chronology.queries import purpose_for
from commonthread.identity.actions import rejoin
from commonthread.identity.queries import taken_out, why
from commonthread.web.components.identity_bar import bare
from commonthread.web.components.links import by_agency
from commonthread.web.page import page
from commonthread.web.rendering import render

REASON = "put back where it was"


@page("people/<int:number>/why", needs=Permission.READ_RECORDS)
def why_one_person(request: HttpRequest, number: int) -> HttpResponse:
    scope = request.scope
    purpose = purpose_for(scope, number)
    if purpose is None:
        return redirect(reverse("purpose", args=[number]) + "?going=why")
    links = why(scope, number, purpose=purpose.purpose, reason=purpose.because)
    decides = scope.may(Permission.REVIEW_IDENTITY)
    with scope.transaction():
        known = agencies()
        parted = taken_out(number) if decides else []
    context = {
        "who": bare(number, purpose, [link.known_as for link in links if link.agency == scope.agency]),
        "agencies": by_agency(links, known),
        "mentions": len(links),
        "decides": decides,
        "parted": [(gone, known[gone.agency].name) for gone in parted],
    }
    return render(request, "why/page.html", context)


@page("people/<int:number>/why/<int:mention>/rejoin", needs=Permission.REVIEW_IDENTITY, methods=("POST",))
def rejoin_mention(request: HttpRequest, number: int, mention: int) -> HttpResponse:
    try:
        with request.scope.transaction():
            rejoin(by=request.scope, mention=mention, reason=REASON)
    except KeptApart:
        messages.warning(
            request, "Not put back: these are kept apart for another reason. Ask your records officer."
        )
    else:
        messages.success(request, "Put back. The chronologies are joined again.")
    return redirect("why_one_person", number)
