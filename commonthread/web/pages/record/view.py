"""One record in full, through the door: what it says, whose it is, who wrote it, and how it was corrected."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import localdate

from commonthread.access.permissions import ROLES, Permission
from commonthread.access.queries import AgencyKnown, agencies, colleague
from commonthread.access.scope import Scope
from commonthread.chronology.lanes import LANES
from commonthread.records.kind import kinds
from commonthread.records.queries import (
    Envelope,
    OpenPerson,
    entered_by,
    envelope,
    read,
    read_attachment,
    readable,
    versions,
)
from commonthread.web.components.purpose import Stated, offered, stated
from commonthread.web.page import page
from commonthread.web.pages.record.telling import tell
from commonthread.web.reading import keep_reason, reason_to_read
from commonthread.web.rendering import render

MOST_VERSIONS = 20
ENDINGS = {
    "application/pdf": ".pdf",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "text/plain": ".txt",
}


@page("records/<number:number>", needs=Permission.READ_RECORDS, methods=("GET", "HEAD", "POST"))
def record(request: HttpRequest, number: int) -> HttpResponse:
    scope = request.scope
    with scope.transaction():
        found = envelope(number)
        every = versions(number)
        entered = entered_by(version.number for version in every)
        reason = reason_to_read(request, found)
        latest = [number, *(version.number for version in every[:MOST_VERSIONS])]
        wanted = readable(latest, reason.purpose) if reason else frozenset()
        agency = agencies()[found.agency]
    if request.method == "POST":
        return _say_why(request, found, agency)
    if reason is None:
        return _ask_why(request, found, agency, offered(scope))
    contents = read(scope, sorted(wanted), purpose=reason.purpose, reason=reason.because)
    if contents[number].draft is None:
        return _summary(request, found, agency, reason, contents[number].line)
    author = contents[number].draft.author
    with scope.transaction():
        listed = colleague(found.agency, author.key) if author.key else None
    told = tell(
        found, every, contents, agency, listed, may_open=_may_open(scope, found, contents), today=localdate()
    )
    context = {
        "found": found,
        "told": told,
        "entered": entered,
        "roles": {role.value: rights.label for role, rights in ROLES.items()},
        "lane": LANES[agency.kind],
        "reason": reason,
        "may_correct": _may_correct(scope, found, agency),
        "may_keep": found.agency == scope.agency and scope.may(Permission.KEEP_RECORDS),
        "may_see_readers": found.agency == scope.agency and scope.may(Permission.ENTER_RECORDS),
    }
    return render(request, "record/page.html", context)


@page("records/<number:number>/attachments/<number:attachment>", needs=Permission.READ_RECORDS)
def record_attachment(request: HttpRequest, number: int, attachment: int) -> HttpResponse:
    """The file, to be kept and opened elsewhere; under a name that tells nothing of anybody."""
    with request.scope.transaction():
        reason = reason_to_read(request, envelope(number))
    if reason is None:
        return HttpResponseRedirect(reverse("record", args=[number]))
    _, media_type, content = read_attachment(
        request.scope, number, attachment, purpose=reason.purpose, reason=reason.because
    )
    response = HttpResponse(content, content_type=media_type)
    name = f"record-{number}-{attachment}{ENDINGS[media_type]}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _say_why(request: HttpRequest, found: Envelope, agency: AgencyKnown) -> HttpResponse:
    said = stated(request.POST, request.scope)
    if said.wrong:
        return _ask_why(request, found, agency, said, status=422)
    keep_reason(request, found.number, said.purpose, said.because)
    return HttpResponseRedirect(reverse("record", args=[found.number]))


def _ask_why(
    request: HttpRequest, found: Envelope, agency: AgencyKnown, said: Stated, status: int = 200
) -> HttpResponse:
    context = {"found": found, "kind": kinds()[found.kind], "agency": agency, "stated": said}
    return render(request, "record/why.html", context, status=status)


def _summary(
    request: HttpRequest, found: Envelope, agency: AgencyKnown, reason: OpenPerson, line: str
) -> HttpResponse:
    """All that the agreement lets be seen of it: what it is, when it was and one line."""
    context = {"found": found, "kind": kinds()[found.kind], "agency": agency, "reason": reason, "line": line}
    return render(request, "record/summary.html", context)


def _may_open(scope: Scope, found: Envelope, contents: dict) -> frozenset[int]:
    """Whose pages the viewer can open: those whom the wall shows here, and anybody for a role that searches for all."""
    if scope.may(Permission.SEARCH_EVERYONE):
        return frozenset(known.person for known in contents[found.number].known if known.person)
    return frozenset(found.persons)


def _may_correct(scope: Scope, found: Envelope, agency: AgencyKnown) -> bool:
    return (
        found.agency == scope.agency
        and found.superseded_by is None
        and scope.may(Permission.ENTER_RECORDS)
        and agency.kind in kinds()[found.kind].authors
    )
