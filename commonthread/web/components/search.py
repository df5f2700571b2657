"""What somebody typed to find a person: any part of a name, an age, a place or a number."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from commonthread.identity.standardise import GivenMention
from commonthread.kernel.dates import read_date
from commonthread.kernel.identifiers import nhs_number, upn
from commonthread.kernel.text import clean
from commonthread.records.record import Precision

FIELDS = ("given_name", "family_name", "born", "postcode", "nhs_number", "upn")
LONGEST = 200
OLDEST = 120
AGE = re.compile(
    r"(?:about |around |aged |age |~)? ?(\d{1,3})(?: ?(?:years?|yrs?|y)(?: old)?)?", re.IGNORECASE
)
YEAR = re.compile(r"(\d{4})")
# Somebody who is about eight may be seven or nine, and may have had this year's birthday or not.
AROUND = range(-2, 2)
BORN = "is a date, a year or an age: 14 Mar 2017, 2017 or about 8"


@dataclass(frozen=True)
class Search:
    """The words as they were typed, whom they describe, and what is wrong with them by field."""

    typed: Mapping[str, str]
    asked: tuple[GivenMention, ...]
    wrong: Mapping[str, str]

    @property
    def unborn(self) -> bool:
        return self.typed["born"].casefold() == "unborn"


def read_search(given: Mapping[str, str], today: date) -> Search:
    typed = {field: given.get(field, "").strip()[:LONGEST] for field in FIELDS}
    wrong: dict[str, str] = {}

    def checked(field: str, rule: Callable[[str], object]) -> object:
        try:
            return rule(typed[field]) if typed[field] else None
        except ValueError as fault:
            wrong[field] = str(fault)
            return None

    known = {field: checked(field, clean) for field in ("given_name", "family_name", "postcode")}
    known |= {"nhs_number": checked("nhs_number", nhs_number), "upn": checked("upn", upn)}
    meant = checked("born", lambda text: births(text, today)) or [{}]
    if not any(typed.values()):
        wrong["given_name"] = "Enter at least one thing that you know"
    elif not wrong and not any(known.values()) and not _is_exact(meant):
        wrong["given_name"] = "Enter a name, a postcode or a number beside the age"
    asked = () if wrong else tuple(GivenMention(0, **known, **born) for born in meant)
    return Search(typed, asked, {field: _sentence(field, words) for field, words in wrong.items()})


def births(text: str, today: date) -> list[dict]:
    """The births that a date, a year or an age may mean, as fields of a mention, in order; of nothing, one that says nothing."""
    if not text:
        return [{}]
    if text.casefold() == "unborn":
        return [{}]
    if year := YEAR.fullmatch(text):
        return [_in_year(int(year[1]), today, Precision.YEAR)]
    if age := AGE.fullmatch(text):
        years = [today.year - int(age[1]) + step for step in AROUND]
        return [_in_year(year, today, Precision.ABOUT) for year in years if year <= today.year]
    try:
        born = read_date(text)
    except ValueError as fault:
        raise ValueError(BORN if "is not a date" in str(fault) else str(fault)) from fault
    if born > today:
        raise ValueError("is in the future; for a child who is not yet born write: unborn")
    return [{"born_on": born}]


def _is_exact(births: list[dict]) -> bool:
    return any(birth and "born_precision" not in birth for birth in births)


def _in_year(year: int, today: date, precision: Precision) -> dict:
    if not today.year - OLDEST <= year <= today.year:
        raise ValueError("is not within a lifetime")
    return {"born_on": date(year, 1, 1), "born_precision": precision}


LABELS = {
    "given_name": "First name",
    "family_name": "Last name",
    "born": "Birth date or age",
    "postcode": "Postcode",
}


def _sentence(field: str, words: str) -> str:
    """The rules of numbers name what they are about; the others begin with a verb."""
    whole = words if words[0].isupper() or field not in LABELS else f"{LABELS[field]} {words}"
    return whole[0].upper() + whole[1:]
