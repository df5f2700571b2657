"""A child's time with children's services, from a referral to its closure, and how it unfolds."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from commonthread.synthetic import rates
from commonthread.synthetic.life.year import Year, to_working_day, working_days_after
from commonthread.synthetic.people import Person
from commonthread.synthetic.staff import StaffMember, staff

NEEDS = {"N1": 54, "N2": 8, "N3": 4, "N4": 9, "N5": 16, "N6": 4, "N8": 3, "N9": 2}
FACTORS = ("3B", "4B", "1B", "2B", "16A", "17A", "5A", "4A", "18C", "20", "10A")
CATEGORIES = {"NEG": 46, "EMO": 38, "PHY": 8, "SAB": 5, "MUL": 3}
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


def begin(year: Year, child: Person, agency: str, day: date, source: str) -> Episode:
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
