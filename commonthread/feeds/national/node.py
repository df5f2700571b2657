"""One object of a national document: its properties by name, and everything in it that is wrong."""

import re
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from commonthread.kernel.dates import has_time, read_date, read_moment
from commonthread.kernel.identifiers import nhs_number, upn
from commonthread.records.codes import Code
from commonthread.records.record import Fault

C = TypeVar("C", bound=Code)

NHS_NUMBER = "https://fhir.nhs.uk/Id/nhs-number"
# No address is published for pupil numbers; any that says so is understood.
UPN = "urn:commonthread:upn"
UPN_MARKS = ("unique-pupil-number", "/upn", ":upn")
# Names of the same properties in earlier drafts of the standards.
ALIASES = {
    "givenNames": "givenName",
    "preferredNames": "preferredName",
    "gender": "genderCode",
    "locationInformation": "location",
}
KEYWORDS = ("@context", "@id", "@type")


class Node:
    """An object whose properties may stand alone or in a list, as JSON-LD allows."""

    def __init__(
        self, value: Any, known: Collection[str], path: str = "", faults: "Faults | None" = None
    ) -> None:
        self.faults = faults if faults is not None else Faults()
        self.path = path
        self.values: Mapping[str, Any] = {}
        if not isinstance(value, Mapping):
            self.faults.reject(path or "(document)", "must be an object in curly brackets")
            return
        self.values = {_plain(name): inner for name, inner in value.items()}
        for name in self.values.keys() - set(known) - set(KEYWORDS):
            self.faults.warn(self.at(name), "is not a property of the standard: it is not taken")

    def at(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name

    def all(self, name: str) -> list[Any]:
        value = self.values.get(name)
        found = value if isinstance(value, list) else [value]
        return [_unwrapped(each) for each in found if each not in (None, "", {}, [])]

    def one(self, name: str) -> Any:
        found = self.all(name)
        if len(found) > 1:
            self.faults.warn(self.at(name), "has more than one value: the first is taken")
        return found[0] if found else None

    def nodes(self, name: str, known: Collection[str]) -> list["Node"]:
        return [Node(each, known, self.at(name), self.faults) for each in self.all(name)]

    def node(self, name: str, known: Collection[str]) -> "Node | None":
        value = self.one(name)
        return None if value is None else Node(value, known, self.at(name), self.faults)

    def texts(self, name: str) -> list[str]:
        found = []
        for value in self.all(name):
            if isinstance(value, (str, int, float)) and not isinstance(value, bool):
                found.append(str(value).strip())
            else:
                self.faults.reject(self.at(name), "must be a text")
        return [text for text in found if text]

    def text(self, name: str) -> str | None:
        found = self.texts(name)
        if len(found) > 1:
            self.faults.warn(self.at(name), "has more than one value: the first is taken")
        return found[0] if found else None

    def code(self, name: str, codes: type[C]) -> C | None:
        text = self.text(name)
        if text is None:
            return None
        if text in set(codes):
            return codes(text)
        self.faults.reject(self.at(name), "is not a code of the standard")
        return None

    def moment(self, name: str) -> date | datetime | None:
        text = self.text(name)
        if text is None:
            return None
        try:
            return read_moment(text) if has_time(text) else read_date(text)
        except ValueError as wrong:
            self.faults.reject(self.at(name), str(wrong))
            return None

    def flag(self, name: str) -> bool | None:
        value = self.one(name)
        if value is None or isinstance(value, bool):
            return value
        self.faults.reject(self.at(name), "must be true or false")
        return None


class Faults:
    """What is left out of a document, and what is only asked."""

    def __init__(self) -> None:
        self.rejected: list[Fault] = []
        self.warned: list[Fault] = []

    def reject(self, column: str, message: str) -> None:
        self.rejected.append(Fault(column=column, message=message))

    def warn(self, column: str, message: str) -> None:
        self.warned.append(Fault(column=column, message=message))


IDENTIFIER = ("value", "system")


def numbers(identifiers: list[Node]) -> dict[str, str]:
    """The numbers that identifiers hold, as fields of a mention; the first local one is the agency's own."""
    found: dict[str, str] = {}
    for identifier in identifiers:
        value, system = identifier.text("value"), identifier.text("system")
        if value is None:
            identifier.faults.reject(identifier.at("value"), "is missing")
            continue
        field = _field(system or "")
        try:
            checked = {"nhs_number": nhs_number, "upn": upn}.get(field, str)(value)
        except ValueError as wrong:
            identifier.faults.reject(identifier.at("value"), str(wrong))
            continue
        if found.setdefault(field, checked) != checked:
            identifier.faults.warn(
                identifier.at("value"), "is another number of the same kind: the first is taken"
            )
    return found


def _field(system: str) -> str:
    if system.lower() == NHS_NUMBER.lower():
        return "nhs_number"
    return "upn" if any(mark in system.lower() for mark in UPN_MARKS) else "agency_person_id"


def _plain(name: str) -> str:
    """`givenName` for `GivenName`, `schema:givenName` and the names of earlier drafts."""
    plain = name if name.startswith("@") else name.rpartition(":")[2]
    plain = plain if plain.isupper() else plain[:1].lower() + plain[1:]
    return ALIASES.get(plain, plain)


def _unwrapped(value: Any) -> Any:
    """The value of a JSON-LD value object."""
    return value["@value"] if isinstance(value, Mapping) and "@value" in value else value


def type_of(value: Any) -> str | None:
    """What an object says it is, without its prefix or address."""
    stated = value.get("@type") if isinstance(value, Mapping) else None
    first = stated[0] if isinstance(stated, list) and stated else stated
    return re.split(r"[#/:]", first)[-1] if isinstance(first, str) else None
