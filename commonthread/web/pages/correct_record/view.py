"""Put a record of one's own agency right: a new record with the same number of the agency's, which supersedes it."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from commonthread.access.permissions import Permission
from commonthread.access.queries import agencies
from commonthread.access.terms import Purpose
from commonthread.records.columns import write
from commonthread.records.kind import kinds
from commonthread.records.queries import envelope, read
from commonthread.web.components.posted import readable
from commonthread.web.entering import Entering, answer, may_author
from commonthread.web.page import page
from commonthread.web.reading import reason_to_read


@page("records/<number:number>/correct", needs=Permission.ENTER_RECORDS, methods=("GET", "HEAD", "POST"))
def correct_record(request: HttpRequest, number: int) -> HttpResponse:
    scope = request.scope
    with scope.transaction():
        found = envelope(number)
        reason = reason_to_read(request, found)
        mine = may_author(scope, agencies()[scope.agency], kinds()[found.kind])
    if found.agency != scope.agency or not mine:
        raise Http404
    if request.method != "POST" and (reason is None or found.superseded_by):
        return HttpResponseRedirect(reverse("record", args=[number]))
    # What was typed for longer than the reason lasted must not be lost.
    purpose, because = (
        (reason.purpose, reason.because) if reason else (Purpose.RECORD_QUALITY, "correcting it")
    )
    kind = kinds()[found.kind]
    draft = read(scope, [number], purpose=purpose, reason=because)[number].draft
    start = readable(kind, write(draft))
    return answer(request, Entering(kind, "correct_record/page.html", start, corrects=number))
