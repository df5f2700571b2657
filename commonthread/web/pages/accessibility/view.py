"""How far these pages can be used by everybody, and what is not known of it."""

from django.http import HttpRequest, HttpResponse

from commonthread.web.page import Open, page
from commonthread.web.rendering import render


@page("accessibility", needs=Open.TO_ANYONE)
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "accessibility/page.html", {})
