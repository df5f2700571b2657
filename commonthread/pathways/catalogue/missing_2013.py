"""Missing and absent under the rules of 2013. Kept for cases of that time; no grade of it is ever read as a later one."""

from datetime import date

from commonthread.access.terms import AgencyKind, Purpose
from commonthread.kernel.citations import Authority, Confidence, Source
from commonthread.pathways.clocks.catalogue.missing import MISSING_48_HOURS, NATIONAL_UNIT
from commonthread.pathways.clocks.limits import ByGrade, Regrading, at_once, hours
from commonthread.pathways.procedure import Each, Procedure, Step, locally

CALLS = {"who": "call handler", "agency": AgencyKind.POLICE, "supervised_by": "duty sergeant"}
SERGEANT = {"who": "duty sergeant", "agency": AgencyKind.POLICE, "supervised_by": "duty inspector"}

MISSING_2013 = Procedure(
    pathway="missing",
    title="A missing or absent child or adult",
    edition="2013",
    in_force=date(2013, 4, 1),
    until=date(2016, 12, 31),
    begins="Somebody is not where they are expected to be.",
    purpose=Purpose.MISSING_PERSON,
    source=Source(
        "Interim guidance on the management, recording and investigation of missing persons",
        "ACPO, 2013",
        "https://www.college.police.uk/app/missing-persons",
        Authority.NATIONAL_PRACTICE,
    ),  # fmt: skip
    provision="missing and absent",
    confidence=Confidence.SECONDARY,
    starts=("category",),
    steps=(
        Step(
            name="category",
            each=Each.THIS_PERSON,
            does="Decide: missing, or absent with no apparent risk",
            clock=locally(
                "missing-2013-category", "It is decided which", at_once(no_later_than=hours(1)), "the report"
            ),
            outcomes={"missing": ("risk", "long", "unit"), "absent": ("absent-review",)},
            records=("why", "when it is looked at again"),
            **CALLS,
        ),
        Step(
            name="absent-review",
            each=Each.THIS_PERSON,
            does="Look at it again: has the risk changed?",
            clock=locally(
                "missing-2013-absent",
                "An absence is looked at again",
                hours(4),
                "the last look",
                "No national figure was set. Every look has the next one's time.",
            ),
            outcomes={
                "still absent, no apparent risk": ("absent-review",),
                "missing": ("risk", "long", "unit"),
                "returned": ("return-interview",),
            },
            records=("why", "when it is looked at again"),
            note="In 2015 and 2016 children at risk of exploitation were found among the absent: ask about it each time.",
            **CALLS,
        ),
        Step(
            name="risk",
            each=Each.THIS_PERSON,
            does="Review the risk and direct the search",
            clock=locally(
                "missing-2013-review",
                "A supervisor reviews the risk",
                ByGrade({"low": hours(24), "medium": hours(8), "high": hours(1)}, Regrading.NEVER_LATER),
                "the last review",
            ),
            outcomes={"still missing": ("risk",), "found or returned": ("safe-and-well", "return-interview")},
            **SERGEANT,
        ),
        Step(
            name="long",
            each=Each.THIS_PERSON,
            does="Review the whole case",
            who="duty inspector",
            agency=AgencyKind.POLICE,
            supervised_by="detective chief inspector",
            clock=MISSING_48_HOURS,
            counted_from="category",
            outcomes={"goes on": (), "already found": ()},
        ),
        Step(
            name="unit",
            each=Each.THIS_PERSON,
            does="Tell the national unit",
            who="missing-person coordinator",
            agency=AgencyKind.POLICE,
            supervised_by="detective inspector",
            clock=NATIONAL_UNIT,
            counted_from="category",
            outcomes={"told": (), "already found": ()},
        ),
        Step(
            name="safe-and-well",
            each=Each.THIS_PERSON,
            does="See them: safe and well check",
            who="officer",
            agency=AgencyKind.POLICE,
            supervised_by="duty sergeant",
            clock=locally(
                "missing-2013-safe-and-well", "The police see whoever came back", hours(24), "the return"
            ),
            outcomes={"seen": (), "refused to be seen": ()},
        ),
        Step(
            name="return-interview",
            does="Offer an independent return interview",
            who="return interviewer",
            agency=AgencyKind.CHILDRENS_SERVICES,
            supervised_by="missing lead of the authority",
            clock=locally(
                "missing-2013-return-interview",
                "An independent return interview is offered",
                hours(72),
                "the return",
                "National guidance set this figure from January 2014.",
            ),
            outcomes={"held": (), "refused, and why": ()},
            each=Each.THIS_CHILD,
            only=True,
        ),
    ),
)
