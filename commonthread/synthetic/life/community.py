"""What the public says, and who moved: concerns of neighbours, changes of address."""

from collections.abc import Iterator

from commonthread.kernel.dates import start_of_day
from commonthread.synthetic import rates
from commonthread.synthetic.agencies import HOSPITAL_OF, local
from commonthread.synthetic.event import Event, Named
from commonthread.synthetic.life import phrases
from commonthread.synthetic.life.year import ANY, Year
from commonthread.synthetic.people import Household, Person, adults_in, children_in

TOLD_OF_A_MOVE = {"gp": 0.6, "housing": 0.22, "education": 0.3, "csc": 0.03}
SURNAME_KNOWN_TO_NEIGHBOUR = 0.7


def concerns(year: Year, household: Household) -> Iterator[Event]:
    for _ in range(year.times(rates.COMMUNITY_CONCERN, household.strain)):
        at = year.at(year.day(), ANY)
        children, adults = children_in(household, at.date()), adults_in(household, at.date())
        if not adults:
            continue
        if children:
            named = [Named(children[0], in_passing=True, facts=_as_a_neighbour_knows(year))]
            named += [Named(adults[0], "parent", in_passing=True, facts=_as_a_neighbour_knows(year))]
            worries = (year.chance.choice(("shouting", "neglect", "left_alone", "not_seen")),)
        else:
            named = [Named(adults[0], in_passing=True, facts=_as_a_neighbour_knows(year))]
            worries = ("adult_at_risk",)
        detail = {
            "concern_from": year.chance.choice(("neighbour", "neighbour", "relative", "anonymous", "friend")),
            "worries": worries,
            "first_hand": year.one_in(0.7),
            "going_on": year.one_in(0.6),
            "summary": year.chance.choice(phrases.COMMUNITY),
        }
        district = household.address_on(at.date()).district
        yield Event("community_concern", local("csc", district), at, named, detail)


def moves(year: Year, household: Household) -> Iterator[Event]:
    for (_, before), (since, address) in zip(household.homes, household.homes[1:], strict=False):
        adults, children = adults_in(household, since), children_in(household, since)
        if not adults:
            continue
        detail = {
            "address_type": "refuge" if address.communal else "home",
            "reason": "fleeing_abuse" if address.communal else "ordinary",
            "previous_address": before.line,
            "previous_postcode": before.postcode,
        }
        told = [who for who, share in TOLD_OF_A_MOVE.items() if year.one_in(share)]
        for who in told if not address.communal else ("csc",):
            if who == "education" and not children:
                continue
            agency = _agency(who, address.district)
            named = _movers(year, adults, children, who)
            facts = {"address": address.line, "postcode": address.postcode}
            for each in named:
                each.facts |= facts
            sensitive = address.communal
            yield Event(
                "change_of_address",
                agency,
                start_of_day(since),
                named,
                detail,
                time_known=False,
                sensitive=sensitive,
            )


def _movers(year: Year, adults: list[Person], children: list[Person], who: str) -> list[Named]:
    if who == "education":
        return [Named(children[0]), *(Named(child, "child") for child in children[1:])]
    named = [Named(adults[0]), *(Named(adult, "household_member") for adult in adults[1:3])]
    return named + [Named(child, "child") for child in children if year.one_in(0.7)]


def _agency(who: str, district: str) -> str:
    return f"{HOSPITAL_OF[district]}-gp" if who == "gp" else local(who, district)


def _as_a_neighbour_knows(year: Year) -> dict[str, None]:
    """Neither numbers nor birth dates, and not always a family name."""
    unknown = [
        "agency_person_id",
        "born_on",
        "nhs_number",
        "upn",
        "middle_names",
        "phone",
        "email",
        "ethnicity",
    ]
    if not year.one_in(SURNAME_KNOWN_TO_NEIGHBOUR):
        unknown.append("family_name")
    return dict.fromkeys(unknown)
