"""What is offered to me or my team, accepted or declined item by item; and what I offered."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now

from commonthread.access.permissions import Permission
from commonthread.access.scope import NotAllowed
from commonthread.pathways.handover import accept, decline, offers, outstanding, withdraw_offer
from commonthread.web.components.answer_due import left
from commonthread.web.components.reason import read_reason
from commonthread.web.page import page
from commonthread.web.rendering import render

LONGEST = 18


@page("work/offered", needs=Permission.OPEN_CASES, methods=("GET", "HEAD", "POST"))
def offered(request: HttpRequest) -> HttpResponse:
    scope = request.scope
    if request.method == "POST":
        return _answer(request)
    with scope.transaction():
        found = offers()
        goes_with = {
            offer.number: outstanding(offer.number) for offer in found if offer.to_me and not offer.task
        }
    context = {
        "outstanding": goes_with,
        "to_me": [offer for offer in found if offer.to_me],
        "mine": [offer for offer in found if not offer.to_me],
        "left": left,
        "now": now(),
    }
    return render(request, "offered/page.html", context)


def _answer(request: HttpRequest) -> HttpResponse:
    given, do = request.POST.get("offer", ""), request.POST.get("do", "")
    if not (given.isascii() and given.isdigit() and len(given) <= LONGEST) or do not in DONE:
        raise Http404
    reason = read_reason(request.POST)
    if do == "decline" and reason.wrong:
        messages.error(request, f"Nothing was changed. {reason.wrong}.")
        return redirect("offered")
    try:
        with request.scope.transaction():
            if do == "accept":
                accept(by=request.scope, offer=int(given))
            elif do == "decline":
                decline(by=request.scope, offer=int(given), because=reason.words)
            else:
                withdraw_offer(by=request.scope, offer=int(given))
    except NotAllowed:
        messages.error(request, "Nothing was changed: it was answered or taken back meanwhile.")
    else:
        messages.success(request, DONE[do])
    return redirect("offered")


DONE = {
    "accept": "Accepted. It is on your list, or your team’s, from now on.",
    "decline": "Declined. It stays with whoever offered it, who reads your reason.",
    "withdraw": "Taken back. It stays yours.",
}
