"""The answer to a request as whoever asks gets it: written anew, without the others, to be printed."""

from django.http import HttpRequest, HttpResponse

from commonthread.access.permissions import Permission
from commonthread.access.queries import agencies
from commonthread.rights.queries import items, read_for
from commonthread.rights.queries import request as request_numbered
from commonthread.rights.terms import Verdict
from commonthread.web.page import page
from commonthread.web.rendering import render


@page("persons-requests/<number:number>/answer", needs=Permission.ANSWER_REQUESTS)
def persons_request_bundle(request: HttpRequest, number: int) -> HttpResponse:
    with request.scope.transaction():
        asked, found = request_numbered(number), items(number)
        agency = agencies()[request.scope.agency]
    giving = [item for item in found if item.verdict == Verdict.GIVE and item.checked_by]
    read = read_for(request.scope, asked, [item.record for item in giving])
    context = {
        "asked": asked,
        "agency": agency,
        "given": [(item, read[item.record].given) for item in giving],
        "withheld": sorted({item.exemption for item in found if item.exemption and item.checked_by}),
        "left": sum(not item.checked_by for item in found),
    }
    return render(request, "persons_request_bundle/page.html", context)
