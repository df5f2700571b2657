"""From the referral of a child to the reviews of a child protection plan."""

from datetime import date

from commonthread.kernel.citations import Confidence
from commonthread.pathways.clocks.limits import at_once, months, weeks, working_days
from commonthread.pathways.clocks.rules import ClockRule
from commonthread.pathways.clocks.sources import (
    CARE_PLANNING,
    KEEPING_CHILDREN_SAFE,
    TEES,
    WORKING_TOGETHER,
    WORKING_TOGETHER_2010,
)

SINGLE_ASSESSMENT_SINCE = date(2013, 4, 15)
BEFORE_IT = date(2013, 4, 14)

REFERRAL_DECISION = ClockRule(
    name="referral-decision",
    what="A social worker decides what to do and tells the referrer",
    within=working_days(1),
    of="the referral",
    source=WORKING_TOGETHER,
    provision="chapter 3, flow charts",
    confidence=Confidence.SECONDARY,
)

ASSESSMENT = ClockRule(
    name="assessment",
    what="The single assessment is concluded",
    within=working_days(45),
    of="the referral",
    source=WORKING_TOGETHER,
    provision="chapter 3",
    confidence=Confidence.SECONDARY,
    in_force=SINGLE_ASSESSMENT_SINCE,
    note="Where it takes longer the reason is recorded. The census asks about one that is open after 45 working days.",
)

INITIAL_ASSESSMENT = ClockRule(
    name="initial-assessment",
    what="The initial assessment is concluded",
    within=working_days(10),
    of="the referral",
    source=WORKING_TOGETHER_2010,
    provision="assessment framework",
    confidence=Confidence.SECONDARY,
    until=BEFORE_IT,
)

CORE_ASSESSMENT = ClockRule(
    name="core-assessment",
    what="The core assessment is concluded",
    within=working_days(35),
    of="the end of the initial assessment",
    source=WORKING_TOGETHER_2010,
    provision="assessment framework",
    confidence=Confidence.SECONDARY,
    until=BEFORE_IT,
)

STRATEGY_DISCUSSION = ClockRule(
    name="strategy-discussion",
    what="A strategy discussion is held",
    within=at_once(no_later_than=working_days(3)),
    of="reasonable cause to suspect significant harm",
    source=WORKING_TOGETHER,
    provision="chapter 3",
    confidence=Confidence.SECONDARY,
    note="There is no national figure. One published local rule: the same day if urgent, usually 1 working day, 3 at most.",
)

CONFERENCE = ClockRule(
    name="conference",
    what="The initial child protection conference is held",
    within=working_days(15),
    of="the strategy discussion at which section 47 enquiries were begun",
    source=WORKING_TOGETHER,
    provision="chapter 3",
    confidence=Confidence.SECONDARY,
    note="Of the discussion that began the enquiries, not of the last one held.",
)

CORE_GROUP = ClockRule(
    name="core-group",
    what="The core group meets first",
    within=working_days(10),
    of="the initial child protection conference",
    source=WORKING_TOGETHER,
    provision="chapter 3",
    confidence=Confidence.SECONDARY,
)

NEXT_CORE_GROUP = ClockRule(
    name="next-core-group",
    what="The core group meets again",
    within=weeks(6),
    of="its last meeting",
    source=TEES,
    provision="core groups",
    confidence=Confidence.SECONDARY,
    note="There is no national figure; published local ones are 4 to 6 weeks.",
)

FIRST_REVIEW = ClockRule(
    name="first-review",
    what="The first review conference is held",
    within=months(3),
    of="the initial child protection conference",
    source=WORKING_TOGETHER,
    provision="chapter 3",
    confidence=Confidence.SECONDARY,
)

BIRTH_REVIEW = ClockRule(
    name="birth-review",
    what="The first review conference of a child whose conference was held before birth is held",
    within=working_days(10),
    of="the birth",
    source=TEES,
    provision="review conferences",
    confidence=Confidence.SECONDARY,
    note="Or three months after the conference, whichever is sooner: run both clocks.",
)

NEXT_REVIEW = ClockRule(
    name="next-review",
    what="The next review conference is held",
    within=months(6),
    of="the last review conference",
    source=WORKING_TOGETHER,
    provision="chapter 3",
    confidence=Confidence.SECONDARY,
)

LOOKED_AFTER_FIRST_REVIEW = ClockRule(
    name="looked-after-first-review",
    what="The first review of a looked-after child is held",
    within=working_days(20),
    of="the child becoming looked after",
    source=CARE_PLANNING,
    provision="review of the child's case",
    confidence=Confidence.GENERAL,
)

LOOKED_AFTER_SECOND_REVIEW = ClockRule(
    name="looked-after-second-review",
    what="The second review of a looked-after child is held",
    within=months(3),
    of="the first review",
    source=CARE_PLANNING,
    provision="review of the child's case",
    confidence=Confidence.GENERAL,
)

LOOKED_AFTER_NEXT_REVIEW = ClockRule(
    name="looked-after-next-review",
    what="The next review of a looked-after child is held",
    within=months(6),
    of="the last review",
    source=CARE_PLANNING,
    provision="review of the child's case",
    confidence=Confidence.GENERAL,
)

ALLEGATION = ClockRule(
    name="allegation",
    what="The designated officer of the local authority is told of an allegation against somebody who works with children",
    within=working_days(1),
    of="the employer learning of it",
    source=KEEPING_CHILDREN_SAFE,
    provision="part four",
    confidence=Confidence.GENERAL,
)
