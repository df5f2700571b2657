"""The answer to a request as whoever asks gets it: written anew, without the others, to be printed."""

from django.http import HttpRequest, HttpResponse

from commonthread.access.permissions import Permission
from commonthread.access.queries import Colleague, agencies, colleague
from commonthread.rights.queries import Reading, items, read_for
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
    with request.scope.transaction():
        written_by = {
            key: colleague(agency.code, key)
            for key in {reading.content.draft.author.key for reading in read.values()} - {None}
        }
    context = {
        "asked": asked,
        "agency": agency,
        "given": [(item, read[item.record].given, _author(read[item.record], written_by)) for item in giving],
        "withheld": sorted({item.exemption for item in found if item.exemption and item.checked_by}),
        "left": sum(not item.checked_by for item in found),
    }
    return render(request, "persons_request_bundle/page.html", context)


def _author(reading: Reading, written_by: dict[str, Colleague | None]) -> str:
    """Who wrote it, as the record says or else as the agency's directory does."""
    said, listed = reading.content.draft.author, written_by.get(reading.content.draft.author.key or "")
    return ", ".join(
        filter(
            None,
            (
                said.name or (listed and listed.name),
                said.role or (listed and listed.role),
                said.team or (listed and listed.team),
            ),
        )
    )
