"""What children's services write down: from a contact to a plan, and the way back out."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from commonthread.kernel.dates import start_of_day
from commonthread.synthetic import rates
from commonthread.synthetic.agencies import local
from commonthread.synthetic.event import Event, Named
from commonthread.synthetic.life import phrases
from commonthread.synthetic.life.naming_people import family
from commonthread.synthetic.life.year import OFFICE, Year, to_working_day, working_days_after
from commonthread.synthetic.people import Household, Person, children_in
from commonthread.synthetic.staff import StaffMember, staff

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
NEEDS = {"N1": 54, "N2": 8, "N3": 4, "N4": 9, "N5": 16, "N6": 4, "N8": 3, "N9": 2}
FACTORS = ("3B", "4B", "1B", "2B", "16A", "17A", "5A", "4A", "18C", "20", "10A")
CATEGORIES = {"NEG": 46, "EMO": 38, "PHY": 8, "SAB": 5, "MUL": 3}
NO_REQUEST = ("notification", "notification", "request_for_information")
URGENT, NOT_URGENT = ("amber", "amber", "red"), ("green", "green", "blue", "amber")
WHOLE_FAMILY_REFERRED = 0.7
ASSESSED_IN_TIME = 0.85


@dataclass
class Episode:
    """One child's time with children's services, as the census counts it: from a referral to its closure."""

    child: Person
    agency: str
    key: str
    referred: date
    source: str
    need: str
    no_further_action: bool = False
    repeat: bool = False
    assessed_from: date | None = None
    assessed_until: date | None = None
    factors: tuple[str, ...] = ()
    strategy: date | None = None
    enquiry_from: date | None = None
    enquiry_until: date | None = None
    conference: date | None = None
    category: str = "NEG"
    plan_from: date | None = None
    review: date | None = None
    in_need_from: date | None = None
    in_need_until: date | None = None
    closed: date | None = None
    closure: str | None = None
    worker: StaffMember | None = None


@dataclass
class Caseload:
    """The family's episodes so far: while one of a child is open, what arrives joins it."""

    episodes: list[Episode] = field(default_factory=list)

    def is_free(self, child: Person, day: date) -> bool:
        """Whether an episode could begin on the day and run a year without meeting another of the child."""
        mine = (episode for episode in self.episodes if episode.child is child)
        return all(
            episode.closed is not None
            and (episode.closed < day or day + timedelta(days=300) < episode.referred)
            for episode in mine
        )


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
            "summary": year.chance.choice(phrases.CONTACT),
        }
        agency = local("csc", child.address_on(day).district)
        yield Event("contact", agency, year.at(day), family(year.chance, child, day, 0.25), detail)
        if begins:
            episode = _episode(year, child, agency, day, source)
            caseload.episodes.append(episode)
            yield episode


def _episode(year: Year, child: Person, agency: str, day: date, source: str) -> Episode:
    chance = year.chance
    need = chance.choices(tuple(NEEDS), tuple(NEEDS.values()))[0]
    referred = working_days_after(day, chance.choice((0, 0, 1)))
    episode = Episode(child, agency, "", referred, source, need)
    episode.worker = chance.choice(
        [m for m in staff() if m.agency == agency and m.team == "Assessment and short term"]
    )
    episode.repeat = year.one_in(0.22)
    if year.follows(rates.NO_FURTHER_ACTION):
        episode.no_further_action = True
        episode.closed, episode.closure = referred, "RC7"
        return episode
    episode.assessed_from = working_days_after(referred, chance.choice((0, 1, 2, 3)))
    allowed = chance.randrange(12, 44) if year.one_in(ASSESSED_IN_TIME) else chance.randrange(46, 66)
    episode.assessed_until = working_days_after(referred, allowed)
    episode.factors = tuple(sorted(set(chance.choices(FACTORS, k=chance.choice((1, 2, 2, 3))))))
    if year.follows(rates.STRATEGY_AFTER_REFERRAL):
        _protect(year, episode)
    if not episode.plan_from:
        _help_or_close(year, episode)
    return episode


def _protect(year: Year, episode: Episode) -> None:
    chance = year.chance
    episode.strategy = working_days_after(episode.referred, chance.choice((0, 0, 1, 2, 3, 5)))
    if not year.follows(rates.ENQUIRY_AFTER_STRATEGY):
        return
    episode.enquiry_from = episode.strategy
    episode.enquiry_until = working_days_after(episode.enquiry_from, chance.randrange(4, 14))
    episode.category = chance.choices(tuple(CATEGORIES), tuple(CATEGORIES.values()))[0]
    if not year.follows(rates.CONFERENCE_AFTER_ENQUIRY):
        return
    days = chance.randrange(9, 16) if year.one_in(0.8) else chance.randrange(16, 24)
    episode.conference = working_days_after(episode.enquiry_from, days)
    if year.follows(rates.PLAN_AFTER_CONFERENCE):
        episode.plan_from = episode.conference
        episode.review = to_working_day(episode.conference + timedelta(days=chance.randrange(74, 92)))


def _help_or_close(year: Year, episode: Episode) -> None:
    ended = max(filter(None, (episode.assessed_until, episode.enquiry_until, episode.conference)))
    if year.follows(rates.CHILD_IN_NEED_PLAN):
        episode.in_need_from = working_days_after(ended, 2)
        episode.in_need_until = to_working_day(ended + timedelta(days=year.chance.randrange(60, 220)))
        episode.closed, episode.closure = episode.in_need_until, "RC7"
    else:
        episode.closed = working_days_after(ended, 1)
        episode.closure = year.chance.choice(("RC8", "RC8", "RC9"))


def events_of(year: Year, episode: Episode) -> Iterator[Event]:
    """What of the episode has happened by the end of the year, as records."""
    for event in _records(year, episode):
        if event.at.date() <= year.until:
            if event.until and event.until.date() > year.until:
                event.until = None
                event.detail = {k: v for k, v in event.detail.items() if k not in KNOWN_AT_THE_END}
            yield event


KNOWN_AT_THE_END = ("outcomes", "finding", "closed_on", "closure", "factors")


def _records(year: Year, e: Episode) -> Iterator[Event]:
    yield _referral(year, e)
    if e.no_further_action:
        return
    yield _spell(
        year, e, "assessment", e.assessed_from, e.assessed_until,
        {"factors": e.factors, "outcomes": ("services" if e.in_need_from or e.plan_from else "no_further_action",),
         "summary": year.chance.choice(phrases.ASSESSMENT)},
        seen=True,
    )  # fmt: skip
    yield from visits(year, e, e.assessed_from, e.assessed_until, "assessment", 16)
    if e.strategy:
        yield _strategy(year, e)
    if e.enquiry_from:
        yield _enquiry(year, e)
    if e.conference:
        yield _conference(year, e)
    if e.plan_from:
        yield _spell(
            year,
            e,
            "child_protection_plan",
            e.plan_from,
            None,
            {"initial_category": e.category, "previous_plans": int(year.one_in(0.2))},
        )
        yield from visits(year, e, e.plan_from, year.until, "child_protection", 12)
        detail = {
            "quorate": year.one_in(0.94),
            "plan_continues": year.one_in(0.7),
            "attended": ("social_care", "police", "health", "education", "parent"),
        }
        yield Event(
            "child_protection_review",
            e.agency,
            year.at(e.review),
            family(year.chance, e.child, e.review, 0.2),
            detail,
        )
    if e.in_need_from:
        yield _spell(year, e, "child_in_need_plan", e.in_need_from, e.in_need_until, {"primary_need": e.need})
        yield from visits(year, e, e.in_need_from, e.in_need_until, "child_in_need", 32)
    yield from _notes(year, e)


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


def _referral(year: Year, e: Episode) -> Event:
    over = e.closed and e.closed <= year.until
    detail = {
        "source": e.source,
        "primary_need": e.need,
        "no_further_action": e.no_further_action,
        "outcomes": ("no_further_action",)
        if e.no_further_action
        else ("strategy_discussion" if e.strategy else "assessment",),
        "is_repeat": e.repeat,
        "closed_on": e.closed if over else None,
        "closure": e.closure if over else None,
        "summary": year.chance.choice(phrases.REFERRAL) if not e.no_further_action else None,
    }
    return Event(
        "referral",
        e.agency,
        year.at(e.referred),
        family(year.chance, e.child, e.referred, 0.6),
        detail,
        key=e.key,
    )


def _strategy(year: Year, e: Episode) -> Event:
    outcome = year.chance.choice(("joint_enquiry", "social_care_enquiry")) if e.enquiry_from else "assessment"
    detail = {
        "referral_key": e.key,
        "outcome": outcome,
        "attended": ("social_care", "police", "health", *(("education",) if year.one_in(0.6) else ())),
        "held": year.chance.choice(("telephone", "video", "meeting")),
        "summary": year.chance.choice(phrases.STRATEGY),
    }
    return Event(
        "strategy_discussion",
        e.agency,
        year.at(e.strategy),
        family(year.chance, e.child, e.strategy, 0.3),
        detail,
    )


def _enquiry(year: Year, e: Episode) -> Event:
    detail = {
        "referral_key": e.key,
        "conference_target": working_days_after(e.enquiry_from, 15),
        "conference_on": e.conference if e.conference and e.conference <= year.until else None,
        "conference_not_required": None if e.conference else True,
        "finding": "substantiated_continuing"
        if e.conference
        else year.chance.choice(("substantiated_not_continuing", "not_substantiated")),
        "outcomes": ("conference" if e.conference else "services",),
    }
    return _spell(year, e, "section_47_enquiry", e.enquiry_from, e.enquiry_until, detail, seen=True)


def _conference(year: Year, e: Episode) -> Event:
    age = e.child.age_on(e.conference)
    detail = {
        "referral_key": e.key,
        "due_on": working_days_after(e.enquiry_from, 15),
        "quorate": year.one_in(0.95),
        "attended": ("social_care", "police", "health", "education", "parent"),
        "participation": "PN0" if age < 4 else year.chance.choice(("PN1", "PN5", "PN6", "PN6", "PN7")),
        "outcomes": ("plan",) if e.plan_from else ("services",),
        "category": e.category if e.plan_from else None,
    }
    named = family(year.chance, e.child, e.conference, 0.6)
    return Event("child_protection_conference", e.agency, year.at(e.conference, (9, 15)), named, detail)


def _spell(
    year: Year, e: Episode, kind: str, since: date, until: date | None, detail: dict, seen: bool = False
) -> Event:
    contact = {"seen": "seen", "seen_alone": e.child.age_on(since) > 3 and year.one_in(0.7)} if seen else None
    return Event(
        kind, e.agency, start_of_day(since), family(year.chance, e.child, since, 0.2), {"referral_key": e.key, **detail},
        until=start_of_day(until) if until else None, time_known=False, contact=contact,
    )  # fmt: skip


def _notes(year: Year, e: Episode) -> Iterator[Event]:
    last = min(e.closed or year.until, year.until)
    days = (last - e.referred).days
    for _ in range(min(1 + days // 40, 5)):
        day = to_working_day(e.referred + timedelta(days=year.chance.randrange(0, max(days, 1))))
        if day <= last:
            detail = {
                "note_type": year.chance.choice(("telephone_call", "message", "meeting", "supervision")),
                "case_key": e.key,
                "summary": year.chance.choice(phrases.NOTE),
            }
            yield Event("case_note", e.agency, year.at(day, OFFICE), [Named(e.child)], detail)
