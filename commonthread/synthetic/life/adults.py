"""What adult care, housing, probation and voluntary bodies write down about adults."""

from collections.abc import Iterator
from datetime import timedelta

from commonthread.kernel.dates import start_of_day
from commonthread.synthetic import rates
from commonthread.synthetic.agencies import local
from commonthread.synthetic.event import Event, Named
from commonthread.synthetic.life import phrases
from commonthread.synthetic.life.justice import give_pnc_id
from commonthread.synthetic.life.naming_people import others_at_home
from commonthread.synthetic.life.year import OFFICE, Year, to_working_day
from commonthread.synthetic.people import Household, Person, adults_in, children_in

ABUSE = {
    "neglect": 30,
    "physical": 18,
    "financial": 16,
    "psychological": 14,
    "self_neglect": 12,
    "domestic": 10,
}
OLDER_ARE_REPORTED = 7.0
DISABLED_ARE_REPORTED = 3.5
TROUBLES = {
    "arrears": 46,
    "nuisance": 22,
    "disrepair": 14,
    "overcrowding": 8,
    "no_access": 6,
    "notice_to_quit": 4,
}
APPOINTMENTS = ("appointment", "appointment", "appointment", "missed", "home_visit", "address_check")


def concerns(year: Year, person: Person) -> Iterator[Event]:
    age = person.age_on(year.until)
    weight = (
        OLDER_ARE_REPORTED
        if age >= 80
        else 3.0
        if age >= 70
        else DISABLED_ARE_REPORTED
        if person.disability
        else 0.3
    )
    for _ in range(year.times(rates.ADULT_CONCERN, person.household.strain * weight)):
        at = year.at(to_working_day(year.day()), OFFICE)
        detail = {
            "abuse": (year.chance.choices(tuple(ABUSE), tuple(ABUSE.values()))[0],),
            "setting": "own_home",
            "decision": year.chance.choice(
                ("section_42_enquiry", "care_assessment", "signposted", "no_further_action")
            ),
            "wishes_asked": year.one_in(0.8),
            "summary": year.chance.choice(phrases.ADULT_CONCERN),
        }
        named = [
            Named(person),
            *others_at_home(year.chance, person, at.date(), "household_member", 0.4, most=2),
        ]
        agency = local("adult-care", person.address_on(at.date()).district)
        yield Event("adult_safeguarding_concern", agency, at, named, detail)


def tenancy(year: Year, household: Household) -> Iterator[Event]:
    if household.address.communal or not year.follows(rates.SOCIAL_TENANT):
        return
    began = year.until - timedelta(days=year.chance.randrange(1, 4000))
    began = max(began, household.homes[-1][0]) if len(household.homes) > 1 else began
    day = max(began, year.since)
    adults = adults_in(household, day)
    if adults:
        named = [
            Named(adults[0]),
            *(Named(adult, "household_member", in_passing=True) for adult in adults[1:3]),
        ]
        named += [
            Named(child, "child", in_passing=True)
            for child in children_in(household, day)
            if year.one_in(0.5)
        ]
        detail = {"event": "tenancy_began", "children_in_household": len(children_in(household, day))}
        yield Event("housing", _housing(household), start_of_day(began), named, detail, time_known=False)
        yield from _trouble(year, household, adults)


def homelessness(year: Year, household: Household) -> Iterator[Event]:
    for _ in range(year.times(rates.HOMELESS, household.strain)):
        at = year.at(to_working_day(year.day()), OFFICE)
        adults, children = adults_in(household, at.date()), children_in(household, at.date())
        if adults:
            named = [Named(adults[0]), *(Named(child, "child") for child in children)]
            detail = {
                "event": year.chance.choice(
                    ("homeless_application", "homeless_duty", "temporary_accommodation")
                ),
                "children_in_household": len(children),
            }
            yield Event("housing", _housing(household), at, named, detail)


def probation(year: Year, person: Person) -> Iterator[Event]:
    if not year.times(rates.ON_PROBATION, person.household.strain * (1.7 if person.sex == "M" else 0.3)):
        return
    give_pnc_id(person)
    supervision = year.chance.choice(("community_order", "suspended_sentence", "licence"))
    harm = year.chance.choice(("low", "medium", "medium", "high"))
    for _ in range(1 + int(year.chance.expovariate(1 / 3))):
        at = year.at(to_working_day(year.day()), OFFICE)
        children = others_at_home(year.chance, person, at.date(), "child", 0.15)
        detail = {
            "event": year.chance.choice(APPOINTMENTS),
            "supervision": supervision,
            "serious_harm": harm,
            "contact_with_children": True if children else None,
        }
        yield Event("probation_contact", "probation", at, [Named(person), *children], detail)


def support(year: Year, victim: Person) -> Iterator[Event]:
    """Calls with somebody who turned to a domestic abuse charity."""
    day = year.day()
    for _ in range(1 + int(year.chance.expovariate(1 / 2))):
        if year.within(day):
            detail = {"note_type": "telephone_call", "summary": year.chance.choice(phrases.SUPPORT)}
            yield Event(
                "case_note", "voluntary-lantern", year.at(day), [Named(victim)], detail, sensitive=True
            )
        day += timedelta(days=year.chance.randrange(6, 30))


def _trouble(year: Year, household: Household, adults: list[Person]) -> Iterator[Event]:
    for _ in range(year.times(rates.TENANCY_TROUBLE, household.strain / rates.SOCIAL_TENANT.share)):
        detail = {
            "event": year.chance.choices(tuple(TROUBLES), tuple(TROUBLES.values()))[0],
            "summary": year.chance.choice(phrases.HOUSING_TROUBLE),
        }
        yield Event(
            "housing", _housing(household), year.at(to_working_day(year.day())), [Named(adults[0])], detail
        )


def _housing(household: Household) -> str:
    return local("housing", household.district)
