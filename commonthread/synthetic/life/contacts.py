"""Contacts to children's services, and the episodes that begin with some of them."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from commonthread.synthetic import rates
from commonthread.synthetic.agencies import local
from commonthread.synthetic.event import Event
from commonthread.synthetic.life import phrases
from commonthread.synthetic.life.episode import Caseload, Episode, begin
from commonthread.synthetic.life.naming_people import family
from commonthread.synthetic.life.year import Year, to_working_day
from commonthread.synthetic.people import Household, Person, children_in

SOURCES = {
    "1A": 12,
    "1C": 2,
    "1D": 5,
    "2A": 26,
    "3A": 6,
    "3B": 7,
    "3C": 3,
    "3E": 8,
    "3F": 5,
    "4": 4,
    "5B": 5,
    "6": 8,
    "7": 4,
    "9": 5,
}
NO_REQUEST = ("notification", "notification", "request_for_information")
URGENT, NOT_URGENT = ("amber", "amber", "red"), ("green", "green", "blue", "amber")
WHOLE_FAMILY_REFERRED = 0.7


def contacts(year: Year, household: Household, notices: list[datetime]) -> Iterator[Event | Episode]:
    """Contacts that follow police notices, and those of everybody else."""
    caseload = Caseload()
    for at in notices:
        if year.follows(rates.CONTACT_AFTER_NOTICE):
            arrived = to_working_day((at + timedelta(days=1)).date())
            if year.within(arrived):
                yield from _contact(year, caseload, arrived, "6", children_in(household, arrived))
    for child in children_in(household, year.until):
        for _ in range(year.times(rates.CONTACT_OF_OTHER_SOURCE, household.strain)):
            day = to_working_day(year.day())
            if child.born_on < day and year.within(day):
                source = year.chance.choices(tuple(SOURCES), tuple(SOURCES.values()))[0]
                yield from _contact(year, caseload, day, source, [child])


def _contact(
    year: Year, caseload: Caseload, day: date, source: str, children: list[Person]
) -> Iterator[Event | Episode]:
    referred = year.follows(rates.REFERRAL_AFTER_CONTACT)
    if referred and year.one_in(WHOLE_FAMILY_REFERRED):
        children = children_in(children[0].household_on(day), day) if children else []
    for child in children:
        is_open = not caseload.is_free(child, day)
        begins = referred and not is_open
        if begins:
            outcome = "new_referral"
        elif is_open:
            outcome = "existing_referral"
        else:
            outcome = year.chance.choice(("no_further_action", "advice", "early_help"))
        detail = {
            "source": source,
            "approach": "request_for_service" if referred else year.chance.choice(NO_REQUEST),
            "urgency": year.chance.choice(URGENT if referred else NOT_URGENT),
            "outcomes": (outcome,),
            "summary": year.chance.choice(phrases.CONTACT.get(source[0], phrases.CONTACT[""])),
        }
        agency = local("csc", child.address_on(day).district)
        yield Event("contact", agency, year.at(day), family(year.chance, child, day, 0.25), detail)
        if begins:
            episode = begin(year, child, agency, day, source)
            caseload.episodes.append(episode)
            yield episode
