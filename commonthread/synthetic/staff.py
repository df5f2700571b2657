"""The directory of invented staff, from which records have their authors."""

from dataclasses import dataclass
from functools import cache
from random import Random

from commonthread.access.terms import AgencyKind
from commonthread.synthetic.agencies import Agency, agencies
from commonthread.synthetic.names.cultures import CULTURES


@dataclass(frozen=True)
class StaffMember:
    agency: str
    key: str
    name: str
    role: str
    team: str
    phone: str
    hours: str


@dataclass(frozen=True)
class Post:
    """A role in a team of every agency of a kind, how many hold it, and the records that they write."""

    role: str
    team: str
    number: int
    writes: tuple[str, ...]
    hours: str = ""


SHIFTS = "Shifts, see duty roster"
POSTS: dict[AgencyKind, tuple[Post, ...]] = {
    AgencyKind.POLICE: (
        Post("Police constable", "Response", 14, ("police_incident", "public_protection_notice", "home_visit"), SHIFTS),
        Post("Detective constable", "Public protection", 6, ("crime", "charge", "court_outcome", "strategy_discussion")),
        Post("Missing persons coordinator", "Locate", 3, ("missing_report",)),
        Post("Intelligence officer", "Force intelligence", 2, ("intelligence_report",)),
    ),
    AgencyKind.CHILDRENS_SERVICES: (
        Post("Social worker", "Multi-agency safeguarding hub", 4, ("contact", "referral", "community_concern")),
        Post("Social worker", "Assessment and short term", 6, ("assessment", "section_47_enquiry", "home_visit", "case_note")),
        Post("Team manager", "Assessment and short term", 2, ("strategy_discussion", "child_in_need_plan")),
        Post("Conference chair", "Safeguarding and review", 2,
             ("child_protection_conference", "child_protection_plan", "child_protection_review")),
        Post("Social worker", "Children in care", 3, ("looked_after_episode",)),
        Post("Family support worker", "Early help", 3, ("early_help_episode",)),
    ),
    AgencyKind.SCHOOL: (
        Post("Designated safeguarding lead", "Pastoral", 4, ("school_welfare_concern", "school_exclusion")),
        Post("Attendance officer", "Attendance", 3, ("school_absence", "school_enrolment", "change_of_address")),
        Post("Home education adviser", "Elective home education", 1, ("removal_to_home_education", "home_visit")),
    ),
    AgencyKind.HEALTH: (
        Post("Staff nurse", "Emergency department", 5, ("ae_attendance",), SHIFTS),
        Post("Health visitor", "0 to 19 service", 4, ("was_not_brought", "home_visit")),
        Post("Midwife", "Community midwifery", 3, ("pregnancy_booking",)),
        Post("Registrations clerk", "Practice support", 2, ("gp_registration", "change_of_address")),
        Post("Mental health practitioner", "Community mental health", 4, ("mental_health_contact",)),
    ),
    AgencyKind.ADULT_CARE: (Post("Social worker", "Adult safeguarding", 4, ("adult_safeguarding_concern", "home_visit")),),
    AgencyKind.PROBATION: (Post("Probation officer", "Community supervision", 6, ("probation_contact",)),),
    AgencyKind.YOUTH_JUSTICE: (Post("Youth justice worker", "Case management", 4, ("youth_justice_contact",)),),
    AgencyKind.HOUSING: (
        Post("Housing officer", "Tenancies", 3, ("housing", "change_of_address")),
    ),
    AgencyKind.VOLUNTARY: (Post("Support worker", "Outreach", 4, ("case_note", "substance_use_contact", "community_concern")),),
    AgencyKind.POLICING_BODY: (),
}  # fmt: skip
STAFF_CULTURES = ("British",) * 9 + (
    "Pakistani",
    "Indian Sikh",
    "Black Caribbean",
    "Irish",
    "Nigerian",
    "Polish",
    "Indian Hindu",
)


@cache
def staff() -> tuple[StaffMember, ...]:
    return tuple(member for member, _ in _directory())


@cache
def authors(agency: str, kind: str) -> tuple[str, ...]:
    """The staff numbers of those in the agency who write this kind of record."""
    writers = tuple(m.key for m, post in _directory() if m.agency == agency and kind in post.writes)
    return writers or tuple(member.key for member, _ in _directory() if member.agency == agency)


@cache
def _directory() -> tuple[tuple[StaffMember, Post], ...]:
    chance = Random("directory of staff")
    return tuple(
        (_member(chance, agency, post, number), post)
        for agency in agencies()
        for post_number, post in enumerate(POSTS[agency.kind])
        for number in range(post_number * 20 + 1, post_number * 20 + 1 + post.number)
    )


def _member(chance: Random, agency: Agency, post: Post, number: int) -> StaffMember:
    culture = CULTURES[chance.choice(STAFF_CULTURES)]
    sex = chance.choice("FFM")
    name = f"{culture.given(chance, sex, chance.randrange(1966, 1999))} {culture.family_name(chance)}"
    return StaffMember(
        agency=agency.code,
        key=f"S{1000 + number}",
        name=name,
        role=post.role,
        team=post.team,
        phone=f"0121 496 {chance.randrange(200, 1000):04d}",
        hours=post.hours or agency.duty_hours,
    )
