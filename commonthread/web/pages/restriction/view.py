"""One restriction: who asked about the person, keeping it after a review, and lifting it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.permissions import Permission
from commonthread.identity.restricting import Restricted, Watch, keep, lift, restrict, watch
from commonthread.web.components.reason import Reason, read_reason
from commonthread.web.components.review import ITEMS, read_review
from commonthread.web.page import page
from commonthread.web.rendering import render
from commonthread.web.words import today

WHY = "a restriction of my team"
SAID = {"keep": "Kept until its next review.", "lift": "Lifted. They are seen again by whoever may see them.",
        "beside": "Hidden as well."}  # fmt: skip


@page("restricted/<number:number>", needs=Permission.RESTRICT, methods=("GET", "HEAD", "POST"))
def restriction(request: HttpRequest, number: int) -> HttpResponse:
    found = watch(request.scope, reason=WHY)
    mine = next((each for each in found.restricted if each.number == number), None)
    if mine is None:
        raise Http404
    if request.method != "POST":
        return _page(request, found, mine, Reason(""), "")
    do, why = request.POST.get("do", ""), read_reason(request.POST)
    review_on = read_review(request.POST, today())
    if why.wrong or do not in SAID or (do == "keep" and not review_on):
        return _page(request, found, mine, why, do, status=422)
    with request.scope.transaction():
        if do == "keep":
            keep(by=request.scope, restriction=number, review_on=review_on, why=why.words)
        elif do == "lift":
            lift(by=request.scope, restriction=number, reason=why.words)
        else:
            beside = [
                each.other for each in found.beside if each.person == mine.person and each.lives_with_them
            ]
            restrict(by=request.scope, persons=beside, why=why.words, review_on=mine.review_on)
    messages.success(request, SAID[do])
    return redirect("restricted")


def _page(
    request: HttpRequest, found: Watch, mine: Restricted, why: Reason, do: str, status: int = 200
) -> HttpResponse:
    context = {
        "mine": mine,
        "asked": [each for each in found.asked if each.person == mine.person],
        "beside": [each for each in found.beside if each.person == mine.person and each.lives_with_them],
        "why": why,
        "do": do,
        "today": today(),
        "review_items": ITEMS,
    }
    return render(request, "restriction/page.html", context, status=status)
