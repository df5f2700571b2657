"""From reasonable cause to suspect significant harm to the end of the enquiry, and of the plan that may follow."""

from dataclasses import replace
from datetime import date

from commonthread.access.terms import AgencyKind, Discipline, Purpose
from commonthread.kernel.citations import Confidence
from commonthread.pathways.catalogue.child_protection_conference import INITIAL_CONFERENCE, OF_A_PLAN, THERE
from commonthread.pathways.clocks.catalogue.child_protection import ASSESSMENT, STRATEGY_DISCUSSION
from commonthread.pathways.clocks.limits import hours, working_days
from commonthread.pathways.clocks.sources import WORKING_TOGETHER
from commonthread.pathways.procedure import REFERRAL, Each, Procedure, Step, locally

NOT_NEEDED, NO_CONFERENCE = "not needed after all", "not needed, as the enquiry's outcome says"
GOES_ON = "goes on under supervised investigation"
SOCIAL_CARE = {"agency": AgencyKind.CHILDRENS_SERVICES, "supervised_by": "team manager"}

SECTION_47 = Procedure(
    pathway="section-47",
    title="Strategy discussion and section 47 enquiry",
    edition="2023",
    in_force=date(2023, 12, 15),
    begins="There is reasonable cause to suspect that a child suffers, or is likely to suffer, significant harm.",
    purpose=Purpose.SECTION_47,
    source=WORKING_TOGETHER,
    provision="chapter 3, flow charts 3 and 4",
    confidence=Confidence.SECONDARY,
    starts=("discussion",),
    steps=(
        Step(
            name="discussion",
            does="Hold the strategy discussion",
            meeting="Strategy discussion",
            who="social work team manager",
            clock=STRATEGY_DISCUSSION,
            outcomes={
                "section 47 enquiry, joint with the police": (
                    "enquiry",
                    "investigation",
                    "conference",
                    "assessment",
                ),
                "section 47 enquiry by social care alone": ("enquiry", "conference", "assessment"),
                "no enquiry: assessment goes on": ("assessment",),
                "no further action": (),
                NOT_NEEDED: (),
            },
            quorum=THERE,
            excused_by="service manager",
            unmet=(NOT_NEEDED,),
            records=(
                "who was there",
                "every child of the household",
                "what each agency knows",
                "what was decided and why",
            ),
            note="It can be held again at any time. The times below count from the one that began the enquiry.",
            **SOCIAL_CARE,
        ),
        Step(
            name="enquiry",
            does="See and speak with the child, alone where it can be",
            who="lead social worker",
            clock=locally(
                "section-47-child-seen",
                "The child is seen",
                working_days(1),
                "the enquiry being begun",
                "The discussion sets the time for this child: this is only the outer limit.",
            ),
            outcomes={"seen": ("outcome",), "not seen: the discussion meets again": ("discussion",)},
            each=Each.CHILD,
            records=("seen, seen alone, spoken to, in what language", "the child's own words"),
            **SOCIAL_CARE,
        ),
        Step(
            name="investigation",
            does="Investigate whether a crime was committed",
            who="child protection investigator",
            agency=AgencyKind.POLICE,
            discipline=Discipline.CHILD_PROTECTION,
            supervised_by="detective sergeant",
            clock=locally(
                "section-47-police-plan", "The investigation has a plan", hours(24), "the strategy discussion"
            ),
            outcomes={GOES_ON: (), "no crime": ()},
            opens={GOES_ON: "supervised-investigation"},
            records=("the first plan", "who supervises", "what happens to the suspect meanwhile"),
            note="With the answer the police open their own case, with its plan, supervisor and clocks; each side sees that the "
            "other goes on.",
        ),
        Step(
            name="outcome",
            does="Decide the outcome of the enquiry",
            who="social work team manager",
            clock=locally(
                "section-47-outcome",
                "The enquiry is concluded",
                working_days(10),
                "the strategy discussion",
                "Early enough to hold the conference in time.",
            ),
            counted_from="enquiry",
            outcomes={
                "significant harm: conference": (),
                "harm, but not continuing": (),
                "not substantiated": (),
            },
            each=Each.CHILD,
            records=("what was found", "what the family was told"),
            **SOCIAL_CARE,
        ),
        replace(
            INITIAL_CONFERENCE,
            does="Hold the initial child protection conference, or say why not",
            counted_from="enquiry",
            outcomes={**INITIAL_CONFERENCE.outcomes, NO_CONFERENCE: ()},
            unmet=(NO_CONFERENCE,),
        ),
        *OF_A_PLAN,
        Step(
            name="assessment",
            does="Conclude the single assessment",
            who="lead social worker",
            clock=ASSESSMENT,
            counted_from=REFERRAL,
            outcomes={"child in need": (), "child protection plan": (), "early help": (), "closed": ()},
            each=Each.CHILD,
            note="Its time counts from the referral; without one, from the discussion.",
            **SOCIAL_CARE,
        ),
    ),
)
