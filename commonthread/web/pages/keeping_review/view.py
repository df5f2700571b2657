"""Deciding whether a record whose period has ended is kept or destroyed; confirming what another decided."""

from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate

from commonthread.access.permissions import Permission
from commonthread.access.scope import AnotherPerson, OnHold
from commonthread.records.kind import kinds
from commonthread.rights.actions import confirm_destruction, decide
from commonthread.rights.queries import review
from commonthread.rights.terms import Decision
from commonthread.web.components.reason import Reason, read_reason
from commonthread.web.page import page
from commonthread.web.rendering import render

YEARS = (1, 3, 5, 10)


@page("keeping/<number:number>", needs=Permission.KEEP_RECORDS, methods=("GET", "HEAD", "POST"))
def keeping_review(request: HttpRequest, number: int) -> HttpResponse:
    if request.method != "POST":
        return _page(request, number, Reason(""), "")
    if request.POST.get("do") == "confirm":
        return _confirm(request, number)
    reason, decision = read_reason(request.POST), request.POST.get("decision", "")
    wrong = "" if decision == Decision.DESTROY or decision in map(str, YEARS) else "Choose what becomes of it"
    if reason.wrong or wrong:
        return _page(request, number, reason, wrong, decision=decision, status=422)
    keep_until = None if decision == Decision.DESTROY else _in_years(int(decision))
    with request.scope.transaction():
        decide(
            by=request.scope, review=number, decision=Decision.DESTROY if keep_until is None else Decision.KEEP,
            keep_until=keep_until, reason=reason.words,
        )  # fmt: skip
    messages.success(
        request, "Kept: it will be looked at again then." if keep_until else "Another person confirms it now."
    )
    return redirect("keeping")


def _confirm(request: HttpRequest, number: int) -> HttpResponse:
    try:
        with request.scope.transaction():
            gone = confirm_destruction(by=request.scope, review=number)
    except OnHold:
        return _page(
            request,
            number,
            Reason(""),
            "A legal hold stands: nothing was destroyed. End the hold first",
            status=409,
        )
    except AnotherPerson:
        return _page(request, number, Reason(""), "You decided it: another person confirms", status=409)
    messages.success(
        request,
        f"Destroyed, {'in all its versions' if gone > 1 else 'for good'}. The ledger says that it was, and why.",
    )
    return redirect("keeping")


def _page(
    request: HttpRequest, number: int, reason: Reason, wrong: str, decision: str = "", status: int = 200
) -> HttpResponse:
    with request.scope.transaction():
        found = review(number)
    errors = [
        {"text": text, "href": href}
        for text, href in ((wrong, "#decision"), (reason.wrong, "#reason"))
        if text
    ]
    choices = [
        {"value": str(years), "text": f"Keep it {years} more year{'s' if years > 1 else ''}"}
        for years in YEARS
    ] + [
        {"divider": "or"},
        {"value": Decision.DESTROY.value, "text": "Destroy it, once another person confirms"},
    ]
    context = {
        "found": found, "kind": kinds()[found.kind], "reason": reason, "wrong": wrong, "errors": errors,
        "choices": choices, "decision": decision,
    }  # fmt: skip
    return render(request, "keeping_review/page.html", context, status=status)


def _in_years(years: int) -> date:
    return localdate() + timedelta(days=365 * years)
