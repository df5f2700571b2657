"""The facts that the product needs of the real area: its districts, and the units of its police by date."""

from datetime import date

from commonthread.kernel.citations import Authority, Source
from commonthread.places.values import Cited, Confidence, District, PolicingUnit

FORCE_AREA = "E23000014"
FORCE_IN_REGISTER = "west-midlands"

OFFICE_FOR_NATIONAL_STATISTICS = Source(
    "Local Authority District to Community Safety Partnerships to Police Force Areas Lookup in EW",
    edition="December 2024",
    link="https://geoportal.statistics.gov.uk/",
    authority=Authority.NATIONAL_PRACTICE,
)
SCHOOLS_REGISTER = Source(
    "Get Information about Schools: local authority codes",
    edition="2026",
    link="https://get-information-schools.service.gov.uk/",
    authority=Authority.NATIONAL_PRACTICE,
)
ANNOUNCED_2009 = Source(
    "West Midlands Police announce details of major changes",
    edition="22 September 2009",
    link="https://policelife.co.uk/story/2009/09/22/"
    "west-midlands-police-announce-details-of-major-changes-aimed-at-improving-service-to-the-public",
    authority=Authority.LOCAL_PRACTICE,
)
INSPECTED_2016 = Source(
    "PEEL 2016: West Midlands",
    edition="2016",
    link="https://hmicfrs.justiceinspectorates.gov.uk/peel-assessments/peel-2016/west-midlands/",
    authority=Authority.NATIONAL_PRACTICE,
)
AREAS_2023 = Source(
    "Local Policing Areas",
    edition="since 3 April 2023",
    link="https://www.westmidlands.police.uk/police-forces/west-midlands-police/areas/about-us/about-us/"
    "local-policing-areas/",
    authority=Authority.LOCAL_PRACTICE,
)

DISTRICTS_CITED = Cited(source=OFFICE_FOR_NATIONAL_STATISTICS, confidence=Confidence.READ)
LA_CODES_CITED = Cited(source=SCHOOLS_REGISTER, confidence=Confidence.GENERAL)

BIRMINGHAM = "E08000025"
DISTRICTS = tuple(
    District(code=code, name=name, la_code=la_code, partnership=partnership)
    for code, name, la_code, partnership in (
        (BIRMINGHAM, "Birmingham", "330", "E22000335"),
        ("E08000026", "Coventry", "331", "E22000336"),
        ("E08000027", "Dudley", "332", "E22000337"),
        ("E08000028", "Sandwell", "333", "E22000338"),
        ("E08000029", "Solihull", "334", "E22000339"),
        ("E08000030", "Walsall", "335", "E22000340"),
        ("E08000031", "Wolverhampton", "336", "E22000341"),
    )
)

_2010 = Cited(
    source=ANNOUNCED_2009,
    confidence=Confidence.READ,
    note="announced for 'the start of the new financial year in April 2010'; the day is inferred",
)
_2016 = Cited(
    source=INSPECTED_2016,
    confidence=Confidence.RESTATED,
    note="eight units are reported for 2016, ten for 2015; the day is not published. Names and extent: "
    "prefixes of the neighbourhood register of January 2018",
)
_2023 = Cited(source=AREAS_2023, confidence=Confidence.READ, note="seven areas, each a district")

LOCAL_POLICING_UNITS = (date(2010, 4, 1), date(2016, 1, 1), "local policing unit", _2010)
NEIGHBOURHOOD_UNITS = (date(2016, 1, 1), date(2023, 4, 3), "policing unit", _2016)
LOCAL_POLICING_AREAS = (date(2023, 4, 3), None, "local policing area", _2023)


def _unit(era: tuple, code: str, name: str, district: str, prefix: str | None = None) -> PolicingUnit:
    since, until, called, cited = era
    return PolicingUnit(
        code=code,
        name=name,
        called=called,
        district=district,
        since=since,
        until=until,
        cited=cited,
        register_prefix=prefix,
    )


UNITS = (
    _unit(LOCAL_POLICING_UNITS, "LPU-BN", "Birmingham North", BIRMINGHAM),
    _unit(LOCAL_POLICING_UNITS, "LPU-BS", "Birmingham South", BIRMINGHAM),
    _unit(LOCAL_POLICING_UNITS, "LPU-BE", "Birmingham East", BIRMINGHAM),
    _unit(LOCAL_POLICING_UNITS, "LPU-BW", "Birmingham West and Central", BIRMINGHAM),
    _unit(LOCAL_POLICING_UNITS, "LPU-CV", "Coventry", "E08000026"),
    _unit(LOCAL_POLICING_UNITS, "LPU-DY", "Dudley", "E08000027"),
    _unit(LOCAL_POLICING_UNITS, "LPU-SW", "Sandwell", "E08000028"),
    _unit(LOCAL_POLICING_UNITS, "LPU-SH", "Solihull", "E08000029"),
    _unit(LOCAL_POLICING_UNITS, "LPU-WS", "Walsall", "E08000030"),
    _unit(LOCAL_POLICING_UNITS, "LPU-WV", "Wolverhampton", "E08000031"),
    _unit(NEIGHBOURHOOD_UNITS, "PU-BE", "Birmingham East", BIRMINGHAM, "BE"),
    _unit(NEIGHBOURHOOD_UNITS, "PU-BW", "Birmingham West", BIRMINGHAM, "BW"),
    _unit(NEIGHBOURHOOD_UNITS, "PU-CV", "Coventry", "E08000026", "CV"),
    _unit(NEIGHBOURHOOD_UNITS, "PU-DY", "Dudley", "E08000027", "DY"),
    _unit(NEIGHBOURHOOD_UNITS, "PU-SW", "Sandwell", "E08000028", "SW"),
    _unit(NEIGHBOURHOOD_UNITS, "PU-SH", "Solihull", "E08000029", "SH"),
    _unit(NEIGHBOURHOOD_UNITS, "PU-WS", "Walsall", "E08000030", "WS"),
    _unit(NEIGHBOURHOOD_UNITS, "PU-WV", "Wolverhampton", "E08000031", "WV"),
    _unit(LOCAL_POLICING_AREAS, "LPA-BM", "Birmingham", BIRMINGHAM),
    _unit(LOCAL_POLICING_AREAS, "LPA-CV", "Coventry", "E08000026"),
    _unit(LOCAL_POLICING_AREAS, "LPA-DY", "Dudley", "E08000027"),
    _unit(LOCAL_POLICING_AREAS, "LPA-SW", "Sandwell", "E08000028"),
    _unit(LOCAL_POLICING_AREAS, "LPA-SH", "Solihull", "E08000029"),
    _unit(LOCAL_POLICING_AREAS, "LPA-WS", "Walsall", "E08000030"),
    _unit(LOCAL_POLICING_AREAS, "LPA-WV", "Wolverhampton", "E08000031"),
)
