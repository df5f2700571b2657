"""People and addresses of the dataset: one row, and what other tables know of the same person."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from commonthread.feeds.census.codes import Disability, EthnicGroup
from commonthread.feeds.dataset.aside import Aside
from commonthread.feeds.dataset.row import Row, by_words
from commonthread.feeds.dataset.tables import TABLES
from commonthread.feeds.dataset.taken import Taken, by_person, team_name
from commonthread.kernel.identifiers import nhs_number, upn
from commonthread.records.catalogue.change_of_address import AddressType
from commonthread.records.catalogue.life_event import LifeEventType
from commonthread.records.census_codes import UpnUnknown
from commonthread.records.record import Author, Ethnicity, MentionRole, Relation, Sensitivity, Sex

GENDERS = {
    "00": None,
    "01": "Male",
    "02": "Female",
    "09": "Self-described",
    "0": None,
    "1": "Male",
    "2": "Female",
}
# The data model writes Chinese in two ways.
OTHER_ETHNIC_CODES = {"cnhe": EthnicGroup.CHINESE}
ADDRESS_PARTS = ("ROOM", "FLAT", "FLOOR", "BUILDING", "HOUSE", "STREET", "TOWN")
ADDRESS_TYPES = {
    "home": AddressType.HOME,
    "primary": AddressType.HOME,
    "placement": AddressType.PLACEMENT,
    "temporary": AddressType.TEMPORARY,
    "no fixed abode": AddressType.NO_FIXED_ABODE,
    "correspondence": AddressType.CORRESPONDENCE,
}
NUMBERS = {
    "unique pupil number": ("upn", upn),
    "former unique pupil number": ("former_upn", upn),
    "nhs number": ("nhs_number", nhs_number),
}
MOST_RELATIVES = 12


def person(row: Row, aside: Aside, today: date) -> Taken:
    number = row.text("person_id")
    return Taken(
        kind="person_details",
        key=number,
        begins=today,
        person={
            **by_person(row),
            "given_name": row.text("forename"),
            "family_name": row.text("surname"),
            "born_on": row.date("dob"),
            "expected_on": row.date("expected_dob"),
            "died_on": row.date("death_date"),
            "sex": row.code("sex", Sex) or Sex.UNKNOWN,
            "gender": GENDERS.get(row.text("gender") or "00", "Self-described"),
            "nationality": row.text("nationality"),
            "upn_unknown": row.code("upn_unknown", UpnUnknown),
            "disabilities": _disabilities(row, aside),
            "allocated_worker": _worker(row, aside),
            **_ethnicity(row),
            **_numbers(row, aside),
            **_home(aside.all("ssd_address", number)),
        },
        related=tuple(_related(row, aside)),
        columns={
            "born_on": "dob",
            "expected_on": "expected_dob",
            "died_on": "death_date",
            "key": "person_id",
        },
    )


def address(row: Row, aside: Aside) -> Taken:
    return Taken(
        kind="change_of_address",
        key=row.text("table_id"),
        begins=row.day("address_start_date"),
        ends=row.day("address_end_date"),
        detail={"address_type": _address_type(row)},
        person={**by_person(row), **_place(row)},
        columns={
            "happened_until": "address_end_date",
            "address": "address_json",
            "uprn": "address_json",
            "postcode": "address_postcode",
        },
    )


def immigration(row: Row, aside: Aside) -> Taken:
    """Kept as sensitive. No indicator looks at it."""
    status = row.text("immigration_status")
    return Taken(
        kind="life_event",
        key=_key("immigration", row.text("immigration_status_id")),
        begins=row.day("immigration_status_start_date"),
        ends=row.day("immigration_status_end_date"),
        detail={
            "event_type": LifeEventType.OTHER,
            "summary": f"Immigration status: {status or 'not stated'}",
        },
        person=by_person(row),
        sensitivity=Sensitivity.SENSITIVE,
        columns={"happened_until": "immigration_status_end_date"},
    )


def professional(row: Row, aside: Aside) -> Author:
    return Author(
        key=row.text("professional_id"),
        name=row.text("professional_name"),
        role=row.text("professional_job_title"),
        team=team_name(row.text("professional_department"), aside),
    )


def _key(kind: str, number: str | None) -> str | None:
    return number and f"{kind}/{number}"


def _ethnicity(row: Row) -> dict[str, Any]:
    group = row.code("ethnicity", EthnicGroup, OTHER_ETHNIC_CODES)
    if group is EthnicGroup.REFUSED:
        return {"ethnicity_source": Ethnicity.REFUSED}
    if group in (None, EthnicGroup.NOT_OBTAINED):
        return {"ethnicity_source": Ethnicity.NOT_ASKED}
    return {"ethnicity": group.label, "ethnicity_source": Ethnicity.RECORDED_BY_AGENCY}


def _numbers(row: Row, aside: Aside) -> dict[str, str]:
    """The person's own columns first, then the linked identifiers, then the pupil number of ssd_send."""
    stated = [("nhs number", row.text("common_child_id")), ("unique pupil number", row.text("upn"))]
    number = row.text("person_id")
    for kept in aside.all("ssd_linked_identifiers", number):
        stated.append(
            (kept.get("link_identifier_type", "").strip().casefold(), kept.get("link_identifier_value"))
        )
    for kept in aside.all("ssd_send", number):
        stated.append(("unique pupil number", Row(TABLES["ssd_send"], kept).text("upn")))
    found: dict[str, str] = {}
    for name, value in stated:
        if value is None or name not in NUMBERS:
            continue
        field, check = NUMBERS[name]
        try:
            found.setdefault(field, check(value))
        except ValueError as wrong:
            row.reject("common_child_id" if field == "nhs_number" else "person_id", f"{name}: {wrong}")
    return found


def _disabilities(row: Row, aside: Aside) -> str | None:
    known = by_words(Disability)
    stated = [
        kept.get("disa_disability_code", "") for kept in aside.all("ssd_disability", row.text("person_id"))
    ]
    found = dict.fromkeys(
        known[code.strip().casefold()] for code in stated if code.strip().casefold() in known
    )
    if any(code and code.strip().casefold() not in known for code in stated):
        row.warn("person_id", "has a disability that is not one of the codes: it is left out")
    if len(found) > 1:
        found.pop(Disability.NONE, None)
    return ", ".join(disability.label for disability in found) or None


def _worker(row: Row, aside: Aside) -> str | None:
    """The worker of the latest involvement that has not ended."""
    latest: tuple[date, str] | None = None
    for kept in aside.all("ssd_involvements", row.text("person_id")):
        involvement = Row(TABLES["ssd_involvements"], kept)
        began, worker = involvement.date("involvement_start_date"), involvement.text("professional_id")
        if (
            worker
            and began
            and not involvement.text("involvement_end_date")
            and (not latest or began >= latest[0])
        ):
            latest = began, worker
    if latest is None:
        return None
    return aside.one("ssd_professionals", latest[1]).get("prof_professional_name", latest[1])


def _related(row: Row, aside: Aside) -> Iterator[dict[str, Any]]:
    """Mother and children; and the family group, unless adoption is in it."""
    number = row.text("person_id")
    told = {number}
    for kept in aside.all("ssd_mother", number):
        told.add(kept.get("moth_person_id"))
        yield {
            "role": MentionRole.PARENT,
            "relation": Relation.MOTHER,
            "agency_person_id": kept.get("moth_person_id"),
        }
    for kept in aside.all("children", number)[:MOST_RELATIVES]:
        told.add(kept.get("moth_childs_person_id"))
        yield {
            "role": MentionRole.CHILD,
            "relation": Relation.CHILD,
            "agency_person_id": kept.get("moth_childs_person_id"),
            "born_on": Row(TABLES["ssd_mother"], kept).date("childs_dob"),
        }
    groups = [kept.get("fami_family_id") for kept in aside.all("ssd_family", number)]
    members = [kept.get("fami_person_id") for group in groups for kept in aside.all("members", group)]
    if any(aside.one("ssd_permanence", member) for member in members):
        row.warn("person_id", "is in a family group with a placement for adoption: its ties are not taken")
        return
    others = [member for member in dict.fromkeys(members) if member and member not in told]
    for member in others[:MOST_RELATIVES]:
        yield {"role": MentionRole.RELATIVE, "agency_person_id": member}


def _home(addresses: list[dict[str, str]]) -> dict[str, Any]:
    """The home address that began last and has not ended."""
    rows = [Row(TABLES["ssd_address"], kept) for kept in addresses]
    current = [
        (began, row)
        for row in rows
        if (began := row.date("address_start_date"))
        and not row.text("address_end_date")
        and _address_type(row) is AddressType.HOME
    ]
    return _place(max(current, key=lambda each: each[0])[1]) if current else {}


def _address_type(row: Row) -> AddressType:
    stated = (row.text("address_type") or "home").casefold()
    found = [kind for word, kind in ADDRESS_TYPES.items() if word in stated]
    return found[0] if found else AddressType.OTHER


def _place(row: Row) -> dict[str, Any]:
    parts = row.json("address_json")
    found = {
        "postcode": row.text("address_postcode"),
        "address": None,
        "uprn": None,
    }
    if isinstance(parts, dict):
        lines = [str(parts.get(name) or "").strip() for name in ADDRESS_PARTS]
        house = " ".join(filter(None, lines[4:6]))
        found["address"] = ", ".join(filter(None, [*lines[:4], house, lines[6]])) or None
        found["uprn"] = str(parts.get("UPRN") or "").strip() or None
    return found
