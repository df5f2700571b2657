"""Whom officers must not see: what they have declared, what was found, and putting and ending it. Never one's own."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.permissions import Permission
from commonthread.access.scope import NotAllowed
from commonthread.identity.conflicts import KINDS, conflicts, end, put, settle
from commonthread.web.components.numbers import person_number, record_number
from commonthread.web.components.reason import read_reason
from commonthread.web.page import page
from commonthread.web.rendering import render

WHY = "conflicts of interest that I look after"
NOT_THERE = "Give an account of your agency that is not your own, and the number of somebody who is there"
FIELDS = ("do", "username", "person", "kind", "declaration", "conflict", "reason")


@page("conflicts", needs=Permission.RESTRICT, methods=("GET", "HEAD", "POST"))
def conflicts_of_interest(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, {}, {})
    typed = {name: request.POST.get(name, "").strip() for name in FIELDS}
    wrong = {"end": _end, "settle": _settle}.get(typed["do"], _put)(request, typed)
    if wrong:
        return _page(request, typed, wrong, status=422)
    return redirect("conflicts_of_interest")


def _put(request: HttpRequest, typed: dict[str, str]) -> dict[str, str]:
    person = person_number(typed["person"])
    wrong = {} if typed["kind"] in KINDS else {"kind": "Choose what they are to each other"}
    if not typed["username"] or person is None:
        return {"username": NOT_THERE} | wrong
    if wrong:
        return wrong
    try:
        with request.scope.transaction():
            put(by=request.scope, username=typed["username"], person=person, kind=typed["kind"])
            if declaration := record_number(typed["declaration"]):
                settle(by=request.scope, declaration=declaration)
    except NotAllowed:
        return {"username": NOT_THERE}
    messages.success(request, "From now on this officer does not see them.")
    return {}


def _settle(request: HttpRequest, typed: dict[str, str]) -> dict[str, str]:
    with request.scope.transaction():
        settle(by=request.scope, declaration=record_number(typed["declaration"]) or 0)
    messages.success(request, "Put aside: nobody else here is meant.")
    return {}


def _end(request: HttpRequest, typed: dict[str, str]) -> dict[str, str]:
    why = read_reason(request.POST)
    if why.wrong:
        return {f"end-{typed['conflict']}": why.wrong}
    with request.scope.transaction():
        end(by=request.scope, conflict=record_number(typed["conflict"]) or 0, reason=why.words)
    messages.success(request, "Ended. They see what their post lets them see.")
    return {}


def _page(request: HttpRequest, typed: dict, wrong: dict, status: int = 200) -> HttpResponse:
    found, declared = conflicts(request.scope, reason=WHY)
    context = {
        "conflicts": found,
        "declared": declared,
        "typed": dict.fromkeys(FIELDS, "") | typed,
        "wrong": wrong,
        "errors": [{"text": text, "href": f"#{name}"} for name, text in wrong.items()],
        "kind_items": [{"value": kind, "text": words} for kind, words in KINDS.items()],
    }
    return render(request, "conflicts/page.html", context, status=status)
