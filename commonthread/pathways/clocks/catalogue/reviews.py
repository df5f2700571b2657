"""What follows a death, serious harm or an inspection."""

from datetime import date

from commonthread.kernel.citations import Confidence
from commonthread.pathways.clocks.limits import days, months, weeks, working_days
from commonthread.pathways.clocks.rules import ClockRule
from commonthread.pathways.clocks.sources import (
    CARE_GUIDANCE,
    HOMICIDE_REVIEWS,
    NCPI,
    NOTIFICATION,
    PANEL,
    POLICE_ACT,
    SERIOUS_CASE_REVIEWS,
    WORKING_TOGETHER,
)

SAFEGUARDING_PARTNERS_SINCE = date(2018, 6, 29)
SERIOUS_CASE_REVIEWS_ENDED = date(2019, 9, 29)

SERIOUS_INCIDENT = ClockRule(
    name="serious-incident",
    what="The national Panel and the partners are notified of a serious incident",
    within=working_days(5),
    of="the local authority becoming aware of it",
    source=NOTIFICATION,
    provision="section 16C, with the Panel's guidance for the figure",
    confidence=Confidence.VERIFIED,
    in_force=SAFEGUARDING_PARTNERS_SINCE,
)

RAPID_REVIEW = ClockRule(
    name="rapid-review",
    what="The rapid review reaches the Panel",
    within=working_days(15),
    of="the notification",
    source=PANEL,
    provision="rapid reviews",
    confidence=Confidence.VERIFIED,
    in_force=SAFEGUARDING_PARTNERS_SINCE,
    note="Areas differ on whether the day of the notification is day 0 or day 1: both are shown.",
)

PRACTICE_REVIEW = ClockRule(
    name="practice-review",
    what="The child safeguarding practice review is published",
    within=months(6),
    of="the decision to hold one",
    source=WORKING_TOGETHER,
    provision="chapter 5",
    confidence=Confidence.GENERAL,
    in_force=SAFEGUARDING_PARTNERS_SINCE,
)

SERIOUS_CASE_DECISION = ClockRule(
    name="serious-case-review-decision",
    what="The board decides whether to hold a serious case review",
    within=months(1),
    of="the incident coming to its notice",
    source=SERIOUS_CASE_REVIEWS,
    provision="serious case reviews",
    confidence=Confidence.GENERAL,
    until=SERIOUS_CASE_REVIEWS_ENDED,
)

SERIOUS_CASE_REVIEW = ClockRule(
    name="serious-case-review",
    what="The serious case review is completed",
    within=months(6),
    of="the decision to hold one",
    source=SERIOUS_CASE_REVIEWS,
    provision="serious case reviews",
    confidence=Confidence.GENERAL,
    until=SERIOUS_CASE_REVIEWS_ENDED,
)

ADULT_REVIEW = ClockRule(
    name="adult-review",
    what="The safeguarding adults review is completed",
    within=months(6),
    of="the decision to hold one",
    source=CARE_GUIDANCE,
    provision="safeguarding adults reviews",
    confidence=Confidence.GENERAL,
    in_force=date(2015, 4, 1),
)

HOMICIDE_DECISION = ClockRule(
    name="homicide-review-decision",
    what="The partnership decides whether to hold a domestic homicide review",
    within=months(1),
    of="the homicide coming to its notice",
    source=HOMICIDE_REVIEWS,
    provision="decision to hold a review",
    confidence=Confidence.GENERAL,
)

HOMICIDE_REVIEW = ClockRule(
    name="homicide-review",
    what="The domestic homicide review is completed",
    within=months(6),
    of="the decision to hold one",
    source=HOMICIDE_REVIEWS,
    provision="completion",
    confidence=Confidence.GENERAL,
)

COMMENTS = ClockRule(
    name="comments",
    what="The local policing body publishes its comments, with the chief officer's",
    within=days(56).beginning_with(),
    of="the publication of the inspectors' report",
    source=POLICE_ACT,
    provision="section 55",
    confidence=Confidence.VERIFIED,
)

INSPECTION_PLAN = ClockRule(
    name="inspection-plan",
    what="The chief constable's plan of action is given to the inspectors",
    within=weeks(6),
    of="the publication of the report",
    source=NCPI,
    provision="follow-up",
    confidence=Confidence.VERIFIED,
    in_force=date(2014, 1, 1),
    until=date(2024, 1, 31),
)
