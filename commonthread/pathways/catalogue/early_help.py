"""Early and family help: a lead practitioner and a plan, with consent; steps up and down."""

from datetime import date

from commonthread.access.terms import AgencyKind, Purpose
from commonthread.kernel.citations import Confidence
from commonthread.pathways.clocks.limits import at_once, hours, weeks, working_days
from commonthread.pathways.clocks.sources import WORKING_TOGETHER
from commonthread.pathways.procedure import Each, Procedure, Step, locally

HELP = {"agency": AgencyKind.CHILDRENS_SERVICES, "supervised_by": "early help manager"}

EARLY_HELP = Procedure(
    pathway="early-help",
    title="Early and family help",
    edition="2023",
    in_force=date(2023, 12, 15),
    begins="A family would be helped by several services together, and agrees to it.",
    purpose=Purpose.SAFEGUARDING_ENQUIRY,
    source=WORKING_TOGETHER,
    provision="chapter 3, section 1",
    confidence=Confidence.GENERAL,
    starts=("lead",),
    steps=(
        Step(
            name="lead",
            does="Name the lead practitioner and ask the family",
            who="early help coordinator",
            clock=locally("early-help-lead", "A lead practitioner is named", working_days(5), "the request"),
            outcomes={"the family agrees": ("assessment",), "the family refuses": ("refusal",)},
            records=("what the family said",),
            **HELP,
        ),
        Step(
            name="refusal",
            does="Consider whether the refusal changes the concern",
            who="early help coordinator",
            clock=locally("early-help-refusal", "A refusal is considered", working_days(2), "the refusal"),
            outcomes={"step up: contact at the front door": ("step-up",), "closed, with advice": ()},
            **HELP,
        ),
        Step(
            name="assessment",
            does="Assess together with the family",
            who="lead practitioner",
            clock=locally("early-help-assessment", "The assessment is done", weeks(6), "the family agreeing"),
            outcomes={
                "plan": ("review",),
                "step up: contact at the front door": ("step-up",),
                "no plan needed": (),
            },
            each=Each.CHILD,
            records=("the child's own words",),
            **HELP,
        ),
        Step(
            name="review",
            does="Review the plan with the family",
            who="lead practitioner",
            clock=locally(
                "early-help-review", "The plan is reviewed", weeks(6), "the plan or its last review"
            ),
            outcomes={
                "the plan goes on": ("review",),
                "step up: contact at the front door": ("step-up",),
                "outcomes met: closed": (),
            },
            **HELP,
        ),
        Step(
            name="step-up",
            does="Tell the hub, and read that it has it",
            who="lead practitioner",
            clock=locally(
                "early-help-step-up",
                "The hub is told",
                at_once(no_later_than=hours(24)),
                "the decision to step up",
            ),
            outcomes={"told": (), "the hub has it already": ()},
            note="Tell a hub sends it; what came of it is read there.",
            **HELP,
        ),
    ),
)
