"""One procedure: drawn, and told step by step, in the edition of today or another."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import localdate

from commonthread.access.permissions import Permission
from commonthread.pathways.procedures import NoSuchProcedure, edition_named, editions
from commonthread.web.components.pathway_picture import picture
from commonthread.web.page import Open, page
from commonthread.web.rendering import render


@page("pathways/<slug:name>", needs=Open.TO_ANYONE)
def pathway_page(request: HttpRequest, name: str) -> HttpResponse:
    try:
        known = editions(name)
        asked = request.GET.get("edition", "")
        shown = edition_named(name, asked) if asked else known[0]
    except NoSuchProcedure:
        raise Http404 from None
    scope = request.scope
    return render(
        request,
        "pathway/page.html",
        {
            "procedure": shown,
            "editions": known,
            "picture": picture(shown),
            "in_force": shown.covers(localdate()),
            "says_how_sure": scope is not None and scope.may(Permission.RUN_SERVICE),
        },
    )
