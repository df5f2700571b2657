"""What people ask about themselves: the list, the soonest to be answered on top, and a new one."""

import re
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate

from commonthread.access.permissions import Permission
from commonthread.access.scope import NotAllowed
from commonthread.rights.actions import open_request
from commonthread.rights.queries import requests
from commonthread.rights.terms import Request
from commonthread.web.components.reason import read_reason
from commonthread.web.page import page
from commonthread.web.rendering import render

NOBODY = "Give the number of somebody of whom your agency has a record, for example P-204817309"
EMPTY = {"person": "", "what": "", "received_on": "", "identity": ""}


@page("persons-requests", needs=Permission.ANSWER_REQUESTS, methods=("GET", "HEAD", "POST"))
def persons_requests(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, EMPTY, {})
    typed = {name: request.POST.get(name, "").strip() for name in EMPTY}
    received, person = _day(typed["received_on"]), _person(typed["person"])
    identity = read_reason(request.POST, "identity")
    wrong = {
        "person": "" if person else NOBODY,
        "what": "" if typed["what"] in list(Request) else "Choose what they ask for",
        "received_on": "" if received else "Give the day on which it came, not one to come",
        "identity": "Say how you know that it is they who ask" if identity.wrong else "",
    }
    if any(wrong.values()):
        return _page(request, typed, wrong)
    try:
        with request.scope.transaction():
            number = open_request(
                by=request.scope, person=person, what=Request(typed["what"]), received_on=received,
                identity_checked=identity.words[:200],
            )  # fmt: skip
    except NotAllowed:
        return _page(request, typed, {"person": NOBODY})
    messages.success(request, "The request is open.")
    return redirect("persons_request", number)


def _page(request: HttpRequest, typed: dict[str, str], wrong: dict[str, str]) -> HttpResponse:
    with request.scope.transaction():
        found = requests()
    wrong = {**dict.fromkeys(EMPTY, ""), **wrong}
    errors = [{"text": text, "href": f"#{name}"} for name, text in wrong.items() if text]
    context = {
        "open": [asked for asked in found if not asked.is_closed],
        "closed": [asked for asked in found if asked.is_closed],
        "today": localdate(),
        "typed": typed,
        "wrong": wrong,
        "errors": errors,
        "choices": [
            {"value": Request.ACCESS.value, "text": "What we hold about them"},
            {"value": Request.RECTIFICATION.value, "text": "That something be put right"},
            {"value": Request.ERASURE.value, "text": "That something be erased"},
        ],
    }
    return render(request, "persons_requests/page.html", context, status=422 if errors else 200)


def _day(typed: str) -> date | None:
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return None
    return day if day <= localdate() else None


def _person(typed: str) -> int | None:
    found = re.fullmatch(r"(?:P-?)?([1-9]\d{8})", typed.replace(" ", ""), re.IGNORECASE)
    return int(found[1]) if found else None
