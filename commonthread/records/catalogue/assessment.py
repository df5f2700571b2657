"""A social worker's assessment, with the factors that it found."""

from pydantic import Field, field_validator

from commonthread.records.census_codes import CENSUS, Factor
from commonthread.records.codes import Code
from commonthread.records.kind import AgencyKind, Category, Kind, Retention
from commonthread.records.lines import line_of, listed
from commonthread.records.record import Day, Detail, Draft, Prose, Words
from commonthread.records.roles import FAMILY


class AssessmentOutcome(Code):
    NO_FURTHER_ACTION = "no_further_action", "No further action"
    ENQUIRY_ENDED = "section_47_ended", "No further action, section 47 ended"
    STRATEGY_DISCUSSION = "strategy_discussion", "Strategy discussion"
    SERVICES = "services", "Services provided"
    SHORT_BREAKS = "short_breaks", "Short breaks"
    CARE_REQUEST = "care_request", "Request to be looked after"
    PRIVATE_FOSTERING = "private_fostering", "Private fostering"
    LEGAL_ACTION = "legal_action", "Legal action"
    SPECIALIST = "specialist_assessment", "Specialist assessment"
    OTHER_AGENCY = "other_agency", "Referral to another agency"
    EARLY_HELP = "early_help", "Early help"
    OTHER = "other"


class Assessment(Detail):
    referral_key: Words | None = Field(None, title="Agency's number for the referral")
    internal_review_on: Day | None = Field(None, title="Internal review")
    factors: tuple[Factor, ...] = Field((), title="Factors found")
    outcomes: tuple[AssessmentOutcome, ...] = Field((), title="Outcomes")
    child_said: Prose | None = Field(None, title="What the child said and did")
    summary: Prose | None = Field(None, title="Analysis")

    @field_validator("factors")
    @classmethod
    def none_stands_alone(cls, factors: tuple[Factor, ...]) -> tuple[Factor, ...]:
        if Factor.NONE in factors and len(factors) > 1:
            raise ValueError("has factor 21 (none found) beside others (census rule 8869)")
        return factors


def line(draft: Draft) -> str:
    assessment = draft.detail_of(Assessment)
    return line_of(
        "Assessment completed" if draft.happened_until else "Assessment begun",
        listed(assessment.factors),
        listed(assessment.outcomes),
    )


KIND = Kind(
    name="assessment",
    label="Assessment",
    explains="A social worker's assessment of a child's needs, due within 45 working days of the referral.",
    category=Category.SOCIAL_CARE,
    authors=(AgencyKind.CHILDRENS_SERVICES,),
    mentions=FAMILY,
    retention=Retention.CHILD_SOCIAL_CARE,
    detail=Assessment,
    line=line,
    begins="Begun",
    ends="Authorised",
    is_contact=True,
    source=CENSUS,
)
