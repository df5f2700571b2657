"""What other agencies ask of ours: the soonest due first; what was answered stays, refusals too."""

from django.http import HttpRequest, HttpResponse

from commonthread.access.permissions import Permission
from commonthread.pathways.requests import requests_to_us as asked
from commonthread.web.components.answer_due import listed
from commonthread.web.page import page
from commonthread.web.rendering import render


@page("requests/ours", needs=Permission.ANSWER_AGENCIES)
def requests_to_us(request: HttpRequest) -> HttpResponse:
    return render(request, "requests_to_us/page.html", listed(request, asked))
