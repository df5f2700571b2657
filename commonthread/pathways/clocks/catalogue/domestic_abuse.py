"""Domestic abuse: telling the school, hearing the case again, disclosure to those who ask."""

from datetime import date

from commonthread.kernel.citations import Confidence
from commonthread.pathways.clocks.limits import (
    as_soon_as_practicable,
    before_next_school_day,
    days,
    hours,
    months,
)
from commonthread.pathways.clocks.rules import ClockRule
from commonthread.pathways.clocks.sources import (
    DISCLOSURE_SCHEME,
    DISCLOSURE_SCHEME_2016,
    ENCOMPASS,
    SAFELIVES,
)

SCHOOL_NOTICE = ClockRule(
    name="school-notice",
    what="The child's school is told",
    within=as_soon_as_practicable(
        no_later_than=before_next_school_day(hold_beyond_days=5, otherwise=hours(24))
    ),
    of="the belief that the child may be a victim of domestic abuse",
    source=ENCOMPASS,
    provision="section 49A",
    confidence=Confidence.VERIFIED,
    in_force=date(2025, 11, 7),
    note="The next school day is the practice and not the Act. The hold in the holidays is a local figure.",
)

REPEAT_AT_MARAC = ClockRule(
    name="marac-repeat",
    what="A further incident brings a case back to the risk assessment conference",
    within=months(12),
    of="the last hearing",
    source=SAFELIVES,
    provision="definition of a repeat",
    confidence=Confidence.GENERAL,
)

DISCLOSURE_DECISION_BEFORE_2023 = ClockRule(
    name="disclosure-scheme",
    what="An application under the disclosure scheme is closed",
    within=days(35),
    of="the application",
    source=DISCLOSURE_SCHEME_2016,
    provision="overall time",
    confidence=Confidence.SECONDARY,
    until=date(2023, 4, 4),
)

DISCLOSURE_DECISION = ClockRule(
    name="disclosure-scheme",
    what="An application under the disclosure scheme is closed",
    within=days(28),
    of="the application",
    source=DISCLOSURE_SCHEME,
    provision="overall time",
    confidence=Confidence.SECONDARY,
    in_force=date(2023, 4, 5),
    note="The day on which 35 days became 28 is general knowledge.",
)
