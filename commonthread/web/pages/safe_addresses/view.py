"""Addresses outside that are marked safe in a case: who said so, until when, at which hours; and revoking one at once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.permissions import Permission
from commonthread.kernel.dates import LONDON
from commonthread.kernel.text import clean
from commonthread.notices.addresses import OUTSIDE, Channel, addresses, mark_safe, revoke
from commonthread.pathways.queries import CaseShown
from commonthread.pathways.queries import case as find
from commonthread.web.components.reason import read_reason
from commonthread.web.page import page
from commonthread.web.rendering import render
from commonthread.web.words import today

FIELDS = ("whose", "channel", "address", "said_by", "until", "from_time", "to_time")
MAIL = re.compile(r'[^\s@<>",;]+@[^\s@<>",;]+\.[^\s@<>",;]+')
NUMBER = re.compile(r"\+?[0-9]{10,15}")
LONGEST = {"whose": 80, "said_by": 200, "address": 254}


@dataclass(frozen=True)
class Said:
    typed: Mapping[str, str]
    until: datetime | None = None
    hours: tuple[time, time] | None = None
    wrong: Mapping[str, str] = field(default_factory=dict)


@page("cases/<number:number>/addresses", needs=Permission.OPEN_CASES, methods=("GET", "HEAD", "POST"))
def safe_addresses(request: HttpRequest, number: int) -> HttpResponse:
    with request.scope.transaction():
        case = find(number)
    if request.method != "POST":
        return _form(
            request, case, Said(dict.fromkeys(FIELDS, "") | {"until": f"{today() + timedelta(days=90)}"})
        )
    said = _said(request.POST)
    if said.wrong:
        return _form(request, case, said, status=422)
    from_time, to_time = said.hours or (None, None)
    with request.scope.transaction():
        mark_safe(
            by=request.scope, case=number, whose=said.typed["whose"], channel=Channel(said.typed["channel"]),
            address=said.typed["address"], said_by=said.typed["said_by"], until=said.until,
            from_time=from_time, to_time=to_time,
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


def _said(sent: Mapping[str, str]) -> Said:
    typed, wrong = {}, {}
    for name in FIELDS:
        try:
            typed[name] = clean(sent.get(name, "").strip())
        except ValueError as fault:
            typed[name], wrong[name] = "", f"What you wrote {fault}"
    if typed["channel"] not in [channel.value for channel in OUTSIDE]:
        wrong["channel"] = "Choose e-mail or text message"
    if typed["channel"] == Channel.TEXT:
        typed["address"] = typed["address"].replace(" ", "")
    shape = NUMBER if typed["channel"] == Channel.TEXT else MAIL
    if not shape.fullmatch(typed["address"]) or len(typed["address"]) > LONGEST["address"]:
        wrong["address"] = "Give a whole address, or a telephone number in digits"
    for name, words in (
        ("whose", "Say whose it is, by what they are"),
        ("said_by", "Say who said that it is safe, and how you know"),
    ):
        if not typed[name] or len(typed[name]) > LONGEST[name]:
            wrong[name] = f"{words}, in at most {LONGEST[name]} characters"
    until = _day(typed["until"])
    if until is None or not today() < until <= today() + timedelta(days=365):
        wrong["until"] = "Give a day after today, within a year"
    begins, ends = _time(typed["from_time"]), _time(typed["to_time"])
    asked = bool(typed["from_time"] or typed["to_time"])
    if asked and (begins is None or ends is None or begins >= ends):
        wrong["from_time"] = "Give both hours of one day, the earlier first, or leave both empty"
    by = datetime.combine(until, time(), LONDON) if until else None
    return Said(typed, by, (begins, ends) if asked and begins and ends else None, wrong)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _time(text: str) -> time | None:
    try:
        return time.fromisoformat(text)
    except ValueError:
        return None


def _form(request: HttpRequest, case: CaseShown, said: Said, status: int = 200) -> HttpResponse:
    with request.scope.transaction():
        marked = addresses(case.number)
    context = {"case": case, "marked": marked, "said": said.typed, "wrong": said.wrong, "channels": OUTSIDE}
    return render(request, "safe_addresses/page.html", context, status=status)
