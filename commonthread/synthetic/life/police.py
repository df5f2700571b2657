"""What the police write down: incidents, crimes, notices, missing people, charges, information."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from commonthread.records.record import StaffSafetyWarning
from commonthread.synthetic import rates
from commonthread.synthetic.event import Event, Named
from commonthread.synthetic.life import phrases
from commonthread.synthetic.life.naming_people import relation_to
from commonthread.synthetic.life.school_days import is_school_day
from commonthread.synthetic.life.year import ANY, NIGHT, Year
from commonthread.synthetic.people import Household, Person, adults_in, children_in

MAN_IS_SUSPECT = 0.84
CHILD_NAMED = 0.85
CHILD_PRESENT = 0.65
# A family with children is reported more often than a couple or a single person.
REPORTED_WITH_CHILDREN, REPORTED_WITHOUT_CHILDREN = 1.7, 0.5
OTHER_TYPES = {
    "concern_for_child": 26,
    "concern_for_adult": 16,
    "disturbance": 18,
    "anti_social_behaviour": 14,
    "mental_health": 12,
    "drugs": 6,
    "violence": 8,
}
CRIMES = {
    "violence_without_injury": 34,
    "violence_with_injury": 22,
    "stalking_and_harassment": 14,
    "criminal_damage": 8,
    "public_order": 6,
    "child_cruelty": 4,
    "child_sexual": 4,
    "robbery": 4,
    "other_sexual": 4,
}
DOMESTIC_CRIMES = {
    "violence_without_injury": 40,
    "violence_with_injury": 26,
    "stalking_and_harassment": 18,
    "criminal_damage": 10,
    "coercive_control": 4,
    "strangulation": 2,
}


def domestic(year: Year, household: Household) -> Iterator[Event]:
    """Incidents between people who live or lived together, and the crimes and notices that follow."""
    weight = REPORTED_WITH_CHILDREN if children_in(household, year.until) else REPORTED_WITHOUT_CHILDREN
    for _ in range(year.times(rates.DOMESTIC_INCIDENT, household.strain * weight)):
        at = year.at(year.day(), NIGHT)
        pair = _pair(year, household, at)
        if pair:
            yield from _domestic_incident(year, household, at, *pair)


def other_incidents(year: Year, household: Household) -> Iterator[Event]:
    for _ in range(year.times(rates.OTHER_INCIDENT, household.strain)):
        day = year.day()
        type_ = year.chance.choices(tuple(OTHER_TYPES), tuple(OTHER_TYPES.values()))[0]
        children = children_in(household, day)
        people = children if type_ == "concern_for_child" else adults_in(household, day)
        if people:
            subject = year.chance.choice(people)
            named = [Named(subject, "subject", facts={"phone": None})]
            if type_ == "concern_for_child":
                named += [Named(other, "child") for other in children if other is not subject]
            detail = {"incident_type": type_, "summary": year.chance.choice(phrases.INCIDENTS[type_])}
            yield _at_home(Event("police_incident", "police", year.at(day, ANY), named, detail), household)


def crimes(year: Year, person: Person) -> Iterator[Event]:
    for _ in range(year.times(rates.CRIME, person.household.strain)):
        at = year.at(year.day(), ANY)
        offence = year.chance.choices(tuple(CRIMES), tuple(CRIMES.values()))[0]
        is_suspect = year.one_in(0.35)
        children = children_in(person.household_on(at.date()), at.date())
        if offence in ("child_cruelty", "child_sexual"):
            if not children:
                continue
            victim = Named(year.chance.choice(children), "victim")
            named = [victim] if offence == "child_sexual" else [victim, Named(person, "suspect")]
        else:
            named = [Named(person, "suspect" if is_suspect else "victim")]
        detail = {
            "offence": offence,
            "child_victim": offence in ("child_cruelty", "child_sexual"),
            "outcome": year.chance.choice(
                ("under_investigation", "no_suspect", "evidential_victim_supports")
            ),
        }
        yield Event("crime", "police", at, named, detail)


def missing(year: Year, person: Person) -> Iterator[Event]:
    """Episodes come in runs: whoever goes missing once often does so again."""
    child = person.age_on(year.until) < 18
    rate = rates.CHILD_MISSING if child else rates.ADULT_MISSING
    if not year.times(rate, person.household.strain * _missing_weight(person, year) / MEANS_OF_A_RUN):
        return
    day = year.day()
    for _ in range(1 + int(year.chance.expovariate(1 / (MEANS_OF_A_RUN - 1)))):
        if not year.within(day) or person.born_on > day:
            return
        yield _missing_report(year, person, year.at(day, (15, 26)), child)
        day += timedelta(days=1 + int(year.chance.expovariate(1 / 24)))


MEANS_OF_A_RUN = 1.9


def _missing_weight(person: Person, year: Year) -> float:
    age = person.age_on(year.until)
    weight = 2.6 if 12 <= age < 18 else 0.12 if age < 12 else 1.0
    return weight * (9 if person.looked_after_since and 10 <= age < 18 else 1)


def _missing_report(year: Year, person: Person, at: datetime, child: bool) -> Event:
    back = at + timedelta(hours=2 + year.chance.expovariate(1 / 14))
    from_care = person.looked_after_since and person.looked_after_since <= at.date()
    risk = (
        "high"
        if year.follows(rates.MISSING_HIGH_RISK)
        else year.chance.choice(("medium", "medium", "low", "very_low"))
    )
    detail = {
        "scheme": "later",
        "risk": risk,
        "missing_from": "care" if from_care else _missing_from(year, at, child),
        "reported_at": at + timedelta(minutes=year.chance.randrange(20, 115, 5)),
        "prevention_interview": year.one_in(0.7),
        "summary": year.chance.choice(phrases.MISSING),
    }
    if back.date() <= year.until:
        detail["returned_at"] = back
        if child:
            detail["return_interview_offered"] = year.one_in(0.8)
    named = [Named(person)]
    if child and person.mother and year.one_in(0.5):
        named.append(Named(person.mother, "referrer", relation_to(person.mother, person), in_passing=True))
    until = back if back.date() <= year.until else None
    return Event("missing_report", "police", at, named, detail, until=until)


def _missing_from(year: Year, at: datetime, child: bool) -> str:
    from_school = child and is_school_day(at.date()) and year.one_in(0.2)
    return "school" if from_school else "other" if year.one_in(0.15) else "home"


def intelligence(year: Year, person: Person) -> Iterator[Event]:
    for _ in range(year.times(rates.INTELLIGENCE, person.household.strain)):
        chance = year.chance
        detail = {"themes": (chance.choice(("drugs", "criminal_exploitation", "sexual_exploitation")),)}
        detail["summary"] = chance.choice(phrases.INTELLIGENCE)
        grading = {"source": chance.choice("123"), "information": chance.choice("ABCD"), "handling": "P"}
        named = [Named(person, "suspect")]
        yield Event("intelligence_report", "police", year.at(year.day(), ANY), named, detail, grading=grading)


def _pair(year: Year, household: Household, at: datetime) -> tuple[Person, Person] | None:
    """Victim and suspect: partners, former partners, or an adult child and a parent."""
    day = at.date()
    adults = adults_in(household, day)
    couple = next((a for a in adults if a.partner in adults), None)
    former = next((a for a in adults if a.former_partner), None)
    if couple and not (former and year.one_in(0.3)):
        first, second = couple, couple.partner
    elif former:
        first, second = former, former.former_partner
    elif len(adults) > 1:
        first, second = adults[0], adults[1]
    else:
        return None
    man, other = (first, second) if first.sex == "M" else (second, first)
    return (other, man) if year.one_in(MAN_IS_SUSPECT) else (man, other)


def _domestic_incident(
    year: Year, household: Household, at: datetime, victim: Person, suspect: Person
) -> Iterator[Event]:
    chance = year.chance
    children = children_in(household, at.date())
    present = bool(children) and year.one_in(CHILD_PRESENT)
    risk = chance.choices(("standard", "medium", "high"), (62, 29, 9))[0]
    adults = [Named(victim, "victim"), Named(suspect, "suspect", relation_to(suspect, victim))]
    if risk == "high":
        adults[1].facts["staff_safety_warning"] = _warning(at)
    named_children = [Named(child, "child") for child in children if present and year.one_in(CHILD_NAMED)]
    detail = {
        "incident_type": "domestic",
        "domestic_abuse": True,
        "child_present": present,
        "children_in_household": len(children),
        "risk_tool": "DARA",
        "risk": risk,
        "arrest_made": year.one_in(0.22),
        "separation": True if victim.former_partner is suspect else None,
        "school_told": year.one_in(0.85) if present else None,
        "summary": chance.choice(phrases.DOMESTIC),
    }
    contact = {"seen": "seen", "spoken_to": year.one_in(0.5)} if named_children else None
    incident = Event("police_incident", "police", at, adults + named_children, detail, contact=contact)
    yield _at_home(incident, household)
    if year.follows(rates.DOMESTIC_IS_CRIME):
        offence = chance.choices(tuple(DOMESTIC_CRIMES), tuple(DOMESTIC_CRIMES.values()))[0]
        crime = {"offence": offence, "domestic_abuse": True, "outcome": "under_investigation"}
        yield _at_home(Event("crime", "police", at, adults, crime), household)
    if present and year.follows(rates.NOTICE_AFTER_DOMESTIC):
        yield _notice(year, household, at, adults, children, risk)


def _warning(at: datetime) -> StaffSafetyWarning:
    """For staff who visit, with the day on which it must be looked at again."""
    day = at.date()
    return StaffSafetyWarning(
        text="Visit in pairs. Has been aggressive towards officers.",
        author="Public protection",
        review_on=day + timedelta(days=90),
        expires_on=day + timedelta(days=365),
    )


def _notice(
    year: Year, household: Household, at: datetime, adults: list[Named], children: list[Person], risk: str
) -> Event:
    detail = {
        "concerns": ("domestic_abuse", "child_at_risk"),
        "officer_grade": risk,
        "home_conditions": year.chance.choice(("good", "adequate", "adequate", "poor", "not_seen")),
        "family_told": year.chance.choice(("agreed", "agreed", "refused", "not_told")),
        "summary": year.chance.choice(phrases.NOTICE),
    }
    named = [*adults, *(Named(child, "child") for child in children)]
    contact = {"seen": "seen" if year.one_in(0.7) else "not seen"}
    later = at + timedelta(minutes=year.chance.randrange(60, 300, 10))
    return _at_home(
        Event("public_protection_notice", "police", later, named, detail, contact=contact), household
    )


def _at_home(event: Event, household: Household) -> Event:
    address = household.address_on(event.at.date())
    event.place, event.place_postcode = address.line, address.postcode
    return event
