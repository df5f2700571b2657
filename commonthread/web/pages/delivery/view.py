"""One delivery: its receipt, which adds up, and what is to be put right in it."""

from django.http import HttpRequest, HttpResponse

from commonthread.access.permissions import Permission
from commonthread.feeds import queries
from commonthread.feeds.queries import RejectShown, Which
from commonthread.records.kind import kinds
from commonthread.web.components.delivery import told
from commonthread.web.components.faults import fault_in_words
from commonthread.web.components.pages import asked_for, limits, part
from commonthread.web.components.spreadsheet import csv_file
from commonthread.web.page import page
from commonthread.web.rendering import render

LABELS = {Which.OPEN: "To put right", Which.QUESTIONS: "Questions", Which.SETTLED: "Settled"}


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
    return csv_file(
        f"delivery-{number}-rejects",
        ["reject", "file", "line", "kind", "what is wrong", "as sent"],
        (
            [reject.number, reject.file, reject.line, reject.kind, "; ".join(_in_words(reject)), raw]
            for reject, raw in found
        ),
    )


def _first_with_something(how_many: dict[Which, int]) -> Which:
    return next((which for which in LABELS if how_many[which]), Which.OPEN)


def _piece(reject: RejectShown) -> dict[str, object]:
    label = kinds()[reject.kind].label if reject.kind in kinds() else ""
    return {"reject": reject, "kind": label, "wrong": _in_words(reject)}


def _in_words(reject: RejectShown) -> list[str]:
    return [fault_in_words(fault, format=reject.format, kind=reject.kind) for fault in reject.faults]
