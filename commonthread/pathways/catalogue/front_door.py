"""Contact and referral at the front door of a hub."""

from datetime import date

from commonthread.access.terms import AgencyKind, Purpose
from commonthread.kernel.citations import Confidence
from commonthread.pathways.clocks.catalogue.child_protection import REFERRAL_DECISION
from commonthread.pathways.clocks.catalogue.hub import CHECKS
from commonthread.pathways.clocks.limits import hours, working_days
from commonthread.pathways.clocks.sources import WORKING_TOGETHER
from commonthread.pathways.procedure import Each, Procedure, Step, locally

HUB = {"agency": AgencyKind.CHILDRENS_SERVICES, "supervised_by": "hub manager"}

FRONT_DOOR = Procedure(
    pathway="front-door",
    title="Contact and referral at the front door",
    edition="2023",
    in_force=date(2023, 12, 15),
    begins="Somebody tells the hub of a child or adult they are worried about, or a feed brings such a record.",
    purpose=Purpose.SAFEGUARDING_ENQUIRY,
    source=WORKING_TOGETHER,
    provision="chapter 3, flow charts 1 and 2",
    confidence=Confidence.SECONDARY,
    starts=("rating",),
    steps=(
        Step(
            name="rating",
            does="Find out who it is about and rate how urgent it is",
            who="hub officer",
            clock=locally("contact-rated", "A contact is rated", hours(1), "its reaching the hub"),
            outcomes={
                "red": ("checks", "decision"),
                "amber": ("checks", "decision"),
                "green": ("consent",),
                "not about safeguarding": ("feedback",),
            },
            records=("who it is about", "who else is in the home", "the rating and why"),
            **HUB,
        ),
        Step(
            name="consent",
            does="Decide on consent before other agencies are asked",
            who="hub officer",
            clock=locally("contact-consent", "The consent decision is recorded", hours(4), "the rating"),
            outcomes={"others are asked": ("checks", "decision"), "others are not asked": ("decision",)},
            each=Each.CHILD,
            records=("whether the family was told", "what they said", "who decided, and why"),
            note="Where telling the family would put somebody at risk it is not sought, and the reason is recorded.",
            **HUB,
        ),
        Step(
            name="checks",
            does="Say what your agency knows",
            who="hub officer of each agency",
            clock=CHECKS,
            counted_from="rating",
            outcomes={"answered": (), "nothing known": (), "no answer": ()},
            each=Each.AGENCY,
            informs="decision",
            note="The decision does not wait for them: what is unanswered when all is decided ends there.",
            **HUB,
        ),
        Step(
            name="decision",
            does="Decide what happens next, for each of them",
            who="social worker in the hub",
            clock=REFERRAL_DECISION,
            counted_from="rating",
            outcomes={
                "strategy discussion": ("feedback",),
                "assessment": ("feedback",),
                "early help": ("feedback",),
                "safeguarding enquiry": ("feedback",),
                "advice and information": ("feedback",),
                "no further action": ("feedback",),
            },
            each=Each.CHILD,
            records=("the threshold", "the reasons", "who disagrees, and why"),
            **HUB,
        ),
        Step(
            name="feedback",
            does="Tell whoever referred what was decided",
            who="hub officer",
            clock=locally("referrer-told", "Whoever referred is told", working_days(1), "the decision"),
            outcomes={"told": (), "there is no safe way to tell them": ()},
            **HUB,
        ),
    ),
)
