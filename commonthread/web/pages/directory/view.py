"""The directory of one's own agency: who writes its records, and how they are reached."""

from django.http import HttpRequest, HttpResponse

from commonthread.access.permissions import Permission
from commonthread.access.queries import directory as entries
from commonthread.web.components.pages import asked_for, limits, part
from commonthread.web.page import page
from commonthread.web.rendering import render

LONGEST_SEARCH = 100


@page("directory", needs=Permission.USE_SERVICE)
def directory(request: HttpRequest) -> HttpResponse:
    number = asked_for(request)
    search = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
    with request.scope.transaction():
        found = entries(search=search, **limits(number))
    context = {
        "part": part(found, number),
        "search": search,
        "may_keep": request.scope.may(Permission.KEEP_DIRECTORY),
    }
    return render(request, "directory/page.html", context)
