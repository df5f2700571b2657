"""A child in police protection, for seventy-two hours at most."""

from datetime import date

from commonthread.access.terms import AgencyKind, Purpose
from commonthread.kernel.citations import Confidence
from commonthread.pathways.clocks.catalogue.child_protection import STRATEGY_DISCUSSION
from commonthread.pathways.clocks.catalogue.police import PROTECTION_ENDS
from commonthread.pathways.clocks.limits import at_once, hours
from commonthread.pathways.clocks.sources import POLICE_PROTECTION
from commonthread.pathways.procedure import Each, Procedure, Step, locally

POLICE = {"agency": AgencyKind.POLICE, "supervised_by": "duty inspector"}

POLICE_PROTECTION_72 = Procedure(
    pathway="police-protection",
    title="Police protection",
    edition="1989",
    in_force=date(1991, 10, 14),
    begins="A constable has reasonable cause to believe that a child would otherwise be likely to suffer significant harm.",
    purpose=Purpose.SECTION_47,
    source=POLICE_PROTECTION,
    provision="section 46",
    confidence=Confidence.VERIFIED,
    starts=("told", "designated", "ends"),
    steps=(
        Step(
            name="told",
            does="Tell the local authority, the child and the parents",
            who="constable who took the child into protection",
            clock=locally(
                "police-protection-told",
                "Those whom the Act names are told",
                at_once(no_later_than=hours(2)),
                "the child being taken into protection",
            ),
            outcomes={"told": ("discussion",)},
            each=Each.THIS_CHILD,
            records=("when each was told", "where the child is", "the child's own wishes"),
            **POLICE,
        ),
        Step(
            name="designated",
            does="Enquire into the case as the designated officer",
            who="designated officer",
            clock=locally(
                "police-protection-enquiry",
                "The designated officer enquires",
                at_once(no_later_than=hours(4)),
                "the child being taken into protection",
            ),
            outcomes={"cause remains": (), "no cause any more: release": ()},
            each=Each.THIS_CHILD,
            **POLICE,
        ),
        Step(
            name="discussion",
            does="Hold a strategy discussion",
            meeting="Strategy discussion",
            who="social work team manager",
            agency=AgencyKind.CHILDRENS_SERVICES,
            supervised_by="service manager",
            clock=STRATEGY_DISCUSSION,
            outcomes={
                "emergency protection order": (),
                "accommodated with agreement": (),
                "safe to return": (),
            },
            quorum=(AgencyKind.CHILDRENS_SERVICES, AgencyKind.POLICE, AgencyKind.HEALTH),
            excused_by="service manager",
        ),
        Step(
            name="ends",
            does="End police protection",
            who="designated officer",
            clock=PROTECTION_ENDS,
            outcomes={"released to parents": (), "order made": (), "accommodated": ()},
            each=Each.THIS_CHILD,
            records=("when it ended", "with whom the child is"),
            note="Nothing extends it. A child held longer is held unlawfully.",
            **POLICE,
        ),
    ),
)
