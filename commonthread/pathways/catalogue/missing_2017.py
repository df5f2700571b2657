"""Missing since 2017: one continuum. Everybody who is not found is missing, at a risk that is reviewed."""

from datetime import date

from commonthread.access.terms import AgencyKind, Purpose
from commonthread.kernel.citations import Confidence
from commonthread.pathways.clocks.catalogue.missing import (
    MISSING_7_DAYS,
    MISSING_28_DAYS,
    MISSING_48_HOURS,
    NATIONAL_UNIT,
    PREVENTION_INTERVIEW,
    RETURN_INTERVIEW,
    RISK,
)
from commonthread.pathways.clocks.limits import ByGrade, Regrading, at_once, days, hours
from commonthread.pathways.clocks.sources import MISSING_PERSONS
from commonthread.pathways.procedure import Each, Procedure, Step, locally

POLICE = AgencyKind.POLICE
GRADES_OF_2017 = locally(
    "missing-2017-review",
    "A supervisor reviews the risk",
    ByGrade(
        {"no apparent risk": hours(24), "low": hours(24), "medium": hours(8), "high": hours(1)},
        Regrading.NEVER_LATER,
    ),
    "the last review",
    "There are no national intervals. A falling grade puts no review off.",
)
FOUND = ("prevention", "return-interview")

MISSING_2017 = Procedure(
    pathway="missing",
    title="A missing or absent child or adult",
    edition="2017",
    in_force=date(2017, 1, 1),
    until=date(2023, 12, 31),
    begins="Somebody's whereabouts cannot be established.",
    purpose=Purpose.MISSING_PERSON,
    source=MISSING_PERSONS,
    provision="initial response and supervision",
    confidence=Confidence.VERIFIED,
    changed="Absent is no category any more: it is no apparent risk, and is reviewed like every other grade.",
    starts=("report",),
    steps=(
        Step(
            name="report",
            each=Each.THIS_PERSON,
            does="Record, assess the risk, agree first steps, set a review",
            who="call handler",
            agency=POLICE,
            supervised_by="duty sergeant",
            clock=RISK,
            outcomes={"missing": ("review", "long", "unit"), "found already": FOUND},
            records=("the risk and why", "the time of the next review", "exploitation asked about"),
        ),
        Step(
            name="review",
            each=Each.THIS_PERSON,
            does="Confirm or change the risk, and own the plan",
            who="duty sergeant",
            agency=POLICE,
            supervised_by="duty inspector",
            clock=GRADES_OF_2017,
            outcomes={"still missing": ("review",), "found or returned": FOUND},
            records=("the risk and why", "what is to be done, by whom", "the time of the next review"),
        ),
        Step(
            name="long",
            each=Each.THIS_PERSON,
            does="Review the whole case at 48 hours",
            who="duty inspector",
            agency=POLICE,
            supervised_by="superintendent",
            clock=MISSING_48_HOURS,
            counted_from="report",
            outcomes={"still missing": ("week",), "already found": ()},
        ),
        Step(
            name="week",
            each=Each.THIS_PERSON,
            does="Review the whole case at 7 days",
            who="detective chief inspector",
            agency=POLICE,
            supervised_by="superintendent",
            clock=MISSING_7_DAYS,
            counted_from="report",
            outcomes={"still missing": ("month",), "already found": ()},
        ),
        Step(
            name="month",
            each=Each.THIS_PERSON,
            does="Review the case as one of long standing",
            who="superintendent",
            agency=POLICE,
            supervised_by="assistant chief constable",
            clock=MISSING_28_DAYS,
            counted_from="report",
            outcomes={"still missing: reviewed yearly": ("year",), "already found": ()},
        ),
        Step(
            name="year",
            each=Each.THIS_PERSON,
            does="Review the case again",
            who="superintendent",
            agency=POLICE,
            supervised_by="assistant chief constable",
            clock=locally("missing-yearly", "The case is reviewed again", days(365), "the last review"),
            outcomes={"still missing": ("year",), "found": ()},
        ),
        Step(
            name="unit",
            each=Each.THIS_PERSON,
            does="Tell the national unit",
            who="missing-person coordinator",
            agency=POLICE,
            supervised_by="detective inspector",
            clock=NATIONAL_UNIT,
            counted_from="report",
            outcomes={"told": (), "already found": ()},
        ),
        Step(
            name="prevention",
            each=Each.THIS_PERSON,
            does="Hold the prevention interview, face to face",
            who="officer",
            agency=POLICE,
            supervised_by="duty sergeant",
            clock=PREVENTION_INTERVIEW,
            outcomes={"held": (), "refused, and why": (), "harm disclosed: to the hub": ("harm",)},
            records=("where they were and with whom", "what would stop it happening again"),
        ),
        Step(
            name="return-interview",
            does="Offer an independent return home interview",
            who="return interviewer",
            agency=AgencyKind.CHILDRENS_SERVICES,
            supervised_by="missing lead of the authority",
            clock=RETURN_INTERVIEW,
            outcomes={"held": (), "refused, and why": (), "harm disclosed: to the hub": ("harm",)},
            each=Each.THIS_CHILD,
            only=True,
            records=("when it was offered", "who held it: independent of the placement"),
        ),
        Step(
            name="harm",
            each=Each.THIS_PERSON,
            does="Tell the hub of the harm that was disclosed",
            who="missing-person coordinator",
            agency=POLICE,
            supervised_by="detective inspector",
            clock=locally(
                "missing-harm-told", "The hub is told", at_once(no_later_than=hours(4)), "the disclosure"
            ),
            outcomes={"told": (), "the hub has it already": ()},
            note="Tell a hub sends it. In danger now, nobody waits for it: act first.",
        ),
    ),
)
