"""Who else has a case open now, and what they did since: looked at again by itself by the pages of the case."""

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now

from commonthread.access.permissions import Permission
from commonthread.pathways.presence import done_since, look_in
from commonthread.web.page import page
from commonthread.web.rendering import render
from commonthread.web.scoped import BY_ITSELF

LONGEST = 12


@page("cases/<number:number>/others", needs=Permission.OPEN_CASES)
def others(request: HttpRequest, number: int) -> HttpResponse:
    since = _since(request.GET.get("since", ""))
    with request.scope.transaction():
        there = look_in(number, by_itself=BY_ITSELF in request.headers)
        meanwhile = done_since(number, since)
    context = {"number": number, "others": there, "meanwhile": meanwhile, "opened_at": since}
    return render(request, "others/page.html", context)


def _since(given: str) -> datetime:
    """Seconds since 1970, as the page of the case was given them."""
    if not (given.isascii() and given.isdigit() and len(given) <= LONGEST):
        return now()
    return datetime.fromtimestamp(int(given), UTC)
