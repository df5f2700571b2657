"""What children's services write down of an episode: referral, assessment, enquiry, conference, plan, visits."""

from collections.abc import Iterator
from datetime import date, timedelta

from commonthread.kernel.dates import start_of_day
from commonthread.synthetic.event import Event, Named
from commonthread.synthetic.life import phrases
from commonthread.synthetic.life.episode import Episode
from commonthread.synthetic.life.naming_people import family
from commonthread.synthetic.life.visiting import visits
from commonthread.synthetic.life.year import OFFICE, Year, to_working_day, working_days_after

KNOWN_AT_THE_END = ("outcomes", "finding", "closed_on", "closure", "factors")


def events_of(year: Year, episode: Episode) -> Iterator[Event]:
    """What of the episode has happened by the end of the year, as records."""
    for event in _records(year, episode):
        if event.at.date() <= year.until:
            if event.until and event.until.date() > year.until:
                event.until = None
                event.detail = {k: v for k, v in event.detail.items() if k not in KNOWN_AT_THE_END}
            yield event


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
