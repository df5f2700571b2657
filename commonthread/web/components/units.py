"""The policing units of today, as pages name them."""

from django.utils.timezone import localdate

from commonthread.places.gazetteer import units_on


def units() -> dict[str, str]:
    """Their names by their code."""
    return {unit.code: unit.name for unit in units_on(localdate())}
