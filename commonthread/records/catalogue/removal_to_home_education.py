"""A child taken off a school's roll to be educated at home."""

from pydantic import Field

from commonthread.records.codes import Code
from commonthread.records.kind import AgencyKind, Category, Kind, Retention
from commonthread.records.lines import line_of
from commonthread.records.record import Detail, Draft, MentionRole, Prose


class HomeEducationReason(Code):
    PHILOSOPHY = "philosophy", "Philosophy or preference"
    RELIGION = "religion", "Religion"
    SCHOOL = "dissatisfied_with_school", "Dissatisfied with the school"
    SPECIAL_NEEDS = "special_needs", "Dissatisfied with special needs support"
    BULLYING = "bullying"
    MENTAL_HEALTH = "mental_health", "Child's mental health"
    PHYSICAL_HEALTH = "physical_health", "Child's physical health"
    DIFFICULTY_OF_ACCESS = "access", "Difficulty of getting to school"
    PREFERRED_SCHOOL = "preferred_school", "Did not get the preferred school"
    AVOIDING_PROSECUTION = "avoid_prosecution", "To avoid prosecution for absence"
    AVOIDING_EXCLUSION = "avoid_exclusion", "To avoid exclusion"
    SUGGESTED = "suggested_by_school", "School suggested it"
    NONE_GIVEN = "none_given", "No reason given"
    OTHER = "other", "Other reason"


class Suitability(Code):
    SUITABLE = "suitable", "Education found suitable"
    NOT_SUITABLE = "not_suitable", "Education found not suitable"
    NOT_ASSESSED = "not_assessed", "Education not yet looked at"


class Standing(Code):
    """What social care was doing on the day of the notice, as far as the author knew."""

    NONE = "none", "Not open to social care"
    CHILD_IN_NEED = "child_in_need", "Child in need plan"
    ENQUIRY = "section_47", "Section 47 enquiry open"
    PROTECTION_PLAN = "child_protection_plan", "Child protection plan"
    NOT_KNOWN = "not_known", "Not known"


class RemovalToHomeEducation(Detail):
    reason: HomeEducationReason | None = Field(None, title="Reason that the parent gave")
    social_care: Standing | None = Field(None, title="Social care on that day")
    special_school: bool | None = Field(None, title="Placed in a special school by the authority")
    consent_given: bool | None = Field(None, title="Authority's consent, where the law asks for it")
    school_concerned: bool | None = Field(None, title="School had raised a concern before")
    authority_told: bool | None = Field(None, title="Authority told")
    suitability: Suitability | None = Field(None, title="Suitability of the education")
    summary: Prose | None = Field(None, title="Circumstances")


def line(draft: Draft) -> str:
    removal = draft.detail_of(RemovalToHomeEducation)
    return line_of(
        "Removed to home education",
        removal.reason,
        removal.social_care not in (None, Standing.NONE, Standing.NOT_KNOWN) and removal.social_care,
        removal.school_concerned and "school had raised a concern",
        removal.suitability,
    )


KIND = Kind(
    name="removal_to_home_education",
    label="Removal to home education",
    explains="A parent's notice that a child leaves the school's roll to be educated at home.",
    category=Category.EDUCATION,
    authors=(AgencyKind.SCHOOL, AgencyKind.CHILDRENS_SERVICES),
    mentions={MentionRole.SUBJECT: 1, MentionRole.PARENT: 2, MentionRole.CARER: 2, MentionRole.SIBLING: 8},
    retention=Retention.EDUCATION,
    detail=RemovalToHomeEducation,
    line=line,
    begins="Date of notice",
    ends="Returned to school",
)
