"""A child who is not in school."""

from commonthread.kernel.citations import Confidence
from commonthread.pathways.clocks.limits import school_days
from commonthread.pathways.clocks.rules import ClockRule
from commonthread.pathways.clocks.sources import PUPIL_REGISTRATION

ABSENCE_REPORTED = ClockRule(
    name="absence-reported",
    what="The school tells the local authority of an absence that nobody authorised",
    within=school_days(10).beginning_with(),
    of="the absence beginning",
    source=PUPIL_REGISTRATION,
    provision="continuous absence",
    confidence=Confidence.GENERAL,
)

ABSENCE_ENQUIRIES = ClockRule(
    name="absence-enquiries",
    what="School and local authority have made joint enquiries where the child is",
    within=school_days(20).beginning_with(),
    of="the absence beginning",
    source=PUPIL_REGISTRATION,
    provision="joint enquiries",
    confidence=Confidence.GENERAL,
)
