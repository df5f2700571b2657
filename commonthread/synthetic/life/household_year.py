"""One family's year: everything that any agency would write down about it."""

from collections.abc import Iterator

from commonthread.synthetic import rates
from commonthread.synthetic.event import Event
from commonthread.synthetic.life import adults, care, community, contacts, education, health, justice, police
from commonthread.synthetic.life.episode import Episode
from commonthread.synthetic.life.year import Year
from commonthread.synthetic.people import Household, Kin, Person


def events(year: Year, kin: Kin) -> Iterator[Event | Episode]:
    for household in kin.households:
        yield from _of_household(year, household)
        for person in household.members:
            if person.household is household:
                yield from _of_person(year, person)


def _of_household(year: Year, household: Household) -> Iterator[Event | Episode]:
    notices = []
    for event in police.domestic(year, household):
        if event.kind == "public_protection_notice":
            notices.append(event.at)
        if event.kind == "police_incident" and year.follows(rates.SUPPORT_AFTER_ABUSE):
            yield from adults.support(year, event.named[0].person)
        yield event
    yield from police.other_incidents(year, household)
    yield from contacts.contacts(year, household, notices)
    yield from care.early_help(year, household)
    yield from adults.tenancy(year, household)
    yield from adults.homelessness(year, household)
    yield from community.concerns(year, household)
    yield from community.moves(year, household)


def _of_person(year: Year, person: Person) -> Iterator[Event]:
    yield from health.registration(year, person)
    yield from health.emergencies(year, person)
    yield from health.missed_appointments(year, person)
    yield from health.mental_health(year, person)
    yield from police.missing(year, person)
    if person.expected_on:
        yield from health.pregnancy(year, person)
    age = person.age_on(year.until)
    if age >= 18:
        yield from _of_adult(year, person)
    elif education.is_pupil(person, year.until):
        yield from _of_pupil(year, person)
    if person.looked_after_since:
        yield from care.looked_after(year, person)
    if 10 <= age < 18:
        yield from justice.youth(year, person)


def _of_adult(year: Year, person: Person) -> Iterator[Event]:
    yield from adults.probation(year, person)
    yield from justice.charges(year, person)
    yield from police.crimes(year, person)
    yield from police.intelligence(year, person)
    yield from health.substance_use(year, person)
    yield from adults.concerns(year, person)


def _of_pupil(year: Year, child: Person) -> Iterator[Event]:
    yield from education.enrolment(year, child)
    removed = list(education.home_education(year, child))
    yield from removed
    for happen in (education.absences, education.exclusions, education.welfare_concerns):
        yield from (event for event in happen(year, child) if not removed or event.at < removed[0].at)
