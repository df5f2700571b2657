"""An adult with care and support needs who may be abused or neglected: the enquiry of section 42."""

from datetime import date

from commonthread.access.terms import AgencyKind, Purpose
from commonthread.kernel.citations import Confidence
from commonthread.pathways.clocks.limits import as_soon_as_practicable, working_days
from commonthread.pathways.clocks.sources import CARE_GUIDANCE
from commonthread.pathways.procedure import Each, Procedure, Step, locally

NO_MEETING = "the adult does not want a meeting, and nobody else is at risk"
ADULT_CARE = {"agency": AgencyKind.ADULT_CARE, "supervised_by": "safeguarding adults manager"}

ADULT_ENQUIRY = Procedure(
    pathway="adult-enquiry",
    title="Adult safeguarding enquiry",
    edition="2014",
    in_force=date(2015, 4, 1),
    begins=(
        "An adult has needs for care and support, is experiencing or at risk of abuse or neglect, and cannot "
        "protect themselves because of those needs."
    ),
    purpose=Purpose.SAFEGUARDING_ENQUIRY,
    source=CARE_GUIDANCE,
    provision="Care Act 2014, section 42",
    confidence=Confidence.GENERAL,
    starts=("safe-now",),
    steps=(
        Step(
            name="safe-now",
            does="Make sure that the adult is safe now",
            who="adult social worker on duty",
            clock=locally(
                "adult-safe-now",
                "Immediate safety is seen to",
                as_soon_as_practicable(no_later_than=working_days(1)),
                "the concern",
            ),
            outcomes={"safe, or made safe": ("wishes",), "the concern is about nobody with such needs": ()},
            each=Each.AT_RISK,
            **ADULT_CARE,
        ),
        Step(
            name="wishes",
            does="Ask the adult, or their advocate, what they want",
            who="enquiry officer",
            clock=locally(
                "adult-wishes", "The adult is asked what they want", working_days(2), "the concern"
            ),
            counted_from="safe-now",
            outcomes={"asked": ("decision",), "they lack capacity: an advocate speaks": ("decision",)},
            each=Each.AT_RISK,
            records=("the outcomes that they want", "capacity", "who speaks for them"),
            **ADULT_CARE,
        ),
        Step(
            name="decision",
            does="Decide whether the duty to enquire applies, and who enquires",
            who="safeguarding adults manager",
            agency=AgencyKind.ADULT_CARE,
            supervised_by="head of adult safeguarding",
            clock=locally(
                "adult-decision", "The decision to enquire is made", working_days(5), "the concern"
            ),
            counted_from="safe-now",
            outcomes={
                "enquiry": ("enquiry",),
                "enquiry by another agency, as caused": ("enquiry",),
                "no duty: advice or assessment": (),
            },
            records=("the reasons", "whether others are asked without consent, and why"),
        ),
        Step(
            name="enquiry",
            does="Enquire, and say what was found",
            who="enquiry officer",
            clock=locally(
                "adult-enquiry", "The enquiry is concluded", working_days(20), "the decision to enquire"
            ),
            outcomes={
                "risk remains: meet with the adult": ("meeting",),
                "risk remains: plan": ("plan",),
                "risk removed": ("close",),
                "not substantiated": ("close",),
            },
            each=Each.AT_RISK,
            records=("what was found", "the adult's own view"),
            **ADULT_CARE,
        ),
        Step(
            name="meeting",
            does="Hold the adult safeguarding meeting",
            meeting="Adult safeguarding meeting",
            who="safeguarding adults manager, who chairs",
            agency=AgencyKind.ADULT_CARE,
            supervised_by="head of adult safeguarding",
            clock=locally(
                "adult-meeting",
                "The adult safeguarding meeting is held",
                working_days(10),
                "the enquiry’s end",
            ),
            outcomes={
                "a plan is agreed with the adult": ("plan",),
                "risk removed": ("close",),
                NO_MEETING: ("close",),
            },
            quorum=(AgencyKind.ADULT_CARE, AgencyKind.POLICE, AgencyKind.HEALTH),
            excused_by="head of adult safeguarding",
            unmet=(NO_MEETING,),
            heard=Each.AT_RISK,
            records=(
                "the outcomes that the adult wants",
                "capacity, and who speaks for them",
                "what is agreed",
            ),
            note="The adult is there, or their advocate, wherever that is safe: the meeting is about what they want.",
        ),
        Step(
            name="plan",
            does="Review the safeguarding plan with the adult",
            who="enquiry officer",
            clock=locally(
                "adult-plan-review", "The plan is reviewed", working_days(30), "the plan or its last review"
            ),
            outcomes={"the plan goes on": ("plan",), "no longer needed": ("close",)},
            each=Each.AT_RISK,
            **ADULT_CARE,
        ),
        Step(
            name="close",
            does="Ask whether their outcomes were met, and close",
            who="safeguarding adults manager",
            agency=AgencyKind.ADULT_CARE,
            supervised_by="head of adult safeguarding",
            clock=locally("adult-close", "The enquiry is closed", working_days(5), "the end of the work"),
            outcomes={"met": (), "partly met": (), "not met": ()},
            each=Each.AT_RISK,
            records=("what the adult says of the outcome", "what whoever raised it was told"),
        ),
    ),
    note="No national text sets hours or days for these steps: every figure is to be set by the area.",
)
