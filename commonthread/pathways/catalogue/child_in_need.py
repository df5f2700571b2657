"""A child in need: assessment, plan and reviews with the family's consent."""

from datetime import date

from commonthread.access.terms import AgencyKind, Purpose
from commonthread.kernel.citations import Authority, Confidence, Source
from commonthread.pathways.clocks.catalogue.child_protection import ASSESSMENT
from commonthread.pathways.clocks.limits import at_once, hours, weeks, working_days
from commonthread.pathways.procedure import REFERRAL, Each, Procedure, Step, locally

SOCIAL_CARE = {"agency": AgencyKind.CHILDRENS_SERVICES, "supervised_by": "team manager"}

CHILD_IN_NEED = Procedure(
    pathway="child-in-need",
    title="Child in need",
    edition="2023",
    in_force=date(2023, 12, 15),
    begins="A child may not reach a reasonable standard of health or development without services, or is disabled.",
    purpose=Purpose.SAFEGUARDING_ENQUIRY,
    source=Source(
        "Children Act 1989",
        "as amended",
        "https://www.legislation.gov.uk/ukpga/1989/41/section/17",
        Authority.STATUTE,
    ),
    provision="section 17",
    confidence=Confidence.GENERAL,
    starts=("assessment",),
    steps=(
        Step(
            name="assessment",
            does="Assess what the child and the family need",
            who="social worker",
            clock=ASSESSMENT,
            counted_from=REFERRAL,
            outcomes={
                "child in need plan": ("plan",),
                "reasonable cause to suspect significant harm: strategy discussion": ("strategy",),
                "early help": ("step-down",),
                "closed": (),
            },
            each=Each.CHILD,
            records=("the child's own words", "what each agency says", "whether the family agrees"),
            **SOCIAL_CARE,
        ),
        Step(
            name="plan",
            does="Agree the plan with the family and those who help",
            who="social worker",
            clock=locally(
                "child-in-need-plan", "The plan is agreed", working_days(10), "the end of the assessment"
            ),
            outcomes={"agreed": ("visit", "review"), "the family refuses": ("refusal",)},
            **SOCIAL_CARE,
        ),
        Step(
            name="refusal",
            does="Decide whether refusal itself puts the child at risk",
            who="team manager",
            agency=AgencyKind.CHILDRENS_SERVICES,
            supervised_by="service manager",
            clock=locally("child-in-need-refusal", "A refusal is considered", working_days(2), "the refusal"),
            outcomes={"strategy discussion": ("strategy",), "closed, with advice": ()},
            records=("the reasons",),
        ),
        Step(
            name="visit",
            does="Visit and see the child",
            who="social worker",
            clock=locally("child-in-need-visit", "The child is visited", weeks(4), "the last visit"),
            outcomes={"seen": ("visit",), "not seen: tell the manager": ("visit",), "the plan has ended": ()},
            each=Each.CHILD,
            records=("seen, seen alone, spoken to, in what language",),
            **SOCIAL_CARE,
        ),
        Step(
            name="review",
            does="Review the plan",
            who="team manager",
            agency=AgencyKind.CHILDRENS_SERVICES,
            supervised_by="service manager",
            clock=locally(
                "child-in-need-review", "The plan is reviewed", weeks(6), "the plan or its last review"
            ),
            outcomes={
                "the plan goes on": ("review",),
                "step up: strategy discussion": ("strategy",),
                "step down: early help": ("step-down",),
                "closed": (),
            },
        ),
        Step(
            name="strategy",
            does="Call the strategy discussion",
            who="team manager",
            agency=AgencyKind.CHILDRENS_SERVICES,
            supervised_by="service manager",
            clock=locally(
                "child-in-need-strategy",
                "A strategy discussion is called",
                at_once(no_later_than=hours(24)),
                "the decision to step up",
            ),
            outcomes={"called": (), "not needed any more, and why": ()},
            each=Each.CHILD,
            records=("in which case it is held",),
            note="The discussion is held in a case of its own, under section 47.",
        ),
        Step(
            name="step-down",
            does="Hand the family over to early help, with their consent",
            who="social worker",
            clock=locally(
                "child-in-need-step-down",
                "Early help has the family",
                working_days(5),
                "the decision to step down",
            ),
            outcomes={"early help has them": (), "the family refuses": ("refusal",)},
            records=("who leads there", "what the family said"),
            **SOCIAL_CARE,
        ),
    ),
)
