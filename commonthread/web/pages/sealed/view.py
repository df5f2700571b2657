"""Records that one's team has sealed, or holds while an investigation lives; and sealing, holding and ending both."""

from collections.abc import Callable, Mapping
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.permissions import Permission
from commonthread.access.scope import NotAllowed, Scope
from commonthread.access.terms import Purpose
from commonthread.records.kind import kinds
from commonthread.records.sealing import Instead, end_hold, hold, keep_seal, lift_seal, seal, sealed_and_held
from commonthread.web.components.numbers import record_number
from commonthread.web.components.reason import read_reason
from commonthread.web.components.review import ITEMS, read_review
from commonthread.web.page import page
from commonthread.web.rendering import render
from commonthread.web.words import today

WHY = "the list of what my team seals and holds"
NO_RECORD = "Give the number of a record of your agency that you can open and that is not withheld yet"
LONDON = ZoneInfo("Europe/London")
# What is said instead is never for an agency's own everyday work.
INVESTIGATING = tuple(p for p in Purpose if p not in {Purpose.OWN_WORK, Purpose.RECORD_QUALITY})
FIELDS = ("do", "record", "number", "reason", "review", "ring_name", "ring_telephone", "line", "conditions")
SAID = {"seal": "Sealed. From now on only your team sees the record.",
        "hold": "Held. Whoever could see the record is told whom to ring.",
        "keep": "Kept until its next review.", "lift": "Lifted.", "end": "The hold has ended."}  # fmt: skip


@page("sealed", needs=Permission.RESTRICT, methods=("GET", "HEAD", "POST"))
def sealed(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, {"review": "3"}, {})
    typed = {name: request.POST.get(name, "").strip() for name in FIELDS}
    wrong = _wrong(request.POST, typed)
    if not wrong:
        try:
            with request.scope.transaction():
                DO[typed["do"]](request.scope, request.POST, typed)
        except NotAllowed:
            wrong["record"] = NO_RECORD
    if wrong:
        return _page(request, typed, wrong, status=422)
    messages.success(request, SAID[typed["do"]])
    return redirect("sealed")


def _wrong(sent: Mapping[str, str], typed: Mapping[str, str]) -> dict[str, str]:
    wrong = {}
    if typed["do"] not in DO:
        wrong["record"] = "Choose what to do"
    if record_number(typed["record"] or typed["number"]) is None:
        wrong["record"] = NO_RECORD
    if why := read_reason(sent).wrong:
        wrong["reason"] = why
    if typed["do"] in ("seal", "hold", "keep") and not read_review(sent, today()):
        wrong["review"] = "Choose a time"
    if typed["do"] == "hold" and not (typed["ring_name"] and typed["ring_telephone"]):
        wrong["ring_name"] = "Say whom to ring, and under which number"
    if typed["do"] == "hold" and bool(typed["line"]) != bool(typed["conditions"]):
        wrong["line"] = "Give both: what may be said, and what whoever reads it must keep to"
    return wrong


def _seal(scope: Scope, sent: Mapping[str, str], typed: Mapping[str, str]) -> None:
    seal(
        by=scope,
        record=record_number(typed["record"]),
        why=read_reason(sent).words,
        review_on=read_review(sent, today()),
    )


def _hold(scope: Scope, sent: Mapping[str, str], typed: Mapping[str, str]) -> None:
    until = datetime.combine(read_review(sent, today()), time(9), LONDON)
    purposes = tuple(purpose.value for purpose in INVESTIGATING) if typed["line"] else ()
    hold(by=scope, record=record_number(typed["record"]), why=read_reason(sent).words, until_at=until,
         ring_name=typed["ring_name"], ring_telephone=typed["ring_telephone"],
         instead=Instead(purposes, typed["line"], typed["conditions"]))  # fmt: skip


def _keep(scope: Scope, sent: Mapping[str, str], typed: Mapping[str, str]) -> None:
    keep_seal(
        by=scope, seal=int(typed["number"]), review_on=read_review(sent, today()), why=read_reason(sent).words
    )


def _lift(scope: Scope, sent: Mapping[str, str], typed: Mapping[str, str]) -> None:
    lift_seal(by=scope, seal=int(typed["number"]), reason=read_reason(sent).words)


def _end(scope: Scope, sent: Mapping[str, str], typed: Mapping[str, str]) -> None:
    end_hold(by=scope, hold=int(typed["number"]), reason=read_reason(sent).words)


DO: Mapping[str, Callable] = {"seal": _seal, "hold": _hold, "keep": _keep, "lift": _lift, "end": _end}


def _page(request: HttpRequest, typed: dict, wrong: dict, status: int = 200) -> HttpResponse:
    seals, holds = sealed_and_held(request.scope, reason=WHY)
    context = {
        "seals": seals,
        "holds": holds,
        "label_of": {each.kind: kinds()[each.kind].label for each in (*seals, *holds)},
        "today": today(),
        "typed": dict.fromkeys(FIELDS, "") | typed,
        "wrong": wrong,
        "errors": [{"text": text, "href": f"#{name}"} for name, text in wrong.items()],
        "review_items": ITEMS,
        "hold_items": ITEMS[:3],
        "purposes": [purpose.value for purpose in INVESTIGATING],
    }
    return render(request, "sealed/page.html", context, status=status)
