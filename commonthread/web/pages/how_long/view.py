"""How long each kind of record is kept, counted from what, on whose authority: for anybody to read."""

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate

from commonthread.records.kind import Retention, kinds
from commonthread.rights.retention import period_of
from commonthread.web.page import Open, page
from commonthread.web.rendering import render


@page("how-long", needs=Open.TO_ANYONE)
def how_long(request: HttpRequest) -> HttpResponse:
    kept = [
        (
            period_of(retention, localdate()),
            [kind for kind in kinds().values() if kind.retention is retention],
        )
        for retention in Retention
    ]
    return render(request, "how_long/page.html", {"kept": kept})
