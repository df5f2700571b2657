"""The written form of a postcode."""

import re

SHAPE = re.compile(r"([A-Z]{1,2}[0-9][0-9A-Z]?)([0-9][ABD-HJLNP-UW-Z]{2})")

# No postcode area of the United Kingdom is called WM: see docs/decisions/0004.
INVENTED_AREA = "WM"


def normal_postcode(text: str) -> str | None:
    """In capitals with one space before the inward code; None where the text has not the shape of a postcode."""
    found = SHAPE.fullmatch("".join(text.split()).upper())
    return f"{found[1]} {found[2]}" if found else None


def is_invented(postcode: str) -> bool:
    return re.match(INVENTED_AREA + r"\d", postcode) is not None
