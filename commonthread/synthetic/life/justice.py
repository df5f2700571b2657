"""Charges, what courts decided, and the youth justice service."""

from collections.abc import Iterator
from datetime import timedelta

from commonthread.synthetic import rates
from commonthread.synthetic.event import Event, Named
from commonthread.synthetic.life.naming_people import parents
from commonthread.synthetic.life.year import ANY, OFFICE, Year, to_working_day
from commonthread.synthetic.people import Person

OFFENCES = {
    "theft": 24,
    "violence_without_injury": 18,
    "violence_with_injury": 12,
    "drugs": 14,
    "public_order": 10,
    "vehicle": 8,
    "criminal_damage": 6,
    "weapons": 5,
    "burglary": 3,
}
MEN_ARE_CHARGED = 1.7
WOMEN_ARE_CHARGED = 0.3
CHECK_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def give_pnc_id(person: Person) -> None:
    """In the form of a number on the Police National Computer, of a year that has not come."""
    if person.pnc_id is None:
        person.pnc_id = f"2090/{person.number % 10_000_000:07d}{CHECK_LETTERS[person.number % 23]}"


def charges(year: Year, person: Person) -> Iterator[Event]:
    weight = MEN_ARE_CHARGED if person.sex == "M" else WOMEN_ARE_CHARGED
    for _ in range(year.times(rates.CHARGE, person.household.strain * weight)):
        give_pnc_id(person)
        at = year.at(year.day(), ANY)
        offence = year.chance.choices(tuple(OFFENCES), tuple(OFFENCES.values()))[0]
        disposal = year.chance.choices(("charged", "summonsed", "cautioned"), (70, 14, 16))[0]
        bail = year.chance.choice(("unconditional", "conditional", "none")) if disposal == "charged" else None
        detail = {
            "offence": offence,
            "disposal": disposal,
            "counts": year.chance.choice((1, 1, 1, 2, 3)),
            "bail": bail,
        }
        yield Event("charge", "police", at, [Named(person)], detail)
        heard = at + timedelta(days=year.chance.randrange(20, 160))
        if disposal != "cautioned" and year.follows(rates.COURT_AFTER_CHARGE) and year.within(heard.date()):
            result = {
                "court": "magistrates",
                "result": year.chance.choice(
                    ("fine", "community_order", "discharge", "suspended_sentence", "acquitted")
                ),
                "offence": offence,
            }
            day = to_working_day(heard.date())
            if year.within(day):
                yield Event("court_outcome", "police", year.at(day, OFFICE), [Named(person)], result)


def youth(year: Year, child: Person) -> Iterator[Event]:
    if not year.times(rates.YOUTH_JUSTICE, child.household.strain * (1.6 if child.sex == "M" else 0.4)):
        return
    give_pnc_id(child)
    order = year.chance.choice(("out_of_court", "referral_order", "rehabilitation_order", "none"))
    for _ in range(2 + int(year.chance.expovariate(1 / 2))):
        at = year.at(to_working_day(year.day()), OFFICE)
        event = year.chance.choice(("appointment", "appointment", "missed", "assessment", "diversion"))
        detail = {"event": event, "order": order, "exploitation_concern": year.one_in(0.12) or None}
        named = [Named(child), *parents(year.chance, child, at.date(), most=1, share=0.4)]
        contact = {"seen": "not seen" if event == "missed" else "seen"}
        yield Event("youth_justice_contact", "youth-justice", at, named, detail, contact=contact)
