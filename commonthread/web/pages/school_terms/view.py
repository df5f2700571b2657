"""The schools whose own terms and training days somebody may set: which have any, and who set them last."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate

from commonthread.access.permissions import Permission
from commonthread.pathways.schools import schools_to_set
from commonthread.web.components.pages import asked_for, limits, part
from commonthread.web.page import page
from commonthread.web.rendering import render

LONGEST = 60


@page("school-terms", needs=Permission.KEEP_TERMS)
def school_terms(request: HttpRequest) -> HttpResponse:
    """Whoever has but one goes to it."""
    number, name = asked_for(request), request.GET.get("name", "").strip()[:LONGEST].replace("\x00", "")
    year = this_year()
    with request.scope.transaction():
        found, count = schools_to_set(name, **limits(number))
    if count == 1 and not name and found[0].code == request.scope.agency:
        return redirect("school_year", found[0].code, year)
    context = {"part": part(found, number), "count": count, "name": name, "years": range(year, year + 2)}
    return render(request, "school_terms/page.html", context)


def this_year() -> int:
    """The year in which the school year of today began."""
    today = localdate()
    return today.year if today.month >= 9 else today.year - 1
