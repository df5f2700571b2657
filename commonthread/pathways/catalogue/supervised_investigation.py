"""An investigation by the public protection team, with a supervisor who directs and signs."""

from datetime import date

from commonthread.access.terms import AgencyKind, Purpose
from commonthread.kernel.citations import Authority, Confidence, Source
from commonthread.pathways.clocks.limits import ByGrade, Regrading, days, hours, working_days
from commonthread.pathways.clocks.rules import ClockRule
from commonthread.pathways.clocks.sources import VICTIMS_CODE
from commonthread.pathways.procedure import Each, Procedure, Step, locally

POLICE = {"agency": AgencyKind.POLICE, "supervised_by": "detective inspector"}
INVESTIGATOR = {"who": "investigator", "agency": AgencyKind.POLICE, "supervised_by": "detective sergeant"}
SERGEANT = {"who": "detective sergeant", **POLICE}
VICTIM_UPDATE = ClockRule(
    name="victim-update",
    what="The victim is told how it stands",
    within=ByGrade({"enhanced rights": working_days(1), "standard": working_days(5)}, Regrading.NEVER_LATER),
    of="an arrest, an interview under caution, a release, bail or its change, a charge, or the decision to go no further",
    source=VICTIMS_CODE,
    provision="right 6",
    confidence=Confidence.SECONDARY,
)

INVESTIGATION = Procedure(
    pathway="supervised-investigation",
    title="Supervised investigation",
    edition="2026",
    in_force=date(2026, 1, 1),
    begins="A crime against a child, an adult at risk or a victim of domestic abuse is recorded.",
    purpose=Purpose.SAFEGUARDING_ENQUIRY,
    source=Source(
        "Authorised Professional Practice: investigation",
        "College of Policing, current",
        "https://www.college.police.uk/app/investigation",
        Authority.NATIONAL_PRACTICE,
    ),
    provision="supervision of investigations",
    confidence=Confidence.GENERAL,
    starts=("safety", "plan"),
    steps=(
        Step(
            name="safety",
            does="Make the victim and every child safe; deal with the suspect",
            clock=locally(
                "investigation-safety", "Everybody is accounted for", hours(24), "the crime being recorded"
            ),
            outcomes={"safe": (), "not safe: tell the sergeant at once": ("direction",)},
            each=Each.CASE,
            records=("each child and adult by name", "where the suspect is"),
            **INVESTIGATOR,
        ),
        Step(
            name="plan",
            does="Write the investigation plan",
            clock=locally(
                "investigation-plan", "The plan is written", hours(48), "the crime being allocated"
            ),
            outcomes={"written": ("direction", "victim")},
            **INVESTIGATOR,
        ),
        Step(
            name="direction",
            does="Review the case and record your direction",
            clock=locally(
                "investigation-review",
                "A supervisor reviews the investigation",
                ByGrade(
                    {"goes on, high": days(7), "goes on, medium": days(14), "goes on, standard": days(28)},
                    Regrading.NEVER_LATER,
                ),
                "the plan or the last review",
            ),
            outcomes={
                "goes on, high": ("direction",),
                "goes on, medium": ("direction",),
                "goes on, standard": ("direction",),
                "to a charging decision": ("charge",),
                "to be closed": ("closure",),
            },
            records=("what was opened and read", "the direction", "the next review"),
            by_supervisor=True,
            signed=True,
            note="The page shows what of the case the supervisor opened before signing. How grave it is says when the next is due.",
            **SERGEANT,
        ),
        Step(
            name="victim",
            does="Say who is a victim, and agree how each is told safely",
            clock=VICTIM_UPDATE,
            outcomes={"agreed with each": (), "there is no victim to tell": ()},
            records=("how they are reached safely", "how often they want to hear"),
            note="Whoever is said to be a victim has tasks of their own from then on: told by a time, and in a safe way alone.",
            **INVESTIGATOR,
        ),
        Step(
            name="charge",
            does="Ask for a charging decision",
            clock=locally(
                "investigation-charge", "The file is sent", working_days(5), "the supervisor's direction"
            ),
            outcomes={
                "charged": ("closure",),
                "no further action": ("closure",),
                "more to do": ("direction",),
            },
            **INVESTIGATOR,
        ),
        Step(
            name="closure",
            does="Close, with every child and adult accounted for",
            clock=locally("investigation-closed", "The case is closed", working_days(5), "the decision"),
            outcomes={"closed": (), "somebody is not accounted for": ("direction",)},
            records=("what became of each child and adult", "what the victim was told", "the result"),
            by_supervisor=True,
            signed=True,
            note="Whoever has led the investigation, or wrote its plan, cannot close it; nor can a supervisor who has not opened "
            "it since something was last recorded.",
            **SERGEANT,
        ),
    ),
)
