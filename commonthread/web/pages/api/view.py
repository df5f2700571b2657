"""Where a developer of an agency's system begins; and the documents that machines read."""

from django.http import HttpRequest, HttpResponse

from commonthread.access.client_terms import ClientScope
from commonthread.web.page import Open, page
from commonthread.web.rendering import render


@page("api", needs=Open.TO_ANYONE)
def api_start(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "api/page.html",
        {"scopes": tuple(ClientScope), "here": f"{request.scheme}://{request.get_host()}"},
    )
