"""The case that a decision at the front door opens."""

from dataclasses import dataclass

from commonthread.access.terms import Purpose
from commonthread.pathways.terms import Sort


@dataclass(frozen=True)
class GoesOn:
    """The case that a decision opens for the same people."""

    pathway: str
    purpose: Purpose
    power: str


SECTION_47 = GoesOn("section-47", Purpose.SECTION_47, "children-act-1989-s47")
GOES_ON = {
    ("strategy discussion", Sort.CHILD): SECTION_47,
    ("assessment", Sort.CHILD): GoesOn(
        "child-in-need", Purpose.SAFEGUARDING_ENQUIRY, "children-act-1989-s17"
    ),
    ("safeguarding enquiry", Sort.ADULT): GoesOn(
        "adult-enquiry", Purpose.SAFEGUARDING_ENQUIRY, "care-act-2014-s42"
    ),
    ("early help", Sort.CHILD): GoesOn("early-help", Purpose.SAFEGUARDING_ENQUIRY, "children-act-2004-s10"),
}
