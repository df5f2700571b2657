"""Early help, and children whom the authority looks after."""

from collections.abc import Iterator
from datetime import timedelta

from commonthread.kernel.dates import start_of_day
from commonthread.synthetic import rates
from commonthread.synthetic.agencies import local
from commonthread.synthetic.event import Event, Named
from commonthread.synthetic.life.naming_people import family
from commonthread.synthetic.life.visiting import visit
from commonthread.synthetic.life.year import Year, to_working_day
from commonthread.synthetic.people import Household, Person, children_in


def early_help(year: Year, household: Household) -> Iterator[Event]:
    for child in children_in(household, year.until):
        for _ in range(min(year.times(rates.EARLY_HELP, household.strain), 1)):
            day = to_working_day(max(year.day(), child.born_on + timedelta(days=20)))
            if year.within(day):
                ended = day + timedelta(days=year.chance.randrange(60, 260))
                over = ended <= year.until
                detail = {
                    "reasons": (
                        year.chance.choice(
                            ("parenting", "behaviour", "mental_health", "school_attendance", "money")
                        ),
                    ),
                    "ended_because": year.chance.choice(("outcomes_met", "outcomes_met", "disengaged"))
                    if over
                    else None,
                }
                agency = local("csc", child.address_on(day).district)
                named = family(year.chance, child, day, 0.3)
                until = start_of_day(ended) if over else None
                yield Event(
                    "early_help_episode",
                    agency,
                    start_of_day(day),
                    named,
                    detail,
                    until=until,
                    time_known=False,
                )


def looked_after(year: Year, child: Person) -> Iterator[Event]:
    since = child.looked_after_since
    if not since or not year.within(since):
        return
    home = child.household
    began = since if since > year.since else since - timedelta(days=year.chance.randrange(30, 900))
    began = max(began, child.born_on)
    detail = {
        "started_because": "S",
        "legal_status": year.chance.choice(("C1", "C2", "V2")),
        "placement": "K2" if home.address.communal else "U6",
        "primary_need": "N1",
    }
    address = home.address_on(max(since, year.since))
    named = [Named(child, facts={"address": address.line, "postcode": address.postcode})]
    named += family(year.chance, child, began, 0)[1:]
    if not home.address.communal:
        named.append(Named(home.members[0], "carer", "foster carer", in_passing=True))
    agency = local("csc", child.homes[0][1].district)
    yield Event(
        "looked_after_episode", agency, start_of_day(began), named, detail, time_known=False, sensitive=True
    )
    day = max(since, year.since) + timedelta(days=20)
    while day <= year.until:
        yield visit(
            year,
            agency,
            child,
            to_working_day(day) if to_working_day(day) <= year.until else day,
            "looked_after",
        )
        day += timedelta(days=year.chance.randrange(38, 50))
