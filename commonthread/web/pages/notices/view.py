"""Notices to one's own team or agency: what waits to be acknowledged first, the soonest due on top."""

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now

from commonthread.access.permissions import Permission
from commonthread.access.queries import agencies
from commonthread.notices.queries import notices_to_us, notices_waiting
from commonthread.web.components.answer_due import left
from commonthread.web.components.noticing import TO_US, chosen
from commonthread.web.components.pages import asked_for, limits, part
from commonthread.web.page import page
from commonthread.web.rendering import render


@page("notices", needs=Permission.READ_NOTICES)
def notices(request: HttpRequest) -> HttpResponse:
    only, number = chosen(request.GET, TO_US), asked_for(request)
    with request.scope.transaction():
        found = notices_to_us(only, **limits(number))
        waiting = notices_waiting()
        everybody = agencies()
    context = {
        "part": part(found, number),
        "only": only,
        "choices": TO_US,
        "waiting": waiting,
        "agencies": everybody,
        "sends": request.scope.may(Permission.OPEN_CASES),
        "left": left,
        "now": now(),
    }
    return render(request, "notices/page.html", context)
