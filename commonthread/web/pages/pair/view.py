"""Two mentions side by side, and a human's word on them: the same, different, or cannot tell."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.permissions import Permission
from commonthread.access.queries import agencies
from commonthread.access.scope import KeptApart
from commonthread.identity.actions import decide
from commonthread.identity.queries import open_pairs, read_pair
from commonthread.web.components.reason import Reason, read_reason
from commonthread.web.components.sides import compared
from commonthread.web.components.waiting import why_it_waits
from commonthread.web.page import page
from commonthread.web.rendering import render

READING = "deciding whether two mentions are one person"
DECISIONS = {"same": "The same person", "different": "Two people", "cannot tell": "Cannot tell"}
APART = "They stay two: somebody has decided that before, and you cannot join them here. Ask your records officer."


@page("review/<int:pair>", needs=Permission.REVIEW_IDENTITY, methods=("GET", "HEAD", "POST"))
def identity_pair(request: HttpRequest, pair: int) -> HttpResponse:
    if request.method != "POST":
        return _show(request, pair)
    decision, reason = request.POST.get("decision", ""), read_reason(request.POST)
    if decision not in DECISIONS or reason.wrong:
        return _show(request, pair, decision, reason, status=422)
    if read_pair(request.scope, pair, reason=READING).decision != request.POST.get("was", ""):
        messages.warning(request, "Somebody has decided this pair meanwhile. Your answer was not taken.")
        return redirect("identity_pair", pair)
    try:
        with request.scope.transaction():
            decide(by=request.scope, pair=pair, decision=decision, reason=reason.words)
    except KeptApart:
        return _show(request, pair, decision, reason, apart=APART, status=409)
    return _next(request, pair, decision)


def _next(request: HttpRequest, pair: int, decision: str) -> HttpResponse:
    with request.scope.transaction():
        waiting = open_pairs(1)
    messages.success(request, f"Pair {pair}: {DECISIONS[decision].lower()}.")
    return redirect("identity_pair", waiting[0][0]) if waiting else redirect("identity_review")


def _show(
    request: HttpRequest, pair: int, decision: str = "", reason: Reason | None = None, *, apart: str = "", status: int = 200
) -> HttpResponse:  # fmt: skip
    shown = read_pair(request.scope, pair, reason=READING)
    with request.scope.transaction():
        known = agencies()
    wrong = {}
    if reason is not None and decision not in DECISIONS:
        wrong["decision"] = "Choose one of the three"
    if reason is not None and reason.wrong:
        wrong["reason"] = reason.wrong
    context = {
        "pair": shown,
        "compared": compared(shown),
        "why": why_it_waits(shown),
        "sides": [(side, known[side.agency].name) for side in (shown.first, shown.second)],
        "choices": list(DECISIONS.items()),
        "decision": decision,
        "reason": reason or Reason(""),
        "wrong": wrong,
        "apart": apart,
    }
    return render(request, "pair/page.html", context, status=status)
