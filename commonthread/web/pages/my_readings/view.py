"""What one did oneself: read, searched, stated. And where one lives, so that nobody need ask."""

import re

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.permissions import Permission
from commonthread.oversight.actions import live_at
from commonthread.oversight.queries import OwnReading, has_told_home, own_readings
from commonthread.web.components.numbers import person_number
from commonthread.web.components.pages import asked_for, limits, part
from commonthread.web.components.period import Asked, asked
from commonthread.web.components.spreadsheet import csv_file
from commonthread.web.page import page
from commonthread.web.rendering import render
from commonthread.web.words import moment, today

DAYS = 30
ALL = {"limit": 100_000, "offset": 0}
POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}", re.IGNORECASE)
WORDS = {
    "disclosure": "Read records",
    "consultation": "Looked at links, lists or the ledger",
    "purpose stated": "Said why you look",
    "search": "Searched",
    "refusal": "Was refused",
    "break-glass": "Broke the glass",
}


@page("ledger/mine", needs=Permission.USE_SERVICE, methods=("GET", "HEAD", "POST"))
def my_readings(request: HttpRequest) -> HttpResponse:
    wrong = ""
    if request.method == "POST":
        postcode = request.POST.get("postcode", "").strip()
        if not postcode or POSTCODE.fullmatch(postcode):
            with request.scope.transaction():
                live_at(by=request.scope, postcode=postcode)
            messages.success(request, "Your postcode is kept." if postcode else "Your postcode is forgotten.")
            return redirect("my_readings")
        wrong = "Give a whole postcode, for example ZZ9 9AB, or nothing"
    chosen, number = _asked(request), asked_for(request)
    found = own_readings(
        request.scope, period=chosen.period, person=person_number(chosen["person"]), **limits(number)
    )
    with request.scope.transaction():
        told = has_told_home()
    context = {
        "asked": chosen, "part": part(found, number), "words": WORDS, "told": told, "wrong": wrong,
        "sees_ledger": request.scope.may(Permission.SEE_LEDGER),
    }  # fmt: skip
    return render(request, "my_readings/page.html", context, status=422 if wrong else 200)


@page("ledger/mine.csv", needs=Permission.USE_SERVICE)
def my_readings_csv(request: HttpRequest) -> HttpResponse:
    chosen = _asked(request)
    found = own_readings(
        request.scope, period=chosen.period, person=person_number(chosen["person"]), whole_list=True, **ALL
    )
    return csv_file(
        "my-readings", ("when", "what", "person", "purpose", "reason", "records"), map(_row, found)
    )


def _asked(request: HttpRequest) -> Asked:
    return asked(request, "person", today=today(), days=DAYS)


def _row(one: OwnReading) -> tuple[object, ...]:
    person = f"P-{one.person}" if one.person else ""
    return moment(one.at), one.type, person, one.purpose, one.reason, one.records
