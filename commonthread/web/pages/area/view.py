"""The force area on a day: districts, policing units and neighbourhoods, drawn and as a table."""

from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate
from markupsafe import Markup

from commonthread.places.drawing.area import area_map, area_table
from commonthread.places.gazetteer import units_on
from commonthread.places.store import gazetteer
from commonthread.web.page import Open, page
from commonthread.web.rendering import render

# The units have been divided three ways; a day of each (places/cited.py says from when, and whose word it is).
DAYS = (date(2011, 1, 1), date(2017, 1, 1))


@page("area", needs=Open.TO_ANYONE)
def area(request: HttpRequest) -> HttpResponse:
    days = (*DAYS, localdate())
    asked = request.GET.get("on", "")
    on = next((day for day in days if day.isoformat() == asked), days[-1])
    places = gazetteer(settings.PLACES)
    return render(
        request,
        "area/page.html",
        {
            "on": on,
            "days": days,
            "units": units_on(on),
            "places": places,
            "map": Markup(area_map(places, on)),
            "table": Markup(area_table(places, on, caption="Neighbourhoods and their policing units")),
        },
    )
