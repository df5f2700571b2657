"""Taking a mention out of a person, after seeing who read it in the wrong chronology."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from commonthread.access.permissions import Permission
from commonthread.access.queries import agencies
from commonthread.chronology.queries import purpose_for
from commonthread.identity.actions import unlink
from commonthread.identity.queries import LinkShown, readers, why
from commonthread.web.components.links import by_agency
from commonthread.web.components.reason import Reason, read_reason
from commonthread.web.page import page
from commonthread.web.rendering import render
from commonthread.web.words import person


@page(
    "people/<int:number>/why/<int:mention>/unlink",
    needs=Permission.REVIEW_IDENTITY,
    methods=("GET", "HEAD", "POST"),
)
def unlink_mention(request: HttpRequest, number: int, mention: int) -> HttpResponse:
    if request.method != "POST":
        return _confirm(request, number, mention, Reason(""))
    reason = read_reason(request.POST)
    if reason.wrong:
        return _confirm(request, number, mention, reason, status=422)
    with request.scope.transaction():
        fresh = unlink(by=request.scope, mention=mention, reason=reason.words)
    messages.success(request, f"Taken out. It is {person(fresh)} now, and stays apart.")
    return redirect("why_one_person", number)


def _confirm(
    request: HttpRequest, number: int, mention: int, reason: Reason, status: int = 200
) -> HttpResponse:
    scope = request.scope
    purpose = purpose_for(scope, number)
    if purpose is None:
        return redirect(reverse("purpose", args=[number]) + "?going=why")
    link = _link(why(scope, number, purpose=purpose.purpose, reason=purpose.because), mention)
    with scope.transaction():
        (agency,) = by_agency([link], agencies())
    read_by = readers(scope, link.record, number, reason=purpose.because)
    context = {
        "number": number,
        "agency": agency,
        "row": agency.rows[0],
        "readers": read_by,
        "reason": reason,
    }
    return render(request, "unlink/page.html", context, status=status)


def _link(links: list[LinkShown], mention: int) -> LinkShown:
    for link in links:
        if link.mention == mention and len(links) > 1:
            return link
    raise Http404
