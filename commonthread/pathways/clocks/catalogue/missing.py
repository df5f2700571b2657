"""Somebody is missing, is found, comes home."""

from datetime import date

from commonthread.kernel.citations import Confidence
from commonthread.pathways.clocks.limits import (
    ByGrade,
    Regrading,
    as_soon_as_practicable,
    at_once,
    days,
    hours,
)
from commonthread.pathways.clocks.rules import ClockRule
from commonthread.pathways.clocks.sources import (
    MISSING_CHILDREN,
    MISSING_PERSONS,
    MISSING_PERSONS_UNIT,
)

ONE_CONTINUUM_SINCE = date(2017, 1, 1)

RISK = ClockRule(
    name="missing-risk",
    what="The risk is assessed, first steps are agreed and a time of review is set",
    within=at_once(no_later_than=hours(1)),
    of="the report",
    source=MISSING_PERSONS,
    provision="the minimum for every report",
    confidence=Confidence.VERIFIED,
    in_force=ONE_CONTINUUM_SINCE,
    note="At once is national; the hour is a local outer limit.",
)

REVIEW = ClockRule(
    name="missing-review",
    what="A supervisor reviews the risk",
    within=ByGrade(
        {"very low": hours(48), "low": hours(24), "medium": hours(8), "high": hours(1)},
        Regrading.NEVER_LATER,
    ),
    of="the last review",
    source=MISSING_PERSONS,
    provision="supervision",
    confidence=Confidence.GENERAL,
    in_force=ONE_CONTINUUM_SINCE,
    note="There are no national intervals: each of these figures is to be set locally. A falling grade puts no review off.",
)

MISSING_48_HOURS = ClockRule(
    name="missing-48-hours",
    what="The whole case is reviewed for the first time",
    within=hours(48),
    of="the report",
    source=MISSING_PERSONS,
    provision="review of cases that go on",
    confidence=Confidence.GENERAL,
)

MISSING_7_DAYS = ClockRule(
    name="missing-7-days",
    what="The whole case is reviewed by the next rank",
    within=days(7),
    of="the report",
    source=MISSING_PERSONS,
    provision="review of cases that go on",
    confidence=Confidence.GENERAL,
)

MISSING_28_DAYS = ClockRule(
    name="missing-28-days",
    what="The whole case is reviewed as one of long standing",
    within=days(28),
    of="the report",
    source=MISSING_PERSONS,
    provision="review of cases that go on",
    confidence=Confidence.GENERAL,
)

NATIONAL_UNIT = ClockRule(
    name="missing-national-unit",
    what="The UK Missing Persons Unit is told",
    within=hours(72),
    of="the report",
    source=MISSING_PERSONS_UNIT,
    provision="missing for more than 72 hours",
    confidence=Confidence.VERIFIED,
)

UNIDENTIFIED = ClockRule(
    name="unidentified",
    what="The UK Missing Persons Unit is told of somebody, or a body, that is not identified",
    within=hours(48),
    of="their being found",
    source=MISSING_PERSONS_UNIT,
    provision="not identified after 48 hours",
    confidence=Confidence.VERIFIED,
)

PREVENTION_INTERVIEW = ClockRule(
    name="prevention-interview",
    what="The police speak with whoever came back",
    within=as_soon_as_practicable(no_later_than=hours(24)),
    of="the return",
    source=MISSING_PERSONS,
    provision="prevention interview",
    confidence=Confidence.SECONDARY,
    note="Formerly the safe and well check. The figure is local.",
)

RETURN_INTERVIEW = ClockRule(
    name="return-interview",
    what="An independent return home interview is offered",
    within=hours(72),
    of="the child's return",
    source=MISSING_CHILDREN,
    provision="return interviews",
    confidence=Confidence.SECONDARY,
    in_force=date(2014, 1, 1),
    note="Hours, not working days: weekends count. Record the offer, and a refusal with its reason.",
)
