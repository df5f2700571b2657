"""Agencies and their directory: whom to ring, and who wrote a record."""

from dataclasses import dataclass

from django.db import connections

from commonthread.access.scope import NotAllowed
from commonthread.access.terms import AgencyKind

ENTRIES = "SELECT id, key, name, role, team, phone, hours FROM access_directory"


@dataclass(frozen=True)
class AgencyKnown:
    """An agency and its duty desk, whose number is the answer wherever a viewer may see no more."""

    code: str
    name: str
    kind: AgencyKind
    district: str
    duty_telephone: str
    duty_hours: str


@dataclass(frozen=True)
class PublicNumber:
    """Whom anybody may ring with a worry, and when."""

    name: str
    telephone: str
    hours: str


@dataclass(frozen=True)
class Colleague:
    """Somebody of an agency's directory."""

    number: int
    key: str
    name: str
    role: str
    team: str
    phone: str
    hours: str


def agencies() -> dict[str, AgencyKnown]:
    """Every agency by its code."""
    with connections["app"].cursor() as cursor:
        cursor.execute(
            "SELECT code, name, kind, district, duty_telephone, duty_hours FROM access_agency ORDER BY name"
        )
        rows = cursor.fetchall()
    return {code: AgencyKnown(code, name, AgencyKind(kind), *rest) for code, name, kind, *rest in rows}


def public_numbers() -> list[PublicNumber]:
    """Of every agency that has one, by its name. Read without a scope: nothing of it is about anybody."""
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT name, public_telephone, public_hours FROM access_agency WHERE public_telephone <> '' ORDER BY name"
        )
        return [PublicNumber(*row) for row in cursor.fetchall()]


def open_teams() -> dict[str, dict[int, str]]:
    """The teams of each agency by number, which can be written to; not those that must not be found."""
    with connections["app"].cursor() as cursor:
        cursor.execute(
            "SELECT agency_id, id, name FROM access_team WHERE closed_at IS NULL AND discipline <> 'protected persons' ORDER BY name"
        )
        found: dict[str, dict[int, str]] = {}
        for agency, number, name in cursor.fetchall():
            found.setdefault(agency, {})[number] = name
    return found


def colleague(agency: str, key: str) -> Colleague | None:
    """Who wrote a record, by the key that the record bears."""
    with connections["app"].cursor() as cursor:
        cursor.execute(
            f"{ENTRIES} WHERE agency_id = %s AND key = %s",
            [agency, key],
        )
        row = cursor.fetchone()
    return Colleague(*row) if row else None


def directory(*, search: str, limit: int, offset: int) -> list[Colleague]:
    """The entries of the viewer's own agency, by name, in which these words are."""
    with connections["app"].cursor() as cursor:
        cursor.execute(
            f"{ENTRIES} WHERE agency_id = access.my_agency() "
            "AND position(lower(%s) IN lower(concat_ws(' ', name, role, team, key))) > 0 "
            "ORDER BY lower(name), id LIMIT %s OFFSET %s",
            [search, limit, offset],
        )
        return [Colleague(*row) for row in cursor.fetchall()]


def directory_entry(number: int) -> Colleague:
    """One of them; NotAllowed for another agency's and for none alike."""
    with connections["app"].cursor() as cursor:
        cursor.execute(f"{ENTRIES} WHERE agency_id = access.my_agency() AND id = %s", [number])
        row = cursor.fetchone()
    if row is None:
        raise NotAllowed("Not found.")
    return Colleague(*row)


@dataclass(frozen=True)
class Desk:
    """Whom to ring where nothing is answered: the same whether there is nothing or nothing may be told."""

    name: str
    telephone: str
    hours: str


def duty_desk() -> Desk:
    with connections["app"].cursor() as cursor:
        cursor.execute("SELECT name, telephone, hours FROM access.duty_desk()")
        return Desk(*cursor.fetchone())
