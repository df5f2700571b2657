"""From a record: hold it, or all about somebody in it, against destruction; or ask that it be erased."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.permissions import Permission
from commonthread.access.scope import NotAllowed
from commonthread.records.queries import Envelope, envelope
from commonthread.rights.actions import hold_person, hold_record, propose_erasure
from commonthread.web.components.reason import Reason, read_reason
from commonthread.web.page import page
from commonthread.web.rendering import render
from commonthread.web.words import person


@page("records/<number:number>/keeping", needs=Permission.KEEP_RECORDS, methods=("GET", "HEAD", "POST"))
def record_keeping(request: HttpRequest, number: int) -> HttpResponse:
    scope = request.scope
    with scope.transaction():
        found = envelope(number)
    if found.agency != scope.agency:
        raise NotAllowed("Not found.")
    if request.method != "POST":
        return _page(request, found, Reason(""), "", "")
    reason, what = read_reason(request.POST), request.POST.get("what", "")
    wrong = "" if what in {value for value, _ in _choices(found)} else "Choose what is to be done"
    if reason.wrong or wrong:
        return _page(request, found, reason, what, wrong)
    with scope.transaction():
        if what == "erase":
            propose_erasure(by=scope, record=number, reason=reason.words)
        elif what == "hold":
            hold_record(by=scope, record=number, reason=reason.words)
        else:
            hold_person(by=scope, person=int(what), reason=reason.words)
    messages.success(request, "Another person confirms it now." if what == "erase" else "The hold stands.")
    return redirect("keeping")


def _choices(found: Envelope) -> list[tuple[str, str]]:
    return [
        ("hold", "Hold this record: nothing destroys it until the hold ends"),
        *((str(number), f"Hold everything that we have about {person(number)}") for number in found.persons),
        ("erase", "Have it erased, once another person confirms"),
    ]


def _page(request: HttpRequest, found: Envelope, reason: Reason, what: str, wrong: str) -> HttpResponse:
    errors = [
        {"text": text, "href": href} for text, href in ((wrong, "#what"), (reason.wrong, "#reason")) if text
    ]
    context = {
        "found": found, "reason": reason, "what": what, "wrong": wrong, "errors": errors,
        "choices": [{"value": value, "text": text} for value, text in _choices(found)],
    }  # fmt: skip
    return render(request, "record_keeping/page.html", context, status=422 if errors else 200)
