"""One request: each record that the agency holds about whoever asks, and where its answer stands."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate

from commonthread.access.permissions import Permission
from commonthread.access.scope import AnotherPerson
from commonthread.records.kind import kinds
from commonthread.rights.actions import close_request
from commonthread.rights.queries import Item, items
from commonthread.rights.queries import request as request_numbered
from commonthread.web.components.reason import Reason, read_reason
from commonthread.web.page import page
from commonthread.web.rendering import render

NOT_YET = "Some records are not decided and checked yet"


@page("persons-requests/<number:number>", needs=Permission.ANSWER_REQUESTS, methods=("GET", "HEAD", "POST"))
def persons_request(request: HttpRequest, number: int) -> HttpResponse:
    if request.method != "POST":
        return _page(request, number, Reason(""))
    outcome = read_reason(request.POST, "outcome")
    if outcome.wrong:
        return _page(request, number, Reason(outcome.words, "Say how it was answered"), 422)
    try:
        with request.scope.transaction():
            close_request(by=request.scope, request=number, outcome=outcome.words)
    except AnotherPerson:
        return _page(request, number, Reason(outcome.words, NOT_YET), 409)
    messages.success(request, "The request is closed.")
    return redirect("persons_requests")


def _page(request: HttpRequest, number: int, outcome: Reason, status: int = 200) -> HttpResponse:
    with request.scope.transaction():
        asked, found = request_numbered(number), items(number)
    context = {
        "asked": asked,
        "items": [(item, kinds()[item.kind], _stands(item)) for item in found],
        "left": sum(not item.checked_by for item in found),
        "outcome": outcome,
        "today": localdate(),
    }
    return render(request, "persons_request/page.html", context, status=status)


def _stands(item: Item) -> str:
    if not item.verdict:
        return "Not decided"
    verdict = "Given" if item.verdict == "give" else f"Withheld: {item.exemption}"
    if item.checked_by:
        return f"{verdict}. Checked by {item.checked_by}"
    return (
        f"{verdict}. You decided: another person checks it"
        if item.is_mine
        else f"{verdict}. {item.proposed_by} decided: yours to check"
    )
