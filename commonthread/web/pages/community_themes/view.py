"""What is raised in each neighbourhood, by quarter, with small counts withheld."""

from datetime import date

from django.http import HttpRequest, HttpResponse

from commonthread.access.permissions import Permission
from commonthread.pathways.community import WITHHELD, quarters, themes
from commonthread.records.catalogue.community_concern import CommunityWorry
from commonthread.web.components.neighbourhoods import names
from commonthread.web.page import page
from commonthread.web.rendering import render
from commonthread.web.words import today

MONTHS = {1: "January to March", 4: "April to June", 7: "July to September", 10: "October to December"}


@page("community/themes", needs=Permission.KEEP_COMMUNITY)
def community_themes(request: HttpRequest) -> HttpResponse:
    offered = quarters(today())
    asked = request.GET.get("quarter", "")
    quarter = next((one for one in offered if one.isoformat() == asked), offered[0])
    with request.scope.transaction():
        found = themes(quarter)
    places = sorted({place for place, _ in found}, key=lambda code: names().get(code, code))
    context = {
        "quarter": quarter,
        "offered": {one.isoformat(): _words(one) for one in offered},
        "said": _words(quarter),
        "found": found,
        "places": {code: names().get(code, code) for code in places},
        "worries": list(CommunityWorry),
        "withheld": WITHHELD,
    }
    return render(request, "community_themes/page.html", context)


def _words(quarter: date) -> str:
    return f"{MONTHS[quarter.month]} {quarter.year}"
