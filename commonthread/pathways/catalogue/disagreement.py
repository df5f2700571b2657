"""When an agency does not agree with what another has decided: from practitioner to the partnership, each with a clock."""

from datetime import date

from commonthread.access.terms import AgencyKind, Purpose
from commonthread.kernel.citations import Confidence
from commonthread.pathways.clocks.limits import working_days
from commonthread.pathways.clocks.sources import WORKING_TOGETHER
from commonthread.pathways.procedure import Procedure, Step, locally

NOT_AGREED, AGREED, WITHDRAWN = "not agreed", "agreed", "withdrawn"


def stage(name: str, who: str, supervised_by: str, within: int, then: str) -> Step:
    return Step(
        name=name,
        does=f"Settle the disagreement between {who}",
        who=who,
        agency=AgencyKind.CHILDRENS_SERVICES,
        supervised_by=supervised_by,
        clock=locally(
            f"disagreement-{name}",
            f"The {who} have settled it",
            working_days(within),
            "its being raised with them",
        ),
        outcomes={AGREED: (), WITHDRAWN: (), NOT_AGREED: (then,)},
        records=("what was answered", "what was agreed, or why not"),
    )


DISAGREEMENT = Procedure(
    pathway="disagreement",
    title="Disagreement between agencies",
    edition="2026",
    in_force=date(2026, 1, 1),
    begins="An agency that has a part in a case does not agree with what was decided in it, and the child is not safe by waiting.",
    purpose=Purpose.SAFEGUARDING_ENQUIRY,
    source=WORKING_TOGETHER,
    provision="chapter 2: partners have a published way to settle professional disagreement",
    confidence=Confidence.GENERAL,
    starts=("practitioners",),
    steps=(
        stage("practitioners", "practitioners", "team manager", 1, "managers"),
        stage("managers", "team managers", "head of service", 2, "heads"),
        stage("heads", "heads of service", "delegated safeguarding partner", 3, "partnership"),
        Step(
            name="partnership",
            does="Settle the disagreement in the partnership",
            who="delegated safeguarding partners",
            agency=AgencyKind.CHILDRENS_SERVICES,
            supervised_by="lead safeguarding partners",
            clock=locally(
                "disagreement-partnership",
                "The partnership has decided",
                working_days(5),
                "its being raised with them",
            ),
            outcomes={"decided by the partnership": (), WITHDRAWN: ()},
            records=("what was decided", "what the partnership learns from it"),
        ),
    ),
    note="A child who is in danger now does not wait for this: the discussion meets again, or 999 is rung.",
)
