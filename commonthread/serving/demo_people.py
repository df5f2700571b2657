"""The teams of the demo, by policing unit, neighbourhood and discipline, and its people in their posts."""

from django.utils.timezone import localdate

from commonthread.access.demo import PEOPLE, DemoPerson
from commonthread.access.permissions import ROLES
from commonthread.access.terms import AgencyKind, Discipline
from commonthread.places.gazetteer import units_on
from commonthread.places.store import gazetteer
from commonthread.synthetic.agencies import Agency, agencies

# A public protection team of every unit joins these three; beside it stand those who look for the missing and who walk.
IN_EVERY_UNIT = (
    Discipline.CHILD_PROTECTION,
    Discipline.VULNERABLE_ADULTS,
    Discipline.DOMESTIC_ABUSE,
    Discipline.MISSING_PEOPLE,
    Discipline.NEIGHBOURHOOD,
)
ELSEWHERE = {
    AgencyKind.CHILDRENS_SERVICES: (Discipline.HUB, Discipline.CHILD_PROTECTION, Discipline.OVERSIGHT),
    AgencyKind.ADULT_CARE: (Discipline.HUB, Discipline.VULNERABLE_ADULTS),
    AgencyKind.HEALTH: (Discipline.HUB, Discipline.CHILD_PROTECTION, Discipline.OVERSIGHT),
    AgencyKind.POLICE: (Discipline.HUB, Discipline.OVERSIGHT),
    AgencyKind.PROBATION: (Discipline.HUB,),
    AgencyKind.VOLUNTARY: (Discipline.DOMESTIC_ABUSE,),
}
UNIT_OF_DEMO = "Birmingham"


def bring_people(cursor) -> None:
    """Safe to do again: who and what is there stays as it is."""
    cursor.executemany(
        "INSERT INTO access_team (agency_id, name, discipline, unit, neighbourhood, telephone, hours) VALUES (%s, %s, %s, %s, %s, %s, %s) "
        "ON CONFLICT DO NOTHING",
        list(_teams()),
    )
    for person in PEOPLE:
        cursor.execute(
            "INSERT INTO access_team (agency_id, name, discipline) SELECT %s, %s, %s WHERE %s <> '' ON CONFLICT DO NOTHING",
            [person.agency, _team_of(person), person.discipline or "", _team_of(person)],
        )
        cursor.execute(
            "INSERT INTO access_user (username, name, email, password, is_active) "
            "VALUES (%s, %s, '', '!', true) ON CONFLICT DO NOTHING RETURNING id",
            [person.username, person.name],
        )
        if made := cursor.fetchone():
            cursor.execute(
                "INSERT INTO access_post (user_id, agency_id, role, team_id, until_at) "
                "SELECT %s, %s, %s, (SELECT id FROM access_team WHERE agency_id = %s AND name = %s), now() + %s",
                [made[0], person.agency, person.role.value, person.agency, _team_of(person), ROLES[person.role].longest],
            )  # fmt: skip


def _teams():
    for agency in agencies():
        if agency.kind is AgencyKind.POLICE:
            for unit in units_on(localdate()):
                for discipline in IN_EVERY_UNIT:
                    yield (agency.code, team_name(discipline, unit.name), discipline.value, unit.code, "",
                           agency.duty_telephone, agency.duty_hours)  # fmt: skip
            yield from _neighbourhood_teams(agency)
        for discipline in ELSEWHERE.get(agency.kind, ()):
            yield (
                agency.code,
                team_name(discipline),
                discipline.value,
                "",
                "",
                agency.duty_telephone,
                agency.duty_hours,
            )


def _neighbourhood_teams(agency: Agency):
    """One for each neighbourhood, under its unit."""
    places, today = gazetteer(), localdate()
    for one in places.neighbourhoods:
        unit = places.unit_of(one, today)
        yield (agency.code, team_name(Discipline.NEIGHBOURHOOD, one.name), Discipline.NEIGHBOURHOOD.value,
               unit.code if unit else "", one.code, agency.duty_telephone, agency.duty_hours)  # fmt: skip


def team_name(discipline: Discipline, unit: str = "") -> str:
    """*Domestic abuse, Birmingham*."""
    return ", ".join(filter(None, (discipline.value.capitalize(), unit)))


def _team_of(person: DemoPerson) -> str:
    if person.discipline is None:
        return ""
    if person.discipline is Discipline.NEIGHBOURHOOD:
        return team_name(person.discipline, gazetteer().neighbourhoods[0].name)
    police = person.agency == "police" and person.discipline in IN_EVERY_UNIT
    return team_name(person.discipline, UNIT_OF_DEMO if police else "")
