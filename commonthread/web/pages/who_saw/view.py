"""Who read the agency's records about one person, and why; the reason for looking is said once for a working day."""

from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now

from commonthread.access.permissions import Permission
from commonthread.oversight.queries import Reading, readings
from commonthread.web.components.pages import asked_for, limits, part
from commonthread.web.components.period import asked
from commonthread.web.components.spreadsheet import csv_file
from commonthread.web.page import page
from commonthread.web.rendering import render
from commonthread.web.words import moment, today

KEPT_AS = "looking at readings"
LASTS = timedelta(hours=8)
AT_MOST = 40
DAYS = 365
ALL = {"limit": 100_000, "offset": 0}


@page("ledger/people/<number:person>", needs=Permission.SEE_LEDGER)
def who_saw(request: HttpRequest, person: int) -> HttpResponse:
    reason = _reason(request, person)
    if reason is None:
        return redirect("ledger")
    chosen, number = asked(request, "reader", today=today(), days=DAYS), asked_for(request)
    found = readings(
        request.scope, person, reason=reason, period=chosen.period, reader=chosen["reader"], **limits(number)
    )
    context = {"person_number": person, "asked": chosen, "part": part(found, number), "reason": reason}
    return render(request, "who_saw/page.html", context)


@page("ledger/people/<number:person>/readings.csv", needs=Permission.SEE_LEDGER)
def who_saw_csv(request: HttpRequest, person: int) -> HttpResponse:
    reason = _reason(request, person)
    if reason is None:
        return redirect("ledger")
    chosen = asked(request, "reader", today=today(), days=DAYS)
    found = readings(
        request.scope, person, reason=reason, period=chosen.period, reader=chosen["reader"], whole_list=True, **ALL
    )  # fmt: skip
    header = ("when", "who", "agency", "purpose", "reason", "categories", "records")
    return csv_file(f"readings-P-{person}", header, map(_row, found))


def keep_reason(request: HttpRequest, person: int, reason: str) -> None:
    others = {key: kept for key, kept in request.session.get(KEPT_AS, {}).items() if key != str(person)}
    kept = {**others, str(person): [reason, (now() + LASTS).isoformat()]}
    request.session[KEPT_AS] = dict(list(kept.items())[-AT_MOST:])


def _reason(request: HttpRequest, person: int) -> str | None:
    reason, until = request.session.get(KEPT_AS, {}).get(str(person), (None, None))
    return reason if reason and datetime.fromisoformat(until) > now() else None


def _row(reading: Reading) -> tuple[str, ...]:
    return (
        moment(reading.at), reading.reader, reading.agency, reading.purpose, reading.reason,
        ", ".join(reading.categories), " ".join(str(number) for number in reading.records),
    )  # fmt: skip
