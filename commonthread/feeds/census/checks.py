"""The rules that are only warned of: each a question to one part of a child that has been read."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from itertools import combinations

from commonthread.feeds.census.child import Assessment, Child, CinPlan, Enquiry, Episode, Module, Plan
from commonthread.feeds.census.codes import Disability
from commonthread.feeds.census.rules import RULES
from commonthread.records.census_codes import Closure, Factor, UpnUnknown
from commonthread.records.record import Fault, Sex

SATURDAY = 5
FORTY_WEEKS = timedelta(weeks=40)
AFTER_ASSESSMENT = (Closure.NO_FURTHER_ACTION, Closure.EARLY_HELP)
FACTORS_SPLIT_FROM = 2025

Spans = Iterable[Module]


def before(earlier: date | None, later: date | None) -> bool:
    """Whether the first is known to be before the second."""
    return earlier is not None and later is not None and earlier < later


def covers(span: Module, day: date | None) -> bool:
    """Whether the day is inside the span, its ends left out; an open span has no end."""
    return before(span.started_on, day) and (span.ended_on is None or before(day, span.ended_on))


def overlap(spans: Spans) -> bool:
    return any(
        covers(one, two.started_on) or covers(two, one.started_on) for one, two in combinations(spans, 2)
    )


def open_ones(spans: Spans) -> int:
    return sum(span.started_on is not None and span.ended_on is None for span in spans)


def years_old(child: Child, on: date) -> int:
    born = child.born_on
    return 0 if born is None else on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def activity(episode: Episode) -> Iterator[date]:
    """The days on which something other than an assessment happened in the episode."""
    for part in (*episode.cin_plans, *episode.enquiries, *episode.plans):
        if part.started_on:
            yield part.started_on
    yield from episode.conferences


def _plans(child: Child) -> list[Plan]:
    return [plan for episode in child.episodes for plan in episode.plans]


def _cin_plans(child: Child) -> list[CinPlan]:
    return [plan for episode in child.episodes for plan in episode.cin_plans]


OF_CHILD: dict[str, Callable[[Child, date], bool]] = {
    "1570": lambda c, _: len(c.agency_number) > 20,
    "1580": lambda c, _: not (c.agency_number.isascii() and c.agency_number.isalnum()),
    "4004": lambda c, _: open_ones(_cin_plans(c)) > 1,
    "4014": lambda c, _: overlap(_cin_plans(c)),
    "8525Q": lambda c, _: (c.born_on is None) == (c.expected_on is None),
    "8590": lambda c, _: not c.episodes,
    "8750": lambda c, _: c.is_unborn and c.sex is not Sex.UNKNOWN,
    "8770Q": lambda c, on: not c.upn and not c.upn_unknown and 5 < years_old(c, on) < 16,
    "8772": lambda c, _: (
        c.upn_unknown is UpnUnknown.CLOSED_AT_REFERRAL
        and any(e.no_further_action is False for e in c.episodes)
    ),
    "8775Q": lambda c, on: years_old(c, on) > 25,
    "8790": lambda c, _: Disability.NONE in c.disabilities and len(set(c.disabilities)) > 1,
    "8794": lambda c, _: len(set(c.disabilities)) < len(c.disabilities),
    "8815": lambda c, _: sum(e.closed_on is None and not e.no_further_action for e in c.episodes) > 1,
    "8935": lambda c, _: open_ones(_plans(c)) > 1,
    "8940": lambda c, _: overlap(_plans(c)),
}
OF_EPISODE: dict[str, Callable[[Episode, Child], bool]] = {
    "2883": lambda e, c: len(e.plans) > len(e.conferences),
    "2884": lambda e, c: e.conference_on is not None and any(s.conference_on for s in e.enquiries),
    "2990": lambda e, c: e.closed_because in AFTER_ASSESSMENT and any(activity(e)),
    "2991Q": lambda e, c: bool(e.enquiries) and not e.assessments,
    "8555Q": lambda e, c: before(c.died_on, e.referred_on),
    "8565": lambda e, c: any(before(e.closed_on, day) for day in _all_days(e)),
    "8585Q": lambda e, c: e.closed_because is Closure.DIED and c.died_on is None,
    "8606": lambda e, c: (
        e.referred_on is not None
        and (birth := c.born_on or c.expected_on) is not None
        and e.referred_on < birth - FORTY_WEEKS
    ),
    "8610": lambda e, c: e.need is None and e.no_further_action is False,
    "8805": lambda e, c: e.closed_on is not None and e.closed_because is None,
    "8810": lambda e, c: e.closed_because is not None and e.closed_on is None,
    "8816": lambda e, c: (
        e.closed_on is None
        and not e.no_further_action
        and any(before(e.referred_on, other.referred_on) for other in c.episodes)
    ),
    "8820": lambda e, c: any(
        before(other.referred_on, e.referred_on)
        and (other.closed_on is None or before(e.referred_on, other.closed_on))
        for other in c.episodes
        if not other.no_further_action and not e.no_further_action
    ),
    "8825Q": lambda e, c: e.closed_because in AFTER_ASSESSMENT and not e.assessments,
    "8831": lambda e, c: bool(e.no_further_action) and bool(e.assessments or e.enquiries or e.conferences),
    "8832": lambda e, c: bool(e.no_further_action) and bool(e.plans),
    "8839": lambda e, c: open_ones(e.enquiries) > 1,
    "8867": lambda e, c: e.closed_on is not None and open_ones(e.assessments) > 0,
    "8868": lambda e, c: e.closed_on is not None and open_ones(e.enquiries) > 0,
    "8873Q": lambda e, c: (
        len(e.assessments) == 1
        and e.assessments[0].factors == (Factor.NONE,)
        and e.closed_because not in (None, *AFTER_ASSESSMENT)
    ),
    "8896": lambda e, c: open_ones(e.assessments) > 1,
}
OF_ASSESSMENT: dict[str, Callable[[Assessment, Episode, Child], bool]] = {
    "1103": lambda a, e, c: before(a.started_on, e.referred_on),
    "8614": lambda a, e, c: bool(a.factors) and a.authorised_on is None,
    "8863Q": lambda a, e, c: any(covers(other, a.started_on) for other in e.assessments),
    "8897Q": lambda a, e, c: a.authorised_on is not None and not a.factors,
    "8898": lambda a, e, c: len(set(a.factors)) < len(a.factors),
}
OF_ENQUIRY: dict[str, Callable[[Enquiry, Episode, Child], bool]] = {
    "1104": lambda s, e, c: before(s.conference_on, e.referred_on),
    "2889": lambda s, e, c: before(s.started_on, e.referred_on),
    "8870Q": lambda s, e, c: s.target is not None and s.target.weekday() >= SATURDAY,
    "8875": lambda s, e, c: s.conference_on is not None and s.conference_on.weekday() >= SATURDAY,
    "8890": lambda s, e, c: any(covers(other, s.started_on) for other in e.enquiries),
}
OF_CIN_PLAN: dict[str, Callable[[CinPlan, Episode, Child], bool]] = {
    "4000": lambda p, e, c: bool(e.no_further_action),
    "4001": lambda p, e, c: p.ended_on is None and open_ones(_plans(c)) > 0,
    "4008": lambda p, e, c: before(c.died_on, p.started_on),
    "4009Q": lambda p, e, c: before(c.died_on, p.ended_on),
    "4012Q": lambda p, e, c: p.ended_on is not None and p.ended_on == p.started_on,
    "4015": lambda p, e, c: before(p.started_on, e.referred_on),
    "4016": lambda p, e, c: any(covers(plan, p.started_on) for plan in _plans(c)),
    "4017": lambda p, e, c: any(covers(p, plan.started_on) for plan in _plans(c)),
}
OF_PLAN: dict[str, Callable[[Plan, Episode, Child], bool]] = {
    "1105": lambda p, e, c: before(p.started_on, e.referred_on),
    "2885": lambda p, e, c: bool(e.conferences) and p.started_on not in e.conferences,
    "8840": lambda p, e, c: p.ended_on is not None and p.ended_on == p.started_on,
    "8915": lambda p, e, c: before(c.died_on, p.started_on),
    "8920": lambda p, e, c: before(c.died_on, p.ended_on),
}
OF_REVIEW: dict[str, Callable[[date, Plan, Child], bool]] = {
    "4003": lambda day, p, c: any(covers(plan, day) for plan in _cin_plans(c)),
    "8841": lambda day, p, c: p.started_on is not None and day <= p.started_on,
}


def warnings_of_child(child: Child, on: date) -> list[Fault]:
    return [RULES[number].fault() for number, broken in OF_CHILD.items() if broken(child, on)]


def warnings_of_episode(episode: Episode, child: Child) -> list[Fault]:
    return [RULES[number].fault() for number, broken in OF_EPISODE.items() if broken(episode, child)]


def warnings_of_part(part: Module, episode: Episode, child: Child, year: int | None) -> list[Fault]:
    match part:
        case Assessment():
            found = [number for number, broken in OF_ASSESSMENT.items() if broken(part, episode, child)]
            found += _factors_no_longer_used(part, year)
        case Enquiry():
            found = [number for number, broken in OF_ENQUIRY.items() if broken(part, episode, child)]
        case CinPlan():
            found = [number for number, broken in OF_CIN_PLAN.items() if broken(part, episode, child)]
        case Plan():
            found = [number for number, broken in OF_PLAN.items() if broken(part, episode, child)]
    return [RULES[number].fault() for number in found]


def warnings_of_review(day: date, plan: Plan, child: Child) -> list[Fault]:
    return [RULES[number].fault() for number, broken in OF_REVIEW.items() if broken(day, plan, child)]


def _factors_no_longer_used(assessment: Assessment, year: int | None) -> list[str]:
    split = {Factor.PHYSICAL_ABUSE: "8945Q", Factor.SEXUAL_ABUSE: "8950Q"}
    if year is None or year < FACTORS_SPLIT_FROM:
        return []
    return [rule for factor, rule in split.items() if factor in assessment.factors]


def _all_days(episode: Episode) -> Iterator[date]:
    yield from activity(episode)
    for assessment in episode.assessments:
        yield from (day for day in (assessment.started_on, assessment.authorised_on) if day)
    for plan in (*episode.cin_plans, *episode.plans):
        if plan.ended_on:
            yield plan.ended_on


class Return:
    """What is seen only when the whole file has been read. Numbers are held as hashes, not as values."""

    def __init__(self) -> None:
        self.agency_numbers: Counter[int] = Counter()
        self.upns: Counter[int] = Counter()
        self.disabilities: set[Disability] = set()
        self.counts: Counter[str] = Counter()

    def warnings(self, child: Child) -> list[Fault]:
        """The rules that a child breaks against those before it."""
        self.agency_numbers[hash(child.agency_number)] += 1
        self.upns[hash(child.upn)] += child.upn is not None
        self.disabilities |= set(child.disabilities)
        self.counts["children"] += 1
        self.counts["born"] += not child.is_unborn
        self.counts["sex unknown"] += not child.is_unborn and child.sex is Sex.UNKNOWN
        self.counts["several disabilities"] += len(set(child.disabilities)) > 1
        self.counts["any disability"] += bool(set(child.disabilities) - {Disability.NONE})
        broken = {"8510": self.nth(child) > 1, "1520": self.upns[hash(child.upn)] > 1}
        return [RULES[number].fault() for number, is_broken in broken.items() if is_broken]

    def nth(self, child: Child) -> int:
        """How many children of the file so far have this child's number."""
        return self.agency_numbers[hash(child.agency_number)]

    def remarks(self) -> list[Fault]:
        broken = {
            "2886Q": self.counts["sex unknown"] * 50 > self.counts["born"],
            "2887Q": len(self.disabilities) < 8,
            "2888Q": self.counts["any disability"] > 0 and not self.counts["several disabilities"],
        }
        return [RULES[number].fault() for number, is_broken in broken.items() if is_broken]
