"""An officer's notice of vulnerability, for the hub to grade."""

from pydantic import Field

from commonthread.records.codes import Code
from commonthread.records.kind import AgencyKind, Category, Kind, Retention
from commonthread.records.lines import line_of, listed
from commonthread.records.record import Detail, Draft, MentionRole, Prose
from commonthread.records.roles import INCIDENT


class Vulnerability(Code):
    CHILD = "child_at_risk", "Child at risk"
    ADULT = "adult_at_risk", "Adult at risk"
    DOMESTIC_ABUSE = "domestic_abuse", "Domestic abuse"
    NEGLECT = "neglect"
    EXPLOITATION = "exploitation"
    MISSING = "missing"
    MENTAL_HEALTH = "mental_health", "Mental health"
    SUBSTANCE_USE = "substance_use", "Substance use"
    SELF_HARM = "self_harm", "Self-harm or suicide"
    RADICALISATION = "radicalisation"
    HARMFUL_PRACTICE = "harmful_practice", "Forced marriage, honour-based abuse or mutilation"


class NoticeGrade(Code):
    STANDARD = "standard", "Graded standard"
    MEDIUM = "medium", "Graded medium"
    HIGH = "high", "Graded high"


class HomeConditions(Code):
    GOOD = "good", "Good home conditions"
    ADEQUATE = "adequate", "Adequate home conditions"
    POOR = "poor", "Poor home conditions"
    NOT_SEEN = "not_seen", "Home not seen"


class Telling(Code):
    AGREED = "agreed", "Told and agreed"
    REFUSED = "refused", "Told and refused"
    NOT_TOLD = "not_told", "Not told"


class PublicProtectionNotice(Detail):
    concerns: tuple[Vulnerability, ...] = Field(min_length=1, title="Concerns")
    officer_grade: NoticeGrade | None = Field(None, title="Officer's grade")
    home_conditions: HomeConditions | None = Field(None, title="Home conditions")
    family_told: Telling | None = Field(None, title="Was the family told")
    child_said: Prose | None = Field(None, title="What the child said and did")
    summary: Prose | None = Field(None, title="What gives concern")


def line(draft: Draft) -> str:
    notice = draft.detail_of(PublicProtectionNotice)
    return line_of(
        "Public protection notice", listed(notice.concerns), notice.officer_grade, notice.home_conditions
    )


def for_hub(draft: Draft) -> str:
    """Each is sent to be graded; that of an adult alone to adult care."""
    concerns = draft.detail_of(PublicProtectionNotice).concerns
    has_child = any(mention.role is MentionRole.CHILD for mention in draft.mentions)
    return (
        "adult"
        if Vulnerability.ADULT in concerns and Vulnerability.CHILD not in concerns and not has_child
        else "child"
    )


KIND = Kind(
    name="public_protection_notice",
    label="Public protection notice",
    explains="What an officer saw or heard that makes a child or adult vulnerable, sent to the hub.",
    category=Category.CRIME_AND_INCIDENTS,
    authors=(AgencyKind.POLICE,),
    mentions=INCIDENT,
    about=tuple(INCIDENT),
    retention=Retention.POLICE_GROUP_3,
    detail=PublicProtectionNotice,
    line=line,
    is_contact=True,
    for_hub=for_hub,
)
