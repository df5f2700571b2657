"""The front door of a hub, and referrals from it to national bodies."""

from commonthread.kernel.citations import Confidence
from commonthread.pathways.clocks.limits import (
    ByGrade,
    Regrading,
    as_soon_as_practicable,
    days,
    hours,
    opening_hours,
    working_days,
)
from commonthread.pathways.clocks.rules import ClockRule
from commonthread.pathways.clocks.sources import MASH, MODERN_SLAVERY

CHECKS = ClockRule(
    name="hub-checks",
    what="Every agency answers what it knows",
    within=ByGrade(
        {"red": opening_hours(4), "amber": opening_hours(24), "green": hours(72)}, Regrading.SAME_TRIGGER
    ),
    of="the concern reaching the hub",
    source=MASH,
    provision="rating",
    confidence=Confidence.SECONDARY,
    note="No figure is national. These are one published example (4 and 24 working hours, 72 hours); others differ.",
)

TRAFFICKING_REFERRAL = ClockRule(
    name="trafficking-referral",
    what="A child who may have been trafficked is referred to the national mechanism",
    within=as_soon_as_practicable(no_later_than=hours(24)),
    of="the suspicion",
    source=MODERN_SLAVERY,
    provision="first responders",
    confidence=Confidence.GENERAL,
)

REASONABLE_GROUNDS = ClockRule(
    name="reasonable-grounds",
    what="The reasonable-grounds decision is made",
    within=working_days(5),
    of="the referral to the national mechanism",
    source=MODERN_SLAVERY,
    provision="reasonable grounds",
    confidence=Confidence.GENERAL,
)

RECOVERY_PERIOD = ClockRule(
    name="recovery-period",
    what="The recovery period may end",
    within=days(30),
    of="a positive reasonable-grounds decision",
    source=MODERN_SLAVERY,
    provision="recovery period",
    confidence=Confidence.GENERAL,
    note="It lasts at least so long: the day is the first on which it may end, and not one by which it must.",
)
