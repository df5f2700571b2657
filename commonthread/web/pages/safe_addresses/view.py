"""Addresses outside that are marked safe in a case: who said so, until when, at which hours; and revoking one at once."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.permissions import Permission
from commonthread.notices.addresses import OUTSIDE, Channel, addresses, mark_safe, revoke
from commonthread.pathways.queries import CaseShown
from commonthread.pathways.queries import case as find
from commonthread.web.components.reason import read_reason
from commonthread.web.components.safe_address import Said, anew, marked
from commonthread.web.naming import named
from commonthread.web.page import page
from commonthread.web.rendering import render
from commonthread.web.words import today


@page("cases/<number:number>/addresses", needs=Permission.OPEN_CASES, methods=("GET", "HEAD", "POST"))
def safe_addresses(request: HttpRequest, number: int) -> HttpResponse:
    with request.scope.transaction():
        case = find(number)
    if request.method != "POST":
        return _form(request, case, anew())
    said = marked(request.POST)
    people = {"": None} | {str(one.number): one.number for one in case.people}
    person = request.POST.get("person", "")
    if said.wrong or person not in people:
        wrong = dict(said.wrong) | (
            {} if person in people else {"person": "Choose somebody of the case, or somebody else"}
        )
        return _form(
            request, case, replace(said, typed={**said.typed, "person": person}, wrong=wrong), status=422
        )
    from_time, to_time = said.hours or (None, None)
    with request.scope.transaction():
        mark_safe(
            by=request.scope, case=number, whose=said.typed["whose"], channel=Channel(said.typed["channel"]),
            address=said.typed["address"], said_by=said.typed["said_by"], until=said.until,
            from_time=from_time, to_time=to_time, person=people[person],
        )  # fmt: skip
    messages.success(request, "Marked safe. From now on it is shown only in part.")
    return redirect("safe_addresses", number)


@page(
    "cases/<number:number>/addresses/<number:address>/revoke", needs=Permission.OPEN_CASES, methods=("POST",)
)
def revoke_safe_address(request: HttpRequest, number: int, address: int) -> HttpResponse:
    reason = read_reason(request.POST)
    if reason.wrong:
        messages.error(request, f"Nothing was changed. {reason.wrong}.")
        return redirect("safe_addresses", number)
    with request.scope.transaction():
        find(number)
        revoke(by=request.scope, number=address, because=reason.words)
    messages.success(request, "Safe no more. Nothing is sent there from this moment; what waited is stopped.")
    return redirect("safe_addresses", number)


def _form(request: HttpRequest, case: CaseShown, said: Said, status: int = 200) -> HttpResponse:
    with request.scope.transaction():
        known = addresses(case.number)
    names = {}
    if not case.closed_at:
        people = [person.number for person in case.people]
        called = named(request.scope, people, purpose=case.purpose, because=case.because, today=today())
        names = {person: found.name for person, found in called.items() if found.name}
    context = {
        "case": case,
        "marked": known,
        "said": said.typed,
        "wrong": said.wrong,
        "channels": OUTSIDE,
        "names": names,
    }
    return render(request, "safe_addresses/page.html", context, status=status)
