"""The child protection conference, its core group and its reviews."""

from datetime import date

from commonthread.access.terms import AgencyKind, Purpose
from commonthread.kernel.citations import Confidence
from commonthread.pathways.clocks.catalogue.child_protection import (
    CONFERENCE,
    CORE_GROUP,
    FIRST_REVIEW,
    NEXT_REVIEW,
)
from commonthread.pathways.clocks.limits import weeks, working_days
from commonthread.pathways.clocks.sources import WORKING_TOGETHER
from commonthread.pathways.procedure import Each, Procedure, Step, locally

SOCIAL_CARE = {"agency": AgencyKind.CHILDRENS_SERVICES, "supervised_by": "team manager"}
CHAIR = {
    "who": "conference chair",
    "agency": AgencyKind.CHILDRENS_SERVICES,
    "supervised_by": "head of conference service",
}
THERE = (AgencyKind.CHILDRENS_SERVICES, AgencyKind.POLICE, AgencyKind.HEALTH)
OF_THE_MEETING = ("who was there", "the child's own words", "what each agency says", "who dissents, and why")

A_PLAN, NO_PLAN = "a plan for this child", "no plan"

INITIAL_CONFERENCE = Step(
    name="conference",
    does="Hold the initial child protection conference",
    meeting="Initial child protection conference",
    clock=CONFERENCE,
    outcomes={A_PLAN: ("core-group", "visits", "first-review"), NO_PLAN: ()},
    quorum=THERE,
    excused_by="head of conference service",
    each=Each.CHILD,
    records=OF_THE_MEETING,
    **CHAIR,
)
# What a plan begins, by whichever way a child came to it.
OF_A_PLAN = (
    Step(
        name="core-group",
        meeting="Core group",
        does="Meet as the core group and make the plan work",
        who="lead social worker",
        clock=CORE_GROUP,
        outcomes={"met": ("next-core-group",)},
        **SOCIAL_CARE,
    ),
    Step(
        name="next-core-group",
        meeting="Core group",
        does="Meet again as the core group",
        who="lead social worker",
        clock=locally("core-group-again", "The core group meets again", weeks(6), "its last meeting"),
        outcomes={"met": ("next-core-group",), "the plan has ended": ()},
        **SOCIAL_CARE,
    ),
    Step(
        name="visits",
        does="Visit the child and see them alone",
        who="lead social worker",
        clock=locally("child-protection-visit", "The child is visited", working_days(10), "the last visit"),
        outcomes={
            "seen alone": ("visits",),
            "seen, not alone": ("visits",),
            "not seen: tell the manager": ("visits",),
            "the plan has ended": (),
        },
        each=Each.CHILD,
        records=("seen, seen alone, spoken to, in what language", "the child's own words"),
        **SOCIAL_CARE,
    ),
    Step(
        name="first-review",
        does="Hold the first review conference",
        meeting="First review conference",
        clock=FIRST_REVIEW,
        counted_from="core-group",
        outcomes={"the plan goes on": ("next-review",), "the plan ends": ()},
        quorum=THERE,
        excused_by="head of conference service",
        records=OF_THE_MEETING,
        **CHAIR,
    ),
    Step(
        name="next-review",
        does="Hold the next review conference",
        meeting="Review conference",
        clock=NEXT_REVIEW,
        outcomes={"the plan goes on": ("next-review",), "the plan ends": ()},
        quorum=THERE,
        excused_by="head of conference service",
        records=OF_THE_MEETING,
        **CHAIR,
    ),
)

CONFERENCE_AND_REVIEWS = Procedure(
    pathway="child-protection-conference",
    title="Child protection conference, core group and reviews",
    edition="2023",
    in_force=date(2023, 12, 15),
    begins="A child comes to a conference without a section 47 enquiry in this case: one that another council made, say.",
    purpose=Purpose.SECTION_47,
    source=WORKING_TOGETHER,
    provision="chapter 3, flow chart 5",
    confidence=Confidence.SECONDARY,
    starts=("conference",),
    steps=(INITIAL_CONFERENCE, *OF_A_PLAN),
    note="A case with a section 47 enquiry comes to these steps by itself. For a child whose conference was held before birth "
    "the first review follows the birth: see the rule birth-review.",
)
