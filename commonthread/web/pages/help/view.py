"""How to use Common Thread, on one page."""

from django.http import HttpRequest, HttpResponse

from commonthread.web.page import Open, page
from commonthread.web.rendering import render


@page("help", needs=Open.TO_ANYONE)
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "help/page.html", {})
