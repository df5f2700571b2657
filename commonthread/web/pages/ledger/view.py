"""Where a data protection officer begins: who saw a person, what is worth a question, and whether the ledger is whole."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.permissions import Permission
from commonthread.oversight.queries import copies, sealed
from commonthread.web.components.numbers import person_number
from commonthread.web.components.reason import read_reason
from commonthread.web.page import page
from commonthread.web.pages.who_saw.view import keep_reason
from commonthread.web.rendering import render

NOT_A_NUMBER = "Give the person’s number, for example P-204817309"


@page("ledger", needs=Permission.SEE_LEDGER, methods=("GET", "HEAD", "POST"))
def ledger(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, {"person": "", "reason": ""}, {})
    person, reason = person_number(request.POST.get("person", "")), read_reason(request.POST)
    wrong = {} if person else {"person": NOT_A_NUMBER}
    if reason.wrong:
        wrong["reason"] = reason.wrong
    if wrong:
        return _page(request, {"person": request.POST.get("person", ""), "reason": reason.words}, wrong, 422)
    keep_reason(request, person, reason.words)
    return redirect("who_saw", person)


def _page(
    request: HttpRequest, typed: dict[str, str], wrong: dict[str, str], status: int = 200
) -> HttpResponse:
    with request.scope.transaction():
        standing, kept = sealed(), copies()
    context = {
        "typed": typed,
        "wrong": wrong,
        "errors": [{"text": text, "href": f"#{name}"} for name, text in wrong.items()],
        "sealed": standing,
        "agree": sum(copy.agrees is True for copy in kept),
        "disagree": [copy.name for copy in kept if copy.agrees is False],
    }
    return render(request, "ledger/page.html", context, status=status)
