"""Numbers of people and records, as somebody types them."""

import re

PERSON = re.compile(r"(?:P-?)?(\d{9})", re.IGNORECASE)
RECORD = re.compile(r"(?:R-?)?([1-9]\d{0,17})", re.IGNORECASE)


def person_number(text: str) -> int | None:
    return _number(PERSON, text)


def record_number(text: str) -> int | None:
    return _number(RECORD, text)


def _number(shape: re.Pattern, text: str) -> int | None:
    found = shape.fullmatch(text.replace(" ", ""))
    return int(found[1]) if found else None
