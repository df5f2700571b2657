"""The kinds of notice, and whose words hold for each: the house's, or one's own agency's."""

from django.http import HttpRequest, HttpResponse

from commonthread.access.permissions import Permission
from commonthread.notices.kind import kinds
from commonthread.notices.templates import editions
from commonthread.web.page import page
from commonthread.web.rendering import render


@page("notice-words", needs=Permission.WRITE_TEMPLATES)
def notice_words(request: HttpRequest) -> HttpResponse:
    with request.scope.transaction():
        written = {name: editions(name) for name in kinds()}
    latest = {name: found[0] if found else None for name, found in written.items()}
    return render(request, "notice_words/page.html", {"kinds": kinds().values(), "latest": latest})
