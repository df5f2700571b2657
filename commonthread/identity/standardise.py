"""A mention as given, made comparable: folded names, valid identifiers, dates as numbers, parts of places."""

import re
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import lru_cache
from operator import attrgetter

from commonthread.identity.hashing import hash64
from commonthread.identity.names import PARTICLES, PLACEHOLDERS, aliases, ascii_letters
from commonthread.identity.places import houses_and_street, phone_number, postcode_parts
from commonthread.kernel.identifiers import nhs_number, upn
from commonthread.kernel.text import fold
from commonthread.records.record import Mention, Precision


@dataclass(frozen=True, slots=True)
class GivenMention:
    """The fields of a mention that say who it is, as the agency gave them; `number` is the mention's own."""

    number: int
    agency: str = ""
    agency_person_id: str | None = None
    given_name: str | None = None
    middle_names: str | None = None
    family_name: str | None = None
    former_family_name: str | None = None
    known_as: str | None = None
    born_on: date | None = None
    born_precision: Precision = Precision.DAY
    sex: str | None = None
    nhs_number: str | None = None
    upn: str | None = None
    former_upn: str | None = None
    pnc_id: str | None = None
    address: str | None = None
    postcode: str | None = None
    phone: str | None = None
    email: str | None = None
    town: str | None = None
    other_identifier: str | None = None


def given(number: int, agency: str, mention: Mention) -> GivenMention:
    """What linking needs of a record's mention."""
    return GivenMention(number, agency, **{name: getattr(mention, name) for name in SHARED_WITH_MENTION})


SHARED_WITH_MENTION = tuple(f.name for f in fields(GivenMention) if f.name in Mention.model_fields)


@dataclass(frozen=True, slots=True)
class Standard:
    """A mention made comparable. An empty text, 0 or an empty tuple means not known.

    `born` is yyyymmdd. `born_day_known` is false where the day is 1 January, which often stands for
    "some day of that year", or was given as less exact. Names are folded and without spaces.
    """

    number: int
    agency: int = 0
    own_number: int = 0
    given: str = ""
    first: str = ""
    given_names: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    middle: str = ""
    family: str = ""
    family_names: tuple[str, ...] = ()
    born: int = 0
    born_year: int = 0
    born_day_known: bool = False
    sex: str = ""
    nhs: int = 0
    upns: tuple[str, ...] = ()
    pnc: str = ""
    other_identifier: str = ""
    unit: str = ""
    sector: str = ""
    outcode: str = ""
    houses: tuple[str, ...] = ()
    street: str = ""
    town: str = ""
    phone: str = ""
    email: str = ""
    email_user: str = ""


SAID = attrgetter(*(field.name for field in fields(Standard) if field.name != "number"))
WHERE = ("unit", "sector", "outcode", "houses", "street", "town", "phone", "email", "email_user")
NOWHERE = {field.name: field.default for field in fields(Standard) if field.name in WHERE}


def without_place(mention: Standard) -> Standard:
    """The mention without anything that tells where somebody lives or can be reached."""
    return replace(mention, **NOWHERE)


def standardise(mention: GivenMention) -> Standard:
    """The comparable form of a mention. What is not valid counts as not known; nothing is refused."""
    given_words, middle_words = _words(mention.given_name), _words(mention.middle_names)
    family_words, former_words = _words(mention.family_name), _words(mention.former_family_name)
    known_words = _words(mention.known_as)
    unit, sector, outcode = postcode_parts(mention.postcode)
    houses, street = houses_and_street(mention.address)
    email = (mention.email or "").strip().casefold()
    born, day_known = _born(mention.born_on, mention.born_precision)
    return Standard(
        number=mention.number,
        agency=hash64("agency", mention.agency) if mention.agency else 0,
        own_number=_own_number(mention.agency, mention.agency_person_id),
        given="".join(given_words),
        first=given_words[0] if given_words else "",
        given_names=_parts(given_words + middle_words + known_words),
        aliases=aliases(given_words, known_words),
        middle="".join(middle_words),
        family="".join(family_words),
        family_names=_names_borne(family_words, former_words),
        born=born,
        born_year=born // 10000,
        born_day_known=day_known,
        sex=mention.sex if mention.sex in ("F", "M") else "",
        nhs=int(_valid(nhs_number, mention.nhs_number) or 0),
        upns=tuple(u for u in (_valid(upn, mention.upn), _valid(upn, mention.former_upn)) if u),
        pnc=_squeezed(mention.pnc_id),
        other_identifier=_squeezed(mention.other_identifier),
        unit=unit,
        sector=sector,
        outcode=outcode,
        houses=houses,
        street=street,
        town=_squeezed(mention.town),
        phone=phone_number(mention.phone),
        email=email,
        email_user=email.partition("@")[0],
    )


@lru_cache(maxsize=200_000)
def _words(name: str | None) -> tuple[str, ...]:
    if not name:
        return ()
    words = tuple(ascii_letters(word) for word in fold(name).split())
    return () if " ".join(words) in PLACEHOLDERS else words


def _squeezed(text: str | None) -> str:
    return "".join(_words(text))


def _parts(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if len(word) > 2))


def _names_borne(family: tuple[str, ...], former: tuple[str, ...]) -> tuple[str, ...]:
    """Each family name and each part of a double one; particles such as *van* are no name by themselves."""
    whole = ("".join(family), "".join(former))
    parts = (word for word in family + former if len(word) > 2 and word not in PARTICLES)
    return tuple(dict.fromkeys(name for name in (*whole, *parts) if name))


def _born(born_on: date | None, precision: Precision) -> tuple[int, bool]:
    if born_on is None:
        return 0, False
    day_known = precision is Precision.DAY and (born_on.month, born_on.day) != (1, 1)
    return born_on.year * 10000 + born_on.month * 100 + born_on.day, day_known


def _valid(rule, text: str | None) -> str:
    if not text:
        return ""
    try:
        return rule(text)
    except ValueError:
        return ""


def _own_number(agency: str, agency_person_id: str | None) -> int:
    identifier = re.sub(r"\s", "", agency_person_id or "").casefold()
    return hash64("own", agency, identifier) if agency and identifier else 0
