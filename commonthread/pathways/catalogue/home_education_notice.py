"""A child under enquiry is to be taken off a school's roll to be taught at home."""

from datetime import date

from commonthread.access.terms import AgencyKind, Purpose
from commonthread.kernel.citations import Authority, Confidence, Source
from commonthread.pathways.clocks.limits import at_once, hours, months, working_days
from commonthread.pathways.procedure import Each, Procedure, Step, locally

HOME_EDUCATION = Procedure(
    pathway="home-education",
    title="Home-education notice for a child under enquiry",
    edition="2026",
    in_force=date(2026, 1, 1),
    begins="A parent gives notice of teaching at home a child who is under enquiry or has a child protection plan.",
    purpose=Purpose.SAFEGUARDING_ENQUIRY,
    source=Source(
        "Education Act 1996",
        "as amended by the Act of 2026",
        "https://www.legislation.gov.uk/ukpga/1996/56",
        Authority.STATUTE,
    ),  # fmt: skip
    provision="section 434A: consent of the local authority; the day of its commencement is to be checked",
    confidence=Confidence.GENERAL,
    starts=("tell",),
    steps=(
        Step(
            name="tell",
            does="Tell the local authority; keep the child on the roll",
            who="designated safeguarding lead",
            agency=AgencyKind.SCHOOL,
            supervised_by="head teacher",
            clock=locally(
                "home-education-told",
                "The school tells the local authority",
                at_once(no_later_than=hours(24)),
                "the notice",
            ),
            outcomes={"told": ("seen", "consent")},
            each=Each.THIS_CHILD,
        ),
        Step(
            name="seen",
            does="See the child, and record who saw them",
            who="social worker",
            agency=AgencyKind.CHILDRENS_SERVICES,
            supervised_by="team manager",
            clock=locally("home-education-seen", "The child is seen", working_days(3), "the notice"),
            counted_from="tell",
            outcomes={
                "seen and spoken to alone": ("visit",),
                "seen": ("visit",),
                "not seen: strategy discussion": ("unseen",),
            },
            each=Each.THIS_CHILD,
            records=("who saw the child, and when", "the child's own words"),
            note="Teaching at home is no risk in itself. A child under enquiry whom nobody sees is.",
        ),
        Step(
            name="consent",
            does="Decide whether the authority consents",
            who="elective home education officer with the social worker",
            agency=AgencyKind.CHILDRENS_SERVICES,
            supervised_by="head of safeguarding",
            clock=locally("home-education-consent", "The authority decides", working_days(10), "the notice"),
            counted_from="tell",
            outcomes={"consent": (), "refused: the child stays on the roll": ()},
            each=Each.THIS_CHILD,
            records=("the reasons", "what the social worker says"),
        ),
        Step(
            name="visit",
            does="See the child again",
            who="social worker",
            agency=AgencyKind.CHILDRENS_SERVICES,
            supervised_by="team manager",
            clock=locally(
                "home-education-seen-again", "The child is seen again", months(1), "being seen last"
            ),
            outcomes={
                "seen": ("visit",),
                "not seen: strategy discussion": ("unseen",),
                "the enquiry or plan has ended": (),
            },
            each=Each.THIS_CHILD,
            records=("who saw the child, and when",),
        ),
        Step(
            name="unseen",
            does="Call the strategy discussion on a child nobody sees",
            who="team manager",
            agency=AgencyKind.CHILDRENS_SERVICES,
            supervised_by="head of safeguarding",
            clock=locally(
                "home-education-unseen",
                "A strategy discussion is called",
                at_once(no_later_than=hours(24)),
                "the child not being seen",
            ),
            outcomes={"called": (), "seen meanwhile": ("visit",)},
            each=Each.THIS_CHILD,
            records=("in which case it is held", "who was asked to it"),
            note="The discussion is held in a case of its own, under section 47.",
        ),
    ),
)
