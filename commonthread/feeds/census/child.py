"""One child of the census as values: what could be read, with None for what could not."""

from dataclasses import dataclass, field
from datetime import date

from lxml import etree

from commonthread.feeds.census.codes import Disability, EthnicGroup
from commonthread.records.census_codes import AbuseCategory, Closure, Factor, Need, ReferralSource, UpnUnknown
from commonthread.records.record import Sex


@dataclass(frozen=True, kw_only=True)
class Assessment:
    element: etree._Element
    started_on: date | None
    reviewed_on: date | None
    authorised_on: date | None
    factors: tuple[Factor, ...]

    @property
    def ended_on(self) -> date | None:
        return self.authorised_on


@dataclass(frozen=True, kw_only=True)
class Enquiry:
    """A section 47 enquiry; its conference is a part of its own."""

    element: etree._Element
    started_on: date | None
    target: date | None
    conference_on: date | None
    conference_not_required: bool | None

    @property
    def ended_on(self) -> date | None:
        return self.started_on if self.conference_not_required else self.conference_on


@dataclass(frozen=True, kw_only=True)
class CinPlan:
    element: etree._Element
    started_on: date | None
    ended_on: date | None


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A child protection plan and the days of its review conferences."""

    element: etree._Element
    started_on: date | None
    ended_on: date | None
    initial_category: AbuseCategory | None
    latest_category: AbuseCategory | None
    previous_plans: int | None
    reviews: tuple[tuple[etree._Element, date], ...]


Module = Assessment | Enquiry | CinPlan | Plan


@dataclass(frozen=True, kw_only=True)
class Episode:
    """One CINdetails module: a referral and what followed from it."""

    element: etree._Element
    referred_on: date | None
    source: ReferralSource | None
    need: Need | None
    closed_on: date | None
    closed_because: Closure | None
    no_further_action: bool | None
    conference_on: date | None
    assessments: tuple[Assessment, ...] = ()
    cin_plans: tuple[CinPlan, ...] = ()
    enquiries: tuple[Enquiry, ...] = ()
    plans: tuple[Plan, ...] = ()

    @property
    def parts(self) -> list[Module]:
        """What followed from the referral, in the order of the file."""
        order = {element: place for place, element in enumerate(self.element)}
        parts = (*self.assessments, *self.cin_plans, *self.enquiries, *self.plans)
        return sorted(parts, key=lambda part: order[part.element])

    @property
    def conferences(self) -> tuple[date, ...]:
        held = [self.conference_on, *(enquiry.conference_on for enquiry in self.enquiries)]
        return tuple(day for day in held if day)


@dataclass(frozen=True, kw_only=True)
class Child:
    element: etree._Element
    number_in_file: int
    agency_number: str
    upn: str | None = None
    former_upn: str | None = None
    upn_unknown: UpnUnknown | None = None
    born_on: date | None = None
    expected_on: date | None = None
    died_on: date | None = None
    sex: Sex = Sex.UNKNOWN
    ethnic_group: EthnicGroup | None = None
    disabilities: tuple[Disability, ...] = ()
    episodes: tuple[Episode, ...] = field(default=())

    @property
    def is_unborn(self) -> bool:
        return self.born_on is None and self.expected_on is not None
