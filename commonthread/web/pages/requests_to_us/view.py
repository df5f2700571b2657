"""What other agencies ask of ours: the soonest due first; what was answered stays, refusals too."""

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now

from commonthread.access.permissions import Permission
from commonthread.access.queries import agencies
from commonthread.pathways.requests import requests_to_us as asked
from commonthread.pathways.requests import requests_waiting
from commonthread.web.components.answer_due import CHOICES, chosen, left
from commonthread.web.components.pages import asked_for, limits, part
from commonthread.web.page import page
from commonthread.web.rendering import render


@page("requests/ours", needs=Permission.ANSWER_AGENCIES)
def requests_to_us(request: HttpRequest) -> HttpResponse:
    only, number = chosen(request.GET), asked_for(request)
    with request.scope.transaction():
        found = asked(only=only, **limits(number))
        waiting = requests_waiting()
        everybody = agencies()
    context = {
        "part": part(found, number),
        "only": only,
        "choices": CHOICES,
        "waiting": waiting,
        "agencies": everybody,
        "left": left,
        "now": now(),
    }
    return render(request, "requests_to_us/page.html", context)
