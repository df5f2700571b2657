"""Visits of social workers: who let them in, and whether the child was seen."""

from collections.abc import Iterator
from datetime import date, timedelta

from commonthread.synthetic import rates
from commonthread.synthetic.event import Event, Named
from commonthread.synthetic.life import phrases
from commonthread.synthetic.life.episode import Episode
from commonthread.synthetic.life.year import Year, to_working_day
from commonthread.synthetic.people import Person
from commonthread.synthetic.staff import StaffMember


def visits(year: Year, e: Episode, since: date, until: date, purpose: str, every: int) -> Iterator[Event]:
    day = to_working_day(since + timedelta(days=year.chance.randrange(1, every)))
    while day <= min(until, year.until):
        yield visit(year, e.agency, e.child, day, purpose, e.worker)
        day = to_working_day(day + timedelta(days=every + year.chance.randrange(-3, 8)))


def visit(
    year: Year, agency: str, child: Person, day: date, purpose: str, worker: StaffMember | None = None
) -> Event:
    if year.follows(rates.VISIT_REFUSED):
        result = "refused"
    else:
        result = "no_access" if year.follows(rates.VISIT_NO_ACCESS) else "access"
    if result == "access":
        alone = child.age_on(day) > 3 and year.one_in(0.62)
        contact = {
            "seen": "seen" if year.one_in(0.94) else "not seen",
            "seen_alone": alone,
            "spoken_to": alone,
        }
        detail = {"result": result, "purpose": purpose, "summary": year.chance.choice(phrases.VISIT)}
        if alone and year.one_in(0.5):
            detail["child_said"] = year.chance.choice(phrases.CHILD_SAID)
    else:
        contact = {"seen": "not seen"}
        detail = {"result": result, "purpose": purpose, "summary": year.chance.choice(phrases.NO_ACCESS)}
    named = [Named(child, facts={"allocated_worker": worker.name} if worker else {})]
    author = worker.key if worker else None
    return Event("home_visit", agency, year.at(day, (9, 18)), named, detail, contact=contact, author=author)
