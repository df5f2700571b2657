"""Information law: what people ask for, and what went wrong."""

from datetime import date

from commonthread.kernel.citations import Confidence
from commonthread.pathways.clocks.limits import hours, months, working_days
from commonthread.pathways.clocks.pauses import PausePower, StopsFor
from commonthread.pathways.clocks.rules import ClockRule
from commonthread.pathways.clocks.sources import FREEDOM_OF_INFORMATION, ICO_ACCESS, UK_GDPR

GDPR_SINCE = date(2018, 5, 25)

SUBJECT_ACCESS = ClockRule(
    name="subject-access",
    what="Somebody is given what is held about them",
    within=months(1).or_the_next_working_day(),
    of="their request",
    source=UK_GDPR,
    provision="article 12(3), counted as the ICO does",
    confidence=Confidence.SECONDARY,
    in_force=GDPR_SINCE,
    may_pause=PausePower("what is meant has to be asked first", ICO_ACCESS, "clarifying the request"),
)

FREEDOM_REQUEST = ClockRule(
    name="freedom-of-information",
    what="A request for information is answered",
    within=working_days(20),
    of="its receipt",
    source=FREEDOM_OF_INFORMATION,
    provision="section 10(1), (2) and (6)",
    confidence=Confidence.VERIFIED,
    may_pause=PausePower(
        "a fees notice was given and the fee is not paid yet",
        FREEDOM_OF_INFORMATION,
        "section 10(2)",
        StopsFor.BOTH_DAYS,
    ),
    note=(
        "Bank holidays anywhere in the United Kingdom do not count either. Here those of England alone are "
        "left out, so that the day given may be some days early, and is never late."
    ),
)

BREACH = ClockRule(
    name="breach",
    what="The Information Commissioner is told of a personal data breach",
    within=hours(72),
    of="becoming aware of it",
    source=UK_GDPR,
    provision="article 33",
    confidence=Confidence.GENERAL,
    in_force=GDPR_SINCE,
)
