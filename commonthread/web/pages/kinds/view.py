"""The kinds of record that there are: made from their declarations."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse

from commonthread.records.kind import kinds
from commonthread.web.page import Open, page
from commonthread.web.rendering import render


@page("kinds", needs=Open.TO_ANYONE)
def kind_list(request: HttpRequest) -> HttpResponse:
    by_category = sorted(kinds().values(), key=lambda kind: (kind.category, kind.label))
    groups = [
        (category, tuple(found)) for category, found in groupby(by_category, lambda kind: kind.category)
    ]
    return render(request, "kinds/page.html", {"groups": groups})
