"""What health providers write down: who is registered, who came, who was not brought."""

from collections.abc import Iterator
from datetime import date, timedelta

from commonthread.kernel.dates import start_of_day
from commonthread.synthetic import rates
from commonthread.synthetic.agencies import HOSPITAL_OF
from commonthread.synthetic.event import Event, Named
from commonthread.synthetic.ground import practice_for
from commonthread.synthetic.life import phrases
from commonthread.synthetic.life.naming_people import others_at_home, parents
from commonthread.synthetic.life.year import ANY, OFFICE, Year, to_working_day
from commonthread.synthetic.people import Person

CHILD_COMPLAINTS = {
    "illness": 26,
    "injury": 30,
    "fracture": 12,
    "head_injury": 12,
    "burn": 5,
    "ingestion": 4,
    "bruise": 2,
}
TEEN_COMPLAINTS = {
    "injury": 30,
    "self_harm": 18,
    "intoxication": 10,
    "assault": 8,
    "illness": 24,
    "mental_health": 10,
}
ADULT_COMPLAINTS = {
    "assault": 26,
    "intoxication": 20,
    "self_harm": 16,
    "mental_health": 20,
    "injury": 14,
    "pregnancy": 4,
}
CHILD_SERVICES = (
    "health_visitor",
    "immunisation",
    "paediatrics",
    "dental",
    "hospital",
    "therapy",
    "school_nurse",
    "optical",
)
SAFEGUARDING_CONCERN = 0.07
LONGEST_REGISTERED = 15 * 365


def hospital(person: Person, day: date) -> str:
    return HOSPITAL_OF[person.address_on(day).district]


def registration(year: Year, person: Person) -> Iterator[Event]:
    """With a practice near home since soon after birth, or since some day of the last years."""
    if person.born_on > year.until or not year.follows(rates.REGISTERED_WITH_PRACTICE):
        return
    name, code = practice_for(person.household)
    person.practice = name
    newest = max(person.born_on + timedelta(days=year.chance.randrange(5, 40)), person.household.homes[-1][0])
    days = (year.until - newest).days
    began = year.until - timedelta(days=year.chance.randrange(0, max(1, min(days, LONGEST_REGISTERED))))
    named = [Named(person, facts={"practice": name})]
    if person.age_on(began) < 6:
        named += parents(year.chance, person, began, most=1, share=0.35)
    detail = {"registration": "full" if year.one_in(0.97) else "temporary", "practice_code": code}
    yield Event(
        "gp_registration",
        f"{hospital(person, year.until)}-gp",
        start_of_day(began),
        named,
        detail,
        time_known=False,
    )


def emergencies(year: Year, person: Person) -> Iterator[Event]:
    age = person.age_on(year.until)
    rate = rates.CHILD_EMERGENCY if age < 18 else rates.ADULT_EMERGENCY
    complaints = ADULT_COMPLAINTS if age >= 18 else TEEN_COMPLAINTS if age >= 12 else CHILD_COMPLAINTS
    for _ in range(year.times(rate, person.household.strain)):
        at = year.at(year.day(), ANY)
        if person.born_on > at.date():
            continue
        child = age < 18
        concern = child and year.one_in(SAFEGUARDING_CONCERN)
        detail = {
            "complaint": year.chance.choices(tuple(complaints), tuple(complaints.values()))[0],
            "accompanied": year.chance.choice(("parent", "parent", "carer", "ambulance")) if child else None,
            "departure": year.chance.choices(("discharged", "admitted", "left_before_seen"), (82, 12, 6))[0],
            "protection_checked": year.one_in(0.9) if child else None,
            "safeguarding_concern": concern,
            "delayed": True if concern and year.one_in(0.3) else None,
            "unexplained": True if concern and year.one_in(0.25) else None,
            "summary": year.chance.choice(phrases.EMERGENCY),
        }
        named = [Named(person)]
        if child:
            named += parents(year.chance, person, at.date(), most=1, share=0.5)
        contact = {"seen": "seen", "spoken_to": age > 4} if child else None
        until = at + timedelta(minutes=year.chance.randrange(40, 420, 5))
        yield Event(
            "ae_attendance", hospital(person, at.date()), at, named, detail, until=until, contact=contact
        )


def missed_appointments(year: Year, person: Person) -> Iterator[Event]:
    child = person.age_on(year.until) < 18
    for missed in range(
        year.times(rates.NOT_BROUGHT if child else rates.DID_NOT_ATTEND, person.household.strain)
    ):
        at = year.at(to_working_day(year.day()), OFFICE)
        if person.born_on > at.date():
            continue
        detail = {
            "service": year.chance.choice(CHILD_SERVICES)
            if child
            else year.chance.choice(("hospital", "gp", "therapy")),
            "absentee": "child" if child else "adult",
            "in_a_row": missed + 1,
            "follow_up": year.chance.choices(("rebooked", "called", "discharged", "none"), (60, 20, 12, 8))[
                0
            ],
        }
        named = [Named(person)]
        if child:
            named += parents(year.chance, person, at.date(), most=1, share=0.3)
        yield Event("was_not_brought", hospital(person, at.date()), at, named, detail)


def pregnancy(year: Year, child: Person) -> Iterator[Event]:
    """Booked by the mother, months before the birth; the child is named by the expected date alone."""
    mother = child.mother
    if not mother or not child.expected_on:
        return
    weeks = min(max(int(year.chance.gauss(10, 3)), 6), 26)
    day = to_working_day(child.expected_on - timedelta(weeks=40 - weeks))
    if not (year.since <= day <= year.until) or (child.twin and child.twin.number < child.number):
        return
    unborn = [child, child.twin] if child.twin else [child]
    named = [Named(mother), *(Named(each, "child", "child") for each in unborn)]
    if child.father and year.one_in(0.6):
        named.append(Named(child.father, "parent", "partner", in_passing=True))
    detail = {"weeks": weeks, "late_booking": weeks > 20, "asked_about_abuse": year.one_in(0.85)}
    yield Event("pregnancy_booking", hospital(mother, day), year.at(day), named, detail)


def mental_health(year: Year, person: Person) -> Iterator[Event]:
    age = person.age_on(year.until)
    if age < 11:
        return
    rate = rates.ADULT_MENTAL_HEALTH if age >= 18 else rates.CHILD_MENTAL_HEALTH
    for _ in range(year.times(rate, person.household.strain)):
        at = year.at(to_working_day(year.day()), OFFICE)
        service = (
            year.chance.choice(("talking_therapies", "community", "crisis", "liaison"))
            if age >= 18
            else "child"
        )
        detail = {
            "service": service,
            "progress": year.chance.choice(
                ("referred", "assessed", "in_treatment", "discharged", "did_not_attend")
            ),
            "risk_to_self": year.one_in(0.15),
        }
        named = [Named(person)]
        if age >= 18:
            children = others_at_home(year.chance, person, at.date(), "child", 0.25)
            detail["cares_for_children"] = bool(children) or None
            named += children
        yield Event("mental_health_contact", "health-kingfisher", at, named, detail, sensitive=True)


def substance_use(year: Year, person: Person) -> Iterator[Event]:
    for _ in range(year.times(rates.SUBSTANCE_USE, person.household.strain)):
        at = year.at(to_working_day(year.day()), OFFICE)
        detail = {
            "substances": (
                year.chance.choice(("alcohol", "alcohol", "cannabis", "cocaine", "opiates", "crack")),
            ),
            "treatment": year.chance.choice(
                ("referred", "assessed", "in_treatment", "completed", "dropped_out")
            ),
        }
        named = [Named(person), *others_at_home(year.chance, person, at.date(), "child", 0.2)]
        yield Event("substance_use_contact", "voluntary-new-leaf", at, named, detail, sensitive=True)
