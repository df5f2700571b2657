"""Records that somebody read and that have been corrected since: they may have acted on what was wrong."""

from django.http import HttpRequest, HttpResponse

from commonthread.access.permissions import Permission
from commonthread.access.queries import agencies
from commonthread.records.kind import kinds
from commonthread.rights.queries import corrected_since_read, recipients
from commonthread.web.page import page
from commonthread.web.rendering import render


@page("corrected", needs=Permission.READ_RECORDS)
def corrected(request: HttpRequest) -> HttpResponse:
    with request.scope.transaction():
        found, known = corrected_since_read(), agencies()
    rows = [(each, kinds()[each.kind], known[each.agency]) for each in found]
    return render(request, "corrected/page.html", {"rows": rows})


@page("records/<number:number>/recipients", needs=Permission.ENTER_RECORDS)
def recipients_page(request: HttpRequest, number: int) -> HttpResponse:
    """Whom a correction has reached, for the agency that made it."""
    found = recipients(request.scope, number)
    left = sum(not recipient.has_read_correction for recipient in found)
    return render(request, "corrected/recipients.html", {"number": number, "found": found, "left": left})
