"""An allegation against somebody who works or volunteers with children."""

from datetime import date

from commonthread.access.terms import AgencyKind, Purpose
from commonthread.kernel.citations import Confidence
from commonthread.pathways.clocks.catalogue.child_protection import ALLEGATION
from commonthread.pathways.clocks.limits import at_once, months, working_days
from commonthread.pathways.clocks.sources import KEEPING_CHILDREN_SAFE
from commonthread.pathways.procedure import Procedure, Step, locally

OFFICER = {
    "who": "designated officer of the local authority",
    "agency": AgencyKind.CHILDRENS_SERVICES,
    "supervised_by": "head of safeguarding",
}

ALLEGATION_PROCEDURE = Procedure(
    pathway="allegation",
    title="Allegation against somebody who works with children",
    edition="2026",
    in_force=date(2026, 9, 1),
    begins="Somebody who works with children may have harmed a child, or behaved so that they may not be suitable.",
    purpose=Purpose.SAFEGUARDING_ENQUIRY,
    source=KEEPING_CHILDREN_SAFE,
    provision="part four; Working Together, chapter 2",
    confidence=Confidence.GENERAL,
    starts=("told",),
    steps=(
        Step(
            name="told",
            does="Tell the designated officer, and nobody else first",
            who="head teacher or employer",
            agency=AgencyKind.SCHOOL,
            supervised_by="chair of governors",
            clock=ALLEGATION,
            outcomes={"told": ("first-look",)},
            records=("what was said, in the words used", "the child's safety now"),
        ),
        Step(
            name="first-look",
            does="Decide whether it meets the harm threshold",
            clock=locally("allegation-threshold", "The threshold is decided", working_days(1), "being told"),
            outcomes={
                "threshold met": ("meeting",),
                "a child may be at risk: strategy discussion": ("meeting",),
                "low-level concern: the employer deals with it": (),
            },
            **OFFICER,
        ),
        Step(
            name="meeting",
            does="Hold the allegations meeting",
            meeting="Allegations meeting",
            clock=locally(
                "allegation-meeting",
                "The meeting is held",
                at_once(no_later_than=working_days(5)),
                "the decision",
            ),
            outcomes={
                "police investigation": ("review",),
                "employer's enquiry": ("review",),
                "concluded": ("outcome",),
            },
            quorum=(AgencyKind.CHILDRENS_SERVICES, AgencyKind.POLICE),
            excused_by="head of safeguarding",
            records=(
                "what the person is told, when and by whom",
                "support for the child",
                "support for the person",
            ),
            **OFFICER,
        ),
        Step(
            name="review",
            does="Review progress",
            clock=locally("allegation-review", "Progress is reviewed", months(1), "the last meeting"),
            outcomes={"goes on": ("review",), "concluded": ("outcome",)},
            **OFFICER,
        ),
        Step(
            name="outcome",
            does="Record the outcome and what must be reported",
            clock=locally("allegation-outcome", "The outcome is recorded", working_days(5), "the conclusion"),
            outcomes={
                "substantiated: barring and regulator considered": (),
                "malicious": (),
                "false": (),
                "unsubstantiated": (),
                "unfounded": (),
            },
            records=("what the child and family were told",),
            **OFFICER,
        ),
    ),
    note="Open to the designated officer's team alone; the person is an officer's own colleague more often than not.",
)
