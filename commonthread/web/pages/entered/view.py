"""The receipt of a record that has just been entered: its number, and whether its people have been found yet."""

from django.http import Http404, HttpRequest, HttpResponse

from commonthread.access.permissions import Permission
from commonthread.records.kind import kinds
from commonthread.records.queries import envelope, versions
from commonthread.web.page import page
from commonthread.web.rendering import render


@page("entered/<number:number>", needs=Permission.ENTER_RECORDS)
def entered(request: HttpRequest, number: int) -> HttpResponse:
    with request.scope.transaction():
        found = envelope(number)
        corrects = [version.number for version in versions(number) if version.superseded_by == number]
    if found.agency != request.scope.agency:
        raise Http404
    context = {"found": found, "kind": kinds()[found.kind], "corrects": corrects}
    return render(request, "entered/page.html", context)
