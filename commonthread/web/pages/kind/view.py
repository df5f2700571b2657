"""One kind of record: who writes it, its columns, and the first line of its files."""

import csv

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from commonthread.records.api_schema import schema
from commonthread.records.columns import columns, mention_columns, record_columns
from commonthread.records.kind import Kind, kinds
from commonthread.records.record import MentionRole
from commonthread.web.page import Open, page
from commonthread.web.rendering import render


@page("kinds/<slug:name>", needs=Open.TO_ANYONE)
def kind_page(request: HttpRequest, name: str) -> HttpResponse:
    kind = _kind(name)
    people = mention_columns(MentionRole.SUBJECT, 1)
    context = {
        "kind": kind,
        "columns": record_columns(kind),
        "of_a_person": [(column.name.removeprefix("subject_1_"), column) for column in people],
    }
    return render(request, "kind/page.html", context)


@page("kinds/<slug:name>.csv", needs=Open.TO_ANYONE)
def kind_csv(request: HttpRequest, name: str) -> HttpResponse:
    """The first line of a file of this kind, to be filled in."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{_kind(name).name}.csv"'
    csv.writer(response).writerow(column.name for column in columns(_kind(name)))
    return response


@page("kinds/<slug:name>.json", needs=Open.TO_ANYONE)
def kind_schema(request: HttpRequest, name: str) -> HttpResponse:
    return JsonResponse(schema(_kind(name)))


def _kind(name: str) -> Kind:
    try:
        return kinds()[name]
    except KeyError:
        raise Http404 from None
