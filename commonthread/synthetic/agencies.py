"""The agencies of the invented force area. Councils bear real districts' names; all others are invented."""

from dataclasses import dataclass
from functools import cache

from commonthread.access.terms import AgencyKind
from commonthread.places.cited import DISTRICTS as CITED_DISTRICTS
from commonthread.synthetic.census import DISTRICTS
from commonthread.synthetic.schools import StorySchool, story_schools

HOSPITAL_OF = {
    "Birmingham": "health-tamebridge",
    "Solihull": "health-tamebridge",
    "Coventry": "health-sherbourne",
    "Dudley": "health-stourvale",
    "Sandwell": "health-stourvale",
    "Walsall": "health-stourvale",
    "Wolverhampton": "health-stourvale",
}
# The district whose children's services send the Standard Safeguarding Dataset.
SSD_DISTRICT = "Coventry"
ANY_HOURS = "24 hours a day"
OFFICE_HOURS = "Monday to Friday, 08:45 to 17:15"
SCHOOL_HOURS = "School days, 08:15 to 16:30"
CODE_OF = {district.name: district.code for district in CITED_DISTRICTS}
LA_CODE_OF = {district.name: district.la_code for district in CITED_DISTRICTS}


@dataclass(frozen=True)
class Agency:
    """`district` is the ONS code, empty where the agency serves the whole area. Telephones are drama numbers, one for other
    agencies and, at a hub's front door, one for the public."""

    code: str
    name: str
    kind: AgencyKind
    district: str
    duty_telephone: str
    duty_hours: str
    public_telephone: str = ""


def _area(code: str, name: str, kind: AgencyKind, phone: int, hours: str = OFFICE_HOURS) -> Agency:
    return Agency(code, name, kind, "", f"0121 496 {phone:04d}", hours)


def _school(school: StorySchool, phone: int) -> Agency:
    district = CODE_OF[school.district]
    return Agency(
        school.agency, school.name, AgencyKind.SCHOOL, district, f"0121 496 {phone:04d}", SCHOOL_HOURS
    )


def _of_every_district(
    prefix: str, name: str, kind: AgencyKind, hours: str, phones: int, public: int | None = None
) -> tuple[Agency, ...]:
    return tuple(
        Agency(
            f"{prefix}-{d.lower()}", name.format(d), kind, CODE_OF[d], f"0121 496 {phones + n:04d}", hours,
            "" if public is None else f"0121 496 {public + n:04d}",
        )
        for n, d in enumerate(DISTRICTS)
    )  # fmt: skip


@cache
def agencies() -> tuple[Agency, ...]:
    return (
        _area("police", "West Midlands Police", AgencyKind.POLICE, 100, ANY_HOURS),
        *_of_every_district(
            "csc", "{} children's services", AgencyKind.CHILDRENS_SERVICES, ANY_HOURS, 140, 180
        ),
        *_of_every_district(
            "education", "{} education service, for its schools", AgencyKind.SCHOOL, SCHOOL_HOURS, 150
        ),
        *(_school(s, 130 + n) for n, s in enumerate(story_schools().values())),
        _area("health-tamebridge", "Tamebridge Hospitals NHS Trust", AgencyKind.HEALTH, 110, ANY_HOURS),
        _area("health-sherbourne", "Sherbourne Hospitals NHS Trust", AgencyKind.HEALTH, 111, ANY_HOURS),
        _area("health-stourvale", "Stourvale Hospitals NHS Trust", AgencyKind.HEALTH, 112, ANY_HOURS),
        _area("health-tamebridge-gp", "Tamebridge primary care registrations", AgencyKind.HEALTH, 113),
        _area("health-sherbourne-gp", "Sherbourne primary care registrations", AgencyKind.HEALTH, 114),
        _area("health-stourvale-gp", "Stourvale primary care registrations", AgencyKind.HEALTH, 115),
        _area("health-kingfisher", "Kingfisher Mental Health NHS Trust", AgencyKind.HEALTH, 116, ANY_HOURS),
        *_of_every_district("adult-care", "{} adult social care", AgencyKind.ADULT_CARE, ANY_HOURS, 160, 190),
        *_of_every_district("housing", "{} housing service", AgencyKind.HOUSING, OFFICE_HOURS, 170),
        _area("probation", "Probation, force area", AgencyKind.PROBATION, 120),
        _area("youth-justice", "Youth justice partnership", AgencyKind.YOUTH_JUSTICE, 121),
        _area("voluntary-lantern", "Lantern domestic abuse support", AgencyKind.VOLUNTARY, 122, ANY_HOURS),
        _area("voluntary-new-leaf", "New Leaf recovery service", AgencyKind.VOLUNTARY, 123),
        _area("policing-body", "Office of the local policing body", AgencyKind.POLICING_BODY, 124),
    )


@cache
def by_code() -> dict[str, Agency]:
    return {agency.code: agency for agency in agencies()}


def local(prefix: str, district: str) -> str:
    """The code of a district's own agency: `csc`, `education`, `adult-care` or `housing`."""
    return f"{prefix}-{district.lower()}"
