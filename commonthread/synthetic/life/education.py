"""What schools write down: who is enrolled, who is away, who is sent home, what worries staff."""

from collections.abc import Iterator
from datetime import date

from commonthread.kernel.dates import start_of_day
from commonthread.synthetic import rates
from commonthread.synthetic.agencies import local
from commonthread.synthetic.event import Event, Named
from commonthread.synthetic.ground import school_for
from commonthread.synthetic.life import phrases
from commonthread.synthetic.life.naming_people import parents
from commonthread.synthetic.life.school_days import school_day
from commonthread.synthetic.life.year import SCHOOL, Year
from commonthread.synthetic.people import Person

CONTACT_ON_ROLL = 0.5
ABSENCE_CODES = ("O", "O", "O", "U", "N", "E", "I")
EXCLUSION_REASONS = {"DB": 44, "VP": 14, "PP": 20, "VA": 8, "PA": 4, "DA": 4, "BU": 3, "OW": 3}
HOME_EDUCATION_REASONS = (
    "dissatisfied_with_school",
    "mental_health",
    "none_given",
    "philosophy",
    "special_needs",
)
TEENAGERS_ARE_EXCLUDED = 2.2


def academic_year(day: date) -> int:
    return day.year if day.month >= 9 else day.year - 1


def school_year(child: Person, day: date) -> int:
    """0 for reception, 1 to 13 for the years after it; negative before school."""
    return academic_year(day) - academic_year(child.born_on) - 5


def is_pupil(child: Person, day: date) -> bool:
    return 0 <= school_year(child, day) <= 11


def year_group(child: Person, day: date) -> str:
    number = school_year(child, day)
    return "R" if number == 0 else str(number)


def enrolment(year: Year, child: Person) -> Iterator[Event]:
    """The school that the child is on the roll of, since the September in which this phase began."""
    if not is_pupil(child, year.until):
        return
    secondary = school_year(child, year.until) >= 7
    school = school_for(child.household, 12 if secondary else 6)
    child.school = school.name
    first = academic_year(child.born_on) + (12 if secondary else 5)
    began = date(first, 9, year.chance.choice((1, 2, 3, 4)))
    detail = {
        "school_urn": school.urn,
        "enrolment": "C",
        "year_group": year_group(child, year.until),
        "special_needs": year.chance.choices("NKE", (83, 13, 4))[0],
        "free_school_meals": year.one_in(0.3),
    }
    facts = {"school": school.name, "school_year": detail["year_group"]}
    named = [
        Named(child, facts=facts),
        *parents(year.chance, child, max(began, child.born_on), share=CONTACT_ON_ROLL),
    ]
    yield Event("school_enrolment", _sender(child), start_of_day(began), named, detail, time_known=False)


def absences(year: Year, child: Person) -> Iterator[Event]:
    for _ in range(year.times(rates.ABSENCE, child.household.strain)):
        missed = 2 + int(year.chance.expovariate(1 / 9))
        detail = {
            "absence_code": year.chance.choice(ABSENCE_CODES),
            "sessions_missed": missed,
            "sessions_possible": max(60, missed + 20),
            "contact_made": year.one_in(0.75),
        }
        named = _with_contact(year, child, 0.3)
        yield _of_school(year, "school_absence", child, named, detail)


def exclusions(year: Year, child: Person) -> Iterator[Event]:
    weight = TEENAGERS_ARE_EXCLUDED if school_year(child, year.until) >= 7 else 0.25
    for _ in range(year.times(rates.EXCLUSION, child.household.strain * weight)):
        reason = year.chance.choices(tuple(EXCLUSION_REASONS), tuple(EXCLUSION_REASONS.values()))[0]
        permanent = year.one_in(0.012)
        detail = {"exclusion_type": "PERM" if permanent else "SUSP", "reasons": (reason,)}
        if not permanent:
            detail["sessions"] = 2 * year.chance.choice((1, 1, 2, 2, 3, 5))
        yield _of_school(year, "school_exclusion", child, _with_contact(year, child, 0.4), detail)


def home_education(year: Year, child: Person) -> Iterator[Event]:
    for _ in range(min(year.times(rates.HOME_EDUCATION, child.household.strain), 1)):
        detail = {
            "reason": year.chance.choice(HOME_EDUCATION_REASONS),
            "social_care": "none",
            "school_concerned": year.one_in(0.2),
            "authority_told": True,
        }
        yield _of_school(year, "removal_to_home_education", child, _with_contact(year, child, 0.9), detail)


def welfare_concerns(year: Year, child: Person) -> Iterator[Event]:
    count = year.times(rates.SCHOOL_CONCERN, child.household.strain)
    for earlier in range(count):
        concern = year.chance.choice(tuple(phrases.SCHOOL_CONCERN))
        referred = year.follows(rates.CONCERN_IS_REFERRED)
        detail = {
            "concerns": (concern,),
            "actions": ("recorded", "referred") if referred else ("recorded", "spoke_with_family"),
            "earlier_concerns": earlier,
            "summary": year.chance.choice(phrases.SCHOOL_CONCERN[concern]),
        }
        if year.one_in(0.3):
            detail["child_said"] = year.chance.choice(phrases.CHILD_SAID)
        contact = {"seen": "seen", "spoken_to": True, "seen_alone": year.one_in(0.5)}
        event = _of_school(year, "school_welfare_concern", child, _with_contact(year, child, 0.35), detail)
        event.contact = contact
        yield event


def _with_contact(year: Year, child: Person, share: float) -> list[Named]:
    return [Named(child), *parents(year.chance, child, year.until, most=1, share=share)]


def _of_school(year: Year, kind: str, child: Person, named: list[Named], detail: dict) -> Event:
    day = school_day(year.day())
    named[0].facts.setdefault("school", child.school)
    return Event(kind, _sender(child), year.at(day, SCHOOL), named, detail)


def _sender(child: Person) -> str:
    return local("education", child.household.district)
