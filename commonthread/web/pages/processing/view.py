"""The record of processing activities of UK GDPR Article 30, made from the agreements in force: a page, and CSV."""

import csv

from django.http import HttpRequest, HttpResponse

from commonthread.access.permissions import Permission
from commonthread.feeds.processing import Activity, activities, published
from commonthread.rights.retention import period_of
from commonthread.web.page import page
from commonthread.web.rendering import render
from commonthread.web.words import today

COLUMNS = {
    "controller": "Controller", "contact": "Contact", "responsible": "Joint controllers’ contact",
    "purposes": "Purposes", "subjects": "People", "data": "Categories of data", "recipients": "Recipients",
    "power": "Legal power", "condition": "Data protection condition", "kept": "Kept for",
    "security": "Security", "from_on": "From", "until_on": "Until",
}  # fmt: skip


@page("processing", needs=Permission.USE_SERVICE)
def processing(request: HttpRequest) -> HttpResponse:
    context = {"activities": activities(published()), "on": today(), "kept_for": kept_for}
    return render(request, "processing/page.html", context)


@page("processing.csv", needs=Permission.USE_SERVICE)
def processing_csv(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="processing-{today()}.csv"'
    writer = csv.writer(response)
    writer.writerow(COLUMNS.values())
    for row in activities(published()):
        writer.writerow([_cell(row, field) for field in COLUMNS])
    return response


def kept_for(row: Activity) -> tuple[str, ...]:
    return tuple(f"{retention.label}: {period_of(retention, today()).in_words()}" for retention in row.kept)


def _cell(row: Activity, field: str) -> str:
    value = kept_for(row) if field == "kept" else getattr(row, field)
    return "; ".join(value) if isinstance(value, tuple) else value
