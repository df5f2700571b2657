"""Who broke the glass to the agency's records: those that wait for a review first, with the day by which it is due."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.permissions import Permission
from commonthread.records.breaking_glass import OUTCOMES, review, reviews
from commonthread.web.components.numbers import record_number
from commonthread.web.components.reason import read_reason
from commonthread.web.page import page
from commonthread.web.rendering import render
from commonthread.web.words import today

WHY = "who broke the glass to our records"


@page("glass/reviews", needs=Permission.SEE_LEDGER, methods=("GET", "HEAD", "POST"))
def broken_glass(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, 0, "")
    number = record_number(request.POST.get("review", "")) or 0
    outcome, words = request.POST.get("outcome", ""), read_reason(request.POST, "words")
    wrong = words.wrong or ("" if outcome in OUTCOMES else "Choose whether it was right")
    if wrong:
        return _page(request, number, wrong, status=422)
    with request.scope.transaction():
        review(by=request.scope, number=number, outcome=outcome, words=words.words)
    messages.success(request, "Reviewed.")
    return redirect("broken_glass")


def _page(request: HttpRequest, number: int, wrong: str, status: int = 200) -> HttpResponse:
    found = reviews(request.scope, reason=WHY)
    context = {
        "waiting": [each for each in found if not each.outcome],
        "done": [each for each in found if each.outcome],
        "today": today(),
        "wrong": wrong,
        "wrong_in": number,
        "outcome_items": [{"value": outcome, "text": outcome.capitalize()} for outcome in OUTCOMES],
    }
    return render(request, "glass_reviews/page.html", context, status=status)
