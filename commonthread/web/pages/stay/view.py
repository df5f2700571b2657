"""Staying signed in. Opening it is use; asked by a page itself it only tells how long is left."""

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse

from commonthread.access.permissions import Permission
from commonthread.access.sessions import IDLE, my_sessions
from commonthread.web.page import page
from commonthread.web.rendering import render


@page("accounts/stay/", needs=Permission.USE_SERVICE)
def stay(request: HttpRequest) -> HttpResponse:
    with request.scope.transaction():
        this = next(session for session in my_sessions() if session.this)
    left = IDLE - (datetime.now(UTC) - this.seen_at)
    answer = render(request, "stay/page.html", {})
    answer["X-Seconds-Left"] = str(int(left.total_seconds()))
    return answer
