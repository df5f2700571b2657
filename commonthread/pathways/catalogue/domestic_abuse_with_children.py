"""Domestic abuse where there are children: the school before the bell, the conference for those at high risk."""

from datetime import date

from commonthread.access.terms import AgencyKind, Purpose
from commonthread.kernel.citations import Confidence
from commonthread.pathways.clocks.catalogue.domestic_abuse import SCHOOL_NOTICE
from commonthread.pathways.clocks.catalogue.police import VIOLENCE_NOTICE_HEARING, VIOLENCE_ORDER_ENDS
from commonthread.pathways.clocks.limits import ByGrade, Regrading, at_once, days, hours, weeks
from commonthread.pathways.clocks.sources import ENCOMPASS
from commonthread.pathways.procedure import Each, Procedure, Step, locally

POLICE = {"agency": AgencyKind.POLICE, "supervised_by": "duty sergeant"}

DOMESTIC_ABUSE = Procedure(
    pathway="domestic-abuse",
    title="Domestic abuse incident with children",
    edition="2025",
    in_force=date(2025, 11, 7),
    begins="Police attend domestic abuse, and a child saw it, heard it or lives with its effects.",
    purpose=Purpose.SAFEGUARDING_ENQUIRY,
    source=ENCOMPASS,
    provision="sections 3 and 49A",
    confidence=Confidence.SECONDARY,
    starts=("safety", "assess", "school", "hub"),
    steps=(
        Step(
            name="safety",
            does="Make the victim safe and deal with the abuser",
            who="officer who attended",
            clock=locally(
                "domestic-abuse-safety", "The victim is safe", at_once(no_later_than=hours(4)), "the report"
            ),
            outcomes={"arrested": ("notice",), "not arrested, and why": (), "not found: circulated": ()},
            records=("where the abuser is", "each child by name, and whether seen"),
            **POLICE,
        ),
        Step(
            name="assess",
            does="Assess the risk, and have it reviewed",
            who="officer who attended",
            clock=locally(
                "domestic-abuse-risk", "The risk is assessed and reviewed", hours(24), "the report"
            ),
            outcomes={"high": ("marac",), "medium": (), "standard": ()},
            each=Each.AT_RISK,
            records=("which tool, and what it came to", "professional judgement, and why"),
            **POLICE,
        ),
        Step(
            name="school",
            does="Tell the child's school before it opens",
            who="public protection team",
            clock=SCHOOL_NOTICE,
            outcomes={
                "sent": (),
                "told by telephone": (),
                "on no roll: tell the local authority": (),
            },
            each=Each.CHILD,
            sends="school-notice",
            note="A notice that nobody acknowledges in time becomes a task: ring the school.",
            agency=AgencyKind.POLICE,
            supervised_by="hub sergeant",
        ),
        Step(
            name="hub",
            does="Tell the hub of each child",
            who="officer who attended",
            clock=locally("domestic-abuse-hub", "The hub has the notice", hours(24), "the report"),
            outcomes={"sent": ()},
            each=Each.CHILD,
            **POLICE,
        ),
        Step(
            name="notice",
            does="Decide on a protection notice before release",
            who="custody officer with a superintendent",
            clock=locally("domestic-abuse-notice", "A notice is decided on", hours(24), "the arrest"),
            outcomes={
                "notice given: court within 48 hours": ("hearing",),
                "bail with conditions": (),
                "charged": (),
                "none, and why": (),
            },
            **POLICE,
        ),
        Step(
            name="hearing",
            does="Have the application for the order heard",
            who="police legal services",
            agency=AgencyKind.POLICE,
            supervised_by="superintendent",
            clock=VIOLENCE_NOTICE_HEARING,
            outcomes={
                "order made": ("order-ends",),
                "adjourned: the notice goes on": (),
                "no order": (),
            },
            records=("until when, and what it forbids", "who told the victim, and how safely"),
            note="The same time holds for a domestic abuse protection notice, where the force gives those.",
        ),
        Step(
            name="order-ends",
            does="Before the order ends: what protects the victim then?",
            who="officer in the case",
            clock=VIOLENCE_ORDER_ENDS,
            outcomes={"protected in another way": (), "no longer needed, as the victim says": ()},
            note="The court sets 14 to 28 days: this is the latest.",
            **POLICE,
        ),
        Step(
            name="marac",
            does="Hear the case at the risk assessment conference",
            meeting="Risk assessment conference",
            who="chair of the conference",
            agency=AgencyKind.POLICE,
            supervised_by="detective chief inspector",
            clock=locally(
                "marac-heard",
                "The conference hears the case",
                ByGrade({"urgent": days(2), "next cycle": weeks(4)}, Regrading.NEVER_LATER),
                "the assessment",
                "The cycle is local.",
            ),
            outcomes={"actions agreed": ("actions",)},
            quorum=(AgencyKind.POLICE, AgencyKind.CHILDRENS_SERVICES, AgencyKind.HEALTH, AgencyKind.HOUSING),
            excused_by="chair of the conference",
            records=("what the victim wants", "the plan until then", "who tells the victim, and how safely"),
        ),
        Step(
            name="actions",
            does="Report that your agency's actions are done",
            who="representative of each agency",
            agency=AgencyKind.POLICE,
            supervised_by="chair of the conference",
            clock=locally("marac-actions", "Each agency's actions are done", weeks(2), "the conference"),
            outcomes={"done": (), "not done, and why": ("actions",)},
            each=Each.AGENCY,
        ),
    ),
)
