"""The header of a census file: which collection, and the day that its details are held to be true on."""

from copy import deepcopy
from dataclasses import dataclass
from datetime import date

from lxml import etree

from commonthread.feeds.census.taking import Part, Wrong

SHAPES = {
    "Header": ("CollectionDetails", "Source", "Content"),
    "CollectionDetails": ("Collection", "Year", "ReferenceDate"),
    "Source": ("SourceLevel", "LEA", "SoftwareCode", "Release", "SerialNo", "DateTime"),
}
YEARS = range(2009, 2100)


@dataclass(frozen=True)
class Header:
    """`as_at` is the reference date, else the day that the file was made, else the day it was received."""

    collection: str | None
    year: int | None
    as_at: date
    received_on: date
    wrong: tuple[Wrong, ...] = ()
    collection_details: etree._Element | None = None


def read_header(element: etree._Element | None, received_on: date) -> Header:
    if element is None:
        return Header(None, None, received_on, received_on)
    whole = Part(element, SHAPES["Header"])
    collection = Part(whole.one("CollectionDetails"), SHAPES["CollectionDetails"])
    source = Part(whole.one("Source"), SHAPES["Source"])
    year = _year(collection)
    reference = collection.day("ReferenceDate", "100")
    if reference and not _is_reference_date(reference, year):
        piece = collection.all("ReferenceDate")[0]
        detail = "the details are dated by the day on which the file was made"
        collection.break_rule(piece, "100", detail)
        reference = None
    made = source.day("DateTime")
    as_at = next((day for day in (reference, made) if day and day <= received_on), received_on)
    wrong = (*whole.wrong, *collection.wrong, *source.wrong)
    return Header(
        collection.text("Collection"), year, as_at, received_on, wrong, deepcopy(collection.element)
    )


def _year(part: Part) -> int | None:
    text = part.text("Year")
    if text and text.isascii() and text.isdigit() and int(text[:5]) in YEARS:
        return int(text)
    if text:
        part.reject(part.all("Year")[0], "it is not a collection year")
    return None


def _is_reference_date(day: date, year: int | None) -> bool:
    return (day.month, day.day) == (3, 31) and year in (None, day.year)
