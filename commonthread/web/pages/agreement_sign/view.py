"""Signing an edition for one's own agency, and ending one: each after reading what it says."""

from datetime import UTC, datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.agreements.actions import NotAgreed, end, sign
from commonthread.access.agreements.edition import Agreement, Edition
from commonthread.access.agreements.queries import agreement
from commonthread.access.agreements.words import Agencies
from commonthread.access.permissions import Permission
from commonthread.access.queries import agencies
from commonthread.access.scope import ChangedMeanwhile, NotAllowed
from commonthread.web.components.agreement import shown
from commonthread.web.components.reason import Reason, read_reason
from commonthread.web.page import page
from commonthread.web.rendering import render

CHANGED = "The draft has changed since you read it. Nothing was signed: read it again below"
POSTS = ("GET", "HEAD", "POST")


@page(
    "agreements/<number:number>/editions/<number:edition>/sign",
    needs=Permission.SIGN_AGREEMENTS,
    methods=POSTS,
)
def agreement_sign(request: HttpRequest, number: int, edition: int) -> HttpResponse:
    found, read, known = _read(request, number, edition)
    if not read.may_be_signed_by(request.scope.agency, datetime.now(UTC)):
        raise NotAllowed("Not found.")
    if request.method != "POST":
        return _form(request, "agreement_sign/page.html", found, read, known, {})
    wrong = {} if request.POST.get("read") == "yes" else {"read": "Say that you have read it and may sign"}
    if not wrong:
        try:
            with request.scope.transaction():
                sign(by=request.scope, edition=read, digest=request.POST.get("digest", ""))
        except NotAgreed as not_agreed:
            wrong = {"read": "; ".join(not_agreed.wrong)}
        except ChangedMeanwhile:
            wrong = {"read": CHANGED}
    if wrong:
        return _form(request, "agreement_sign/page.html", found, read, known, wrong, 422)
    messages.success(request, f"You have signed for {request.scope.agency_name}.")
    return redirect(f"/agreements/{number}?edition={edition}")


@page(
    "agreements/<number:number>/editions/<number:edition>/end",
    needs=Permission.SIGN_AGREEMENTS,
    methods=POSTS,
)
def agreement_end(request: HttpRequest, number: int, edition: int) -> HttpResponse:
    found, read, known = _read(request, number, edition)
    if not read.may_be_ended_by(request.scope.agency, datetime.now(UTC)):
        raise NotAllowed("Not found.")
    reason = read_reason(request.POST) if request.method == "POST" else Reason("")
    if request.method != "POST" or reason.wrong:
        wrong = {"reason": reason.wrong} if reason.wrong else {}
        return _form(request, "agreement_sign/end.html", found, read, known, wrong, 422 if wrong else 200)
    with request.scope.transaction():
        end(by=request.scope, edition=read, because=reason.words)
    messages.success(request, "It has ended, at once and for every party.")
    return redirect(f"/agreements/{number}?edition={edition}")


def _read(request: HttpRequest, number: int, edition: int) -> tuple[Agreement, Edition, Agencies]:
    with request.scope.transaction():
        found, known = agreement(number), agencies()
    read = found.edition(edition)
    if read is None:
        raise NotAllowed("Not found.")
    return found, read, known


def _form(
    request: HttpRequest,
    template: str,
    found: Agreement,
    read: Edition,
    known: Agencies,
    wrong: dict[str, str],
    status: int = 200,
) -> HttpResponse:
    context = {"number": found.number, "shown": shown(read, found, known), "wrong": wrong}
    return render(request, template, context, status=status)
