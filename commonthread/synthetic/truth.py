"""Who everybody in the files really is."""

from dataclasses import dataclass
from datetime import date

from commonthread.synthetic.people import Person

COLUMNS = (
    "agency",
    "file",
    "format",
    "kind",
    "key",
    "role",
    "place",
    "agency_person_id",
    "person",
    "household",
    "flags",
)


def person_id(person: Person) -> str:
    return f"P{person.number:07d}"


def household_id(person: Person, day: date) -> str:
    return f"H{person.household_on(day).number:07d}"


@dataclass(frozen=True)
class Source:
    """Where in the files a mention stands: the record's key, the role, and the place within the role."""

    agency: str
    file: str
    format: str
    kind: str
    key: str
    role: str
    place: int
    agency_person_id: str = ""


def truth_row(source: Source, person: Person, day: date, flags: tuple[str, ...]) -> dict[str, str]:
    return {
        "agency": source.agency,
        "file": source.file,
        "format": source.format,
        "kind": source.kind,
        "key": source.key,
        "role": source.role,
        "place": str(source.place),
        "agency_person_id": source.agency_person_id,
        "person": person_id(person),
        "household": household_id(person, day),
        "flags": "; ".join((*_kinship(person), *flags)),
    }


def _kinship(person: Person) -> tuple[str, ...]:
    found = []
    if person.twin:
        found.append(f"twin of {person_id(person.twin)}")
    if person.namesake:
        found.append(f"same name as {person_id(person.namesake)}")
    return tuple(found)
