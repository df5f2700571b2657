"""How often things happen in a year, each with where the figure comes from.

The area has about 2.92 million people, 0.70 million of them children, in 1.13 million households (Office for
National Statistics, Census 2021). "Estimate" is one for a force area of this size, made for this project
from published figures of England; "judgement" has no published figure behind it. They make the invented
area believable and judge nobody.
"""

from dataclasses import dataclass

CHILDREN, ADULTS, HOUSEHOLDS = 700_000, 2_220_000, 1_130_000
TEENAGERS = 250_000
PUPILS = 480_000
# Households in which, or between which, two adults live or lived as a family: a little over half.
COUPLES = 620_000


@dataclass(frozen=True)
class Rate:
    """Expected number a year for one child, adult, household or pupil."""

    per_year: float
    source: str


def area(count: int, among: int, source: str) -> Rate:
    return Rate(count / among, source)


@dataclass(frozen=True)
class Share:
    """How often one thing follows from another."""

    share: float
    source: str


JUDGEMENT = "judgement"

# Police
DOMESTIC_INCIDENT = area(68_600, COUPLES, "188 domestic abuse crimes a day (2021, published)")
DOMESTIC_IS_CRIME = Share(0.6, JUDGEMENT)
OTHER_INCIDENT = area(45_000, HOUSEHOLDS, "judgement: incidents that bear on somebody's welfare only")
CRIME = area(30_000, ADULTS, "judgement: violence, sexual offences and offences against children only")
CHILD_MISSING = area(8_700, CHILDREN, "more than 14,000 episodes in 2023, 60 to 65 % of them children")
ADULT_MISSING = area(5_300, ADULTS, "more than 14,000 episodes in 2023")
MISSING_HIGH_RISK = Share(0.12, "12 % in 2020, published")
NOTICE_AFTER_DOMESTIC = Share(0.85, "estimate: 80 to 120 school notifications a night")
INTELLIGENCE = area(3_500, ADULTS, JUDGEMENT)
CHARGE = area(24_000, ADULTS, JUDGEMENT)
COURT_AFTER_CHARGE = Share(0.8, JUDGEMENT)
# Children's services
CONTACT_OF_OTHER_SOURCE = area(
    88_000, CHILDREN, "Birmingham 1,000 a week (2022), others 40 to 65 a day (estimate)"
)
CONTACT_AFTER_NOTICE = Share(0.8, JUDGEMENT)
REFERRAL_AFTER_CONTACT = Share(0.29, "estimate: 38,000 referrals a year of 131,000 contacts")
NO_FURTHER_ACTION = Share(0.08, "estimate from the children in need census")
STRATEGY_AFTER_REFERRAL = Share(0.39, "estimate: 12,000 to 14,000 section 47 enquiries a year")
ENQUIRY_AFTER_STRATEGY = Share(0.87, JUDGEMENT)
CONFERENCE_AFTER_ENQUIRY = Share(0.35, "estimate: about 4,500 conferences a year")
PLAN_AFTER_CONFERENCE = Share(0.87, "estimate from the children in need census")
CHILD_IN_NEED_PLAN = Share(0.3, JUDGEMENT)
VISIT_REFUSED = Share(0.03, JUDGEMENT)
VISIT_NO_ACCESS = Share(0.09, JUDGEMENT)
EARLY_HELP = area(11_000, CHILDREN, JUDGEMENT)
# Schools
SCHOOL_CONCERN = area(34_000, PUPILS, JUDGEMENT)
CONCERN_IS_REFERRED = Share(0.12, JUDGEMENT)
ABSENCE = area(24_000, PUPILS, "judgement: absence that a school is worried about")
EXCLUSION = area(23_000, PUPILS, "estimate from suspensions in England")
HOME_EDUCATION = area(3_000, PUPILS, "estimate from the department's termly collection")
# Health
CHILD_EMERGENCY = area(50_000, CHILDREN, "judgement: attendances that bear on safeguarding")
ADULT_EMERGENCY = area(48_000, ADULTS, "judgement: attendances that bear on safeguarding")
NOT_BROUGHT = area(60_000, CHILDREN, JUDGEMENT)
DID_NOT_ATTEND = area(26_000, ADULTS, JUDGEMENT)
ADULT_MENTAL_HEALTH = area(58_000, ADULTS, JUDGEMENT)
CHILD_MENTAL_HEALTH = area(11_000, TEENAGERS, JUDGEMENT)
SUBSTANCE_USE = area(15_000, ADULTS, JUDGEMENT)
REGISTERED_WITH_PRACTICE = Share(0.965, JUDGEMENT)
# Adults, housing, justice, community
ADULT_CONCERN = area(20_000, ADULTS, "estimate from the safeguarding adults collection for England")
SOCIAL_TENANT = Share(0.17, "Census 2021, rounded")
HOMELESS = area(11_000, HOUSEHOLDS, JUDGEMENT)
TENANCY_TROUBLE = area(16_000, HOUSEHOLDS, JUDGEMENT)
ON_PROBATION = area(9_000, ADULTS, JUDGEMENT)
YOUTH_JUSTICE = area(900, TEENAGERS, JUDGEMENT)
COMMUNITY_CONCERN = area(3_600, HOUSEHOLDS, JUDGEMENT)
SUPPORT_AFTER_ABUSE = Share(0.06, JUDGEMENT)
