"""When something hidden is looked at again."""

from collections.abc import Mapping
from datetime import date

from commonthread.kernel.calendars import months_after

MONTHS = {"1": "In a month", "3": "In three months", "6": "In half a year", "12": "In a year"}
ITEMS = tuple({"value": months, "text": words} for months, words in MONTHS.items())


def read_review(sent: Mapping[str, str], today: date) -> date | None:
    """The day that was chosen; None where none was."""
    months = sent.get("review", "")
    return months_after(today, int(months)) if months in MONTHS else None
