"""The neighbourhoods of the area as a form offers them."""

from collections.abc import Mapping

from django.conf import settings

from commonthread.places.store import gazetteer


def by_district() -> dict[str, dict[str, str]]:
    """Names by code, under the name of their district."""
    places = gazetteer(settings.PLACES)
    found: dict[str, dict[str, str]] = {district.name: {} for district in places.districts}
    for one in sorted(places.neighbourhoods, key=lambda one: one.name):
        if district := places.district(one.district):
            found[district.name][one.code] = one.name
    return found


def names() -> Mapping[str, str]:
    return {code: name for listed in by_district().values() for code, name in listed.items()}
