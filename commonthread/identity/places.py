"""Where somebody lives or can be reached, as parts that compare."""

import re
from functools import lru_cache

from commonthread.identity.names import ascii_letters
from commonthread.kernel.text import fold

POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})", re.ASCII)
NUMBER = re.compile(r"\d+[a-z]?", re.ASCII)
PARTS_OF_A_HOUSE = frozenset(("flat", "apartment", "apt", "room", "floor", "no", "house"))
KINDS_OF_STREET = {
    **{"avenue": "ave", "av": "ave", "close": "cl", "court": "ct", "crescent": "cres", "drive": "dr"},
    **{"gardens": "gdns", "grove": "gr", "lane": "ln", "place": "pl", "road": "rd", "saint": "st"},
    **{"square": "sq", "street": "st", "terrace": "ter"},
}


@lru_cache(maxsize=200_000)
def postcode_parts(postcode: str | None) -> tuple[str, str, str]:
    """Unit, sector and outcode of a postcode of the United Kingdom.

    Another country's code stands for a whole district: it is sector and outcode, and no unit.
    """
    squeezed = re.sub(r"[^A-Z0-9]", "", (postcode or "").upper())
    found = POSTCODE.fullmatch(squeezed)
    if not found:
        return ("", squeezed, squeezed) if 3 < len(squeezed) < 10 else ("", "", "")
    outcode, incode = found.groups()
    return squeezed, outcode + incode[0], outcode


@lru_cache(maxsize=100_000)
def houses_and_street(address: str | None) -> tuple[tuple[str, ...], str]:
    """The numbers of house and flat, and the words of the first line that has any."""
    houses: list[str] = []
    for line in (address or "").split(","):
        words = fold(line).split()
        houses += [word for word in words if NUMBER.fullmatch(word)]
        street = [w for w in words if not (NUMBER.fullmatch(w) or w in PARTS_OF_A_HOUSE)]
        if street:
            return tuple(houses), ascii_letters("".join(KINDS_OF_STREET.get(w, w) for w in street))
    return tuple(houses), ""


def phone_number(phone: str | None) -> str:
    """The digits of a telephone number, with 0 for the country code of the United Kingdom."""
    digits = re.sub(r"\D", "", phone or "")
    digits = re.sub(r"^(?:00)?44(?=\d{9,10}$)", "0", digits)
    return digits if len(digits) > 6 else ""
