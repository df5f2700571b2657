"""A concern that a neighbour, a shop or a faith group raises with the neighbourhood team."""

from datetime import date

from commonthread.access.terms import AgencyKind, Purpose
from commonthread.kernel.citations import Confidence
from commonthread.pathways.clocks.limits import hours, working_days
from commonthread.pathways.procedure import LOCAL, Procedure, Step, locally

TEAM = {"agency": AgencyKind.POLICE, "supervised_by": "neighbourhood sergeant"}

COMMUNITY_CONCERN = Procedure(
    pathway="community-concern",
    title="Community concern",
    edition="2026",
    in_force=date(2026, 1, 1),
    begins="Somebody who lives or works in a neighbourhood says that they are worried about a child or an adult.",
    purpose=Purpose.SAFEGUARDING_ENQUIRY,
    source=LOCAL,
    provision="neighbourhood teams",
    confidence=Confidence.GENERAL,
    starts=("heard",),
    steps=(
        Step(
            name="heard",
            does="Write down what was said and what was seen",
            who="neighbourhood officer",
            clock=locally("community-heard", "The concern is recorded", hours(12), "its being raised"),
            outcomes={
                "a child or adult may be at risk: to the hub": ("answer",),
                "to be looked into by the team": ("look",),
                "advice given": ("answer",),
            },
            records=("whether there is a safe way to reach them", "whether they may be named"),
            note="Repeated information from one person is taken to the force's own unit for such relationships.",
            **TEAM,
        ),
        Step(
            name="look",
            does="Look into it",
            who="neighbourhood officer",
            clock=locally(
                "community-looked-into", "The team has looked into it", working_days(3), "its being raised"
            ),
            counted_from="heard",
            outcomes={"to the hub": ("answer",), "no concern": ("answer",)},
            **TEAM,
        ),
        Step(
            name="answer",
            does="Answer them in words that are safe to send",
            who="neighbourhood officer",
            clock=locally(
                "community-answered", "Whoever raised it has an answer", working_days(5), "its being raised"
            ),
            counted_from="heard",
            outcomes={"answered": (), "there is no safe way to reach them": ()},
            sends="answer-to-referrer",
            **TEAM,
        ),
    ),
)
