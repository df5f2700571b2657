"""One delivery: its receipt, which adds up, and what is to be put right in it."""

import csv

from django.http import HttpRequest, HttpResponse

from commonthread.access.permissions import Permission
from commonthread.feeds import queries
from commonthread.feeds.queries import RejectShown, Which
from commonthread.records.kind import kinds
from commonthread.web.components.delivery import told
from commonthread.web.components.faults import fault_in_words
from commonthread.web.components.pages import asked_for, limits, part
from commonthread.web.page import page
from commonthread.web.rendering import render

LABELS = {Which.OPEN: "To put right", Which.QUESTIONS: "Questions", Which.SETTLED: "Settled"}
RUNS_IN_A_SPREADSHEET = ("=", "+", "-", "@", "\t", "\r")


@page("deliveries/<number:number>", needs=Permission.SEE_DELIVERIES)
def delivery(request: HttpRequest, number: int) -> HttpResponse:
    asked, at = request.GET.get("show", ""), asked_for(request)
    with request.scope.transaction():
        shown = queries.delivery(number)
        how_many = queries.how_many(number)
        which = Which(asked) if asked in set(Which) else _first_with_something(how_many)
        found = queries.rejects(number, which, **limits(at))
    context = {
        "delivery": told(shown),
        "tabs": [(each, LABELS[each], how_many[each]) for each in LABELS],
        "which": which,
        "part": part([_piece(each) for each in found], at),
    }
    return render(request, "delivery/page.html", context)


@page("deliveries/<number:number>/rejects.csv", needs=Permission.SEE_DELIVERIES)
def delivery_rejects(request: HttpRequest, number: int) -> HttpResponse:
    """What is still to be put right with what was sent: for its owner, and on the ledger as a disclosure."""
    found = queries.read_open_rejects(
        request.scope, number, reason=f"taking away the open rejects of delivery {number}"
    )
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="delivery-{number}-rejects.csv"'
    writer = csv.writer(response)
    writer.writerow(["reject", "file", "line", "kind", "what is wrong", "as sent"])
    for reject, raw in found:
        wrong = "; ".join(_in_words(reject))
        cells = [reject.number, reject.file, reject.line, reject.kind, wrong, raw]
        writer.writerow([_harmless(cell) for cell in cells])
    return response


def _first_with_something(how_many: dict[Which, int]) -> Which:
    return next((which for which in LABELS if how_many[which]), Which.OPEN)


def _piece(reject: RejectShown) -> dict[str, object]:
    label = kinds()[reject.kind].label if reject.kind in kinds() else ""
    return {"reject": reject, "kind": label, "wrong": _in_words(reject)}


def _in_words(reject: RejectShown) -> list[str]:
    return [fault_in_words(fault, format=reject.format, kind=reject.kind) for fault in reject.faults]


def _harmless(cell: object) -> object:
    """A text that a spreadsheet would take for a formula gets an apostrophe before it."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(RUNS_IN_A_SPREADSHEET) else cell
