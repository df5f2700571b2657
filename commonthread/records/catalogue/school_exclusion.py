"""A suspension or permanent exclusion."""

from pydantic import Field

from commonthread.records.codes import Code
from commonthread.records.kind import AgencyKind, Category, Kind, Retention
from commonthread.records.lines import counted, line_of, listed
from commonthread.records.record import Detail, Draft, MentionRole, Prose


class ExclusionType(Code):
    SUSPENSION = "SUSP", "Suspended from school"
    LUNCHTIME = "LNCH", "Excluded at lunchtimes"
    PERMANENT = "PERM", "Permanently excluded"


class ExclusionReason(Code):
    ASSAULT_PUPIL = "PP", "Physical assault on a pupil"
    ASSAULT_ADULT = "PA", "Physical assault on an adult"
    THREAT_PUPIL = "VP", "Verbal abuse of or threats to a pupil"
    THREAT_ADULT = "VA", "Verbal abuse of or threats to an adult"
    WEAPON = "OW", "Weapon"
    BULLYING = "BU", "Bullying"
    RACIST = "RA", "Racist abuse"
    ORIENTATION = "LG", "Abuse about sexual orientation or gender"
    DISABILITY = "DS", "Abuse about disability"
    SEXUAL = "SM", "Sexual misconduct"
    DRUGS = "DA", "Drugs or alcohol"
    DAMAGE = "DM", "Damage"
    THEFT = "TH", "Theft"
    DISRUPTION = "DB", "Persistent disruption"
    ONLINE = "MT", "Misuse of social media or technology"
    PUBLIC_HEALTH = "PH", "Breach of health protection"


class SchoolExclusion(Detail):
    exclusion_type: ExclusionType = Field(title="Type")
    reasons: tuple[ExclusionReason, ...] = Field((), max_length=3, title="Reasons")
    sessions: int | None = Field(None, ge=1, le=90, title="Sessions")
    social_worker_told: bool | None = Field(None, title="Social worker told")
    summary: Prose | None = Field(None, title="Circumstances")


def line(draft: Draft) -> str:
    exclusion = draft.detail_of(SchoolExclusion)
    return line_of(
        exclusion.exclusion_type,
        listed(exclusion.reasons),
        counted(exclusion.sessions, "session", "sessions"),
    )


KIND = Kind(
    name="school_exclusion",
    label="School exclusion",
    explains="A suspension or permanent exclusion from school, with its reasons.",
    category=Category.EDUCATION,
    authors=(AgencyKind.SCHOOL, AgencyKind.CHILDRENS_SERVICES),
    mentions={MentionRole.SUBJECT: 1, MentionRole.PARENT: 2, MentionRole.VICTIM: 4},
    retention=Retention.EDUCATION,
    detail=SchoolExclusion,
    line=line,
    begins="First day",
    ends="Last day",
    may_lie_ahead=True,
)
