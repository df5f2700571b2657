"""What may flow from whom to whom, for one purpose."""

from django.http import HttpRequest, HttpResponse

from commonthread.access.agreements.matrix import flowing, matrix
from commonthread.access.agreements.rules import SHARED_FOR
from commonthread.access.permissions import Permission
from commonthread.access.queries import agencies
from commonthread.access.terms import SILENT, Level, Purpose
from commonthread.records.kind import kinds
from commonthread.web.page import page
from commonthread.web.rendering import render


@page("flows", needs=Permission.USE_SERVICE)
def flows(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("purpose", "")
    purpose = Purpose(asked) if asked in SHARED_FOR else Purpose.SAFEGUARDING_ENQUIRY
    with request.scope.transaction():
        found, known = flowing(purpose), agencies()
    there = {agency.kind for agency in known.values()}
    held = {
        (author, kind.category) for kind in kinds().values() for author in kind.authors if author in there
    }
    viewers, rows = matrix(found, held, known)
    context = {
        "purpose": purpose,
        "purposes": [{"value": each.value, "text": each.value.capitalize()} for each in SHARED_FOR],
        "levels": list(reversed(Level)),
        "viewers": viewers,
        "rows": [row for row in rows if not row.is_empty],
        "nothing": [row for row in rows if row.is_empty],
        "silent": SILENT,
    }
    return render(request, "flows/page.html", context)
