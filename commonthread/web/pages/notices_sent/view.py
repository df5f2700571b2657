"""Notices that went out of one's own cases: what nobody has acknowledged first, and what did not go."""

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now

from commonthread.access.permissions import Permission
from commonthread.access.queries import agencies
from commonthread.notices.queries import notices_from_us, notices_waiting
from commonthread.web.components.answer_due import left
from commonthread.web.components.noticing import FROM_US, chosen
from commonthread.web.components.pages import asked_for, limits, part
from commonthread.web.page import page
from commonthread.web.rendering import render


@page("notices/sent", needs=Permission.OPEN_CASES)
def notices_sent(request: HttpRequest) -> HttpResponse:
    only, number = chosen(request.GET, FROM_US), asked_for(request)
    with request.scope.transaction():
        found = notices_from_us(only=only, **limits(number))
        waiting = notices_waiting()
        everybody = agencies()
    context = {
        "part": part(found, number),
        "only": only,
        "choices": FROM_US,
        "waiting": waiting,
        "agencies": everybody,
        "left": left,
        "now": now(),
    }
    return render(request, "notices_sent/page.html", context)
