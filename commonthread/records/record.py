"""The shape of a record as an agency gives it: frozen values, before anything is stored."""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Annotated, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SerializeAsAny,
    StringConstraints,
    ValidationInfo,
    field_validator,
)

from commonthread.kernel.dates import in_england, start_of_day
from commonthread.kernel.identifiers import nhs_number, upn
from commonthread.kernel.text import clean
from commonthread.records.census_codes import UpnUnknown
from commonthread.records.codes import Code

Words = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), AfterValidator(clean)
]
Prose = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000), AfterValidator(clean)
]
NUMBER = re.compile(r"\s*[+-]?[0-9.]+\s*", re.ASCII)
NhsNumber = Annotated[str, AfterValidator(nhs_number)]
Upn = Annotated[str, AfterValidator(upn)]


def _read_as(kind: type[date]) -> Callable[[object], object]:
    def read(given: object) -> object:
        """As ISO 8601 writes it; a number, in quotation marks or not, would be taken for seconds since 1970."""
        if isinstance(given, int | float) or (isinstance(given, str) and NUMBER.fullmatch(given)):
            raise ValueError("is not a date: write it as 2017-09-03")
        with suppress(TypeError, ValueError):
            return kind.fromisoformat(given.strip() if isinstance(given, str) else None)
        return given

    return read


def _in_utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("has no time zone")
    return moment.astimezone(UTC)


Day = Annotated[date, BeforeValidator(_read_as(date))]
Moment = Annotated[datetime, BeforeValidator(_read_as(datetime)), AfterValidator(_in_utc)]

D = TypeVar("D", bound="Detail")
T = TypeVar("T", date, date | None)


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Detail(Frozen):
    """What a kind adds: flat, of scalars, enums and lists of enums."""


class Sex(Code):
    FEMALE = "F", "Female"
    MALE = "M", "Male"
    UNKNOWN = "U", "Unknown"


class Precision(Code):
    """How exactly a birth date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    ABOUT = "about"


class Ethnicity(Code):
    """Whose word the ethnicity is."""

    SELF_DESCRIBED = "self-described"
    RECORDED_BY_AGENCY = "recorded by the agency"
    REFUSED = "refused"
    NOT_ASKED = "not asked"


class MentionRole(Code):
    """What somebody is in one record."""

    SUBJECT = "subject"
    CHILD = "child"
    VICTIM = "victim"
    SUSPECT = "suspect"
    WITNESS = "witness"
    PARENT = "parent"
    CARER = "carer"
    SIBLING = "sibling"
    HOUSEHOLD_MEMBER = "household_member"
    RELATIVE = "relative"
    REFERRER = "referrer"


class Relation(Code):
    """What the mentioned person is to the record's first subject."""

    MOTHER = "mother"
    FATHER = "father"
    PARENT = "parent"
    STEP_PARENT = "step-parent"
    GRANDPARENT = "grandparent"
    SIBLING = "sibling"
    HALF_SIBLING = "half-sibling"
    TWIN = "twin"
    CHILD = "child"
    PARTNER = "partner"
    FORMER_PARTNER = "former partner"
    FOSTER_CARER = "foster carer"
    OTHER_RELATIVE = "other relative"
    NOT_RELATED = "not related"


class StaffSafetyWarning(Frozen):
    """For staff who visit; never shown to family."""

    text: Words = Field(title="Staff safety warning")
    author: Words = Field(title="Warning written by")
    review_on: Day = Field(title="Warning to be reviewed on")
    expires_on: Day = Field(title="Warning expires on")

    @field_validator("expires_on")
    @classmethod
    def not_before_its_review(cls, expires_on: date, info: ValidationInfo) -> date:
        return _not_before(expires_on, info.data.get("review_on"), "is before the review of the warning")


class Mention(Frozen):
    """A person as named in one record. Every field is as the agency gave it; most are often absent."""

    role: MentionRole
    agency_person_id: Words | None = Field(None, title="Agency's number for the person")
    given_name: Words | None = Field(None, title="First name")
    middle_names: Words | None = Field(None, title="Middle names")
    family_name: Words | None = Field(None, title="Last name")
    former_family_name: Words | None = Field(None, title="Former last name")
    known_as: Words | None = Field(None, title="Known as")
    born_on: Day | None = Field(None, title="Date of birth")
    born_precision: Precision = Field(Precision.DAY, title="How exact the date of birth is")
    expected_on: Day | None = Field(None, title="Expected date of birth", description="For an unborn child")
    died_on: Day | None = Field(None, title="Date of death")
    sex: Sex = Field(Sex.UNKNOWN, title="Sex")
    gender: Words | None = Field(None, title="Gender, as the person describes it")
    nhs_number: NhsNumber | None = Field(None, title="NHS number", description="10 digits")
    upn: Upn | None = Field(None, title="Unique pupil number", description="13 characters")
    former_upn: Upn | None = Field(None, title="Former unique pupil number")
    upn_unknown: UpnUnknown | None = Field(None, title="Why the unique pupil number is unknown")
    pnc_id: Words | None = Field(None, title="Police National Computer number")
    address: Words | None = Field(None, title="Address")
    postcode: Words | None = Field(None, title="Postcode")
    uprn: Words | None = Field(None, title="Unique property reference number")
    phone: Words | None = Field(None, title="Telephone")
    email: Words | None = Field(None, title="E-mail address")
    relation: Relation | None = Field(None, title="What they are to the subject")
    parental_responsibility: bool | None = Field(None, title="Has parental responsibility")
    language: Words | None = Field(None, title="First language")
    interpreter_needed: bool | None = Field(None, title="Needs an interpreter")
    communication_needs: Words | None = Field(None, title="Communication needs")
    disabilities: Words | None = Field(None, title="Disabilities")
    ethnicity: Words | None = Field(None, title="Ethnicity")
    ethnicity_source: Ethnicity = Field(Ethnicity.NOT_ASKED, title="Whose word the ethnicity is")
    nationality: Words | None = Field(None, title="Nationality")
    school: Words | None = Field(None, title="School")
    school_year: Words | None = Field(None, title="School year")
    practice: Words | None = Field(None, title="GP practice")
    allocated_worker: Words | None = Field(None, title="Allocated worker")
    safe_contact_method: Words | None = Field(None, title="Safe way to make contact")
    safe_contact_times: Words | None = Field(None, title="Safe times to make contact")
    staff_safety_warning: StaffSafetyWarning | None = None

    @field_validator("died_on")
    @classmethod
    def not_before_birth(cls, died_on: date | None, info: ValidationInfo) -> date | None:
        return _not_before(died_on, info.data.get("born_on"), "is before the date of birth")


class Author(Frozen):
    """Who wrote the record. The key finds the rest in the agency's directory if the feed gives only that."""

    key: Words | None = Field(None, title="Author's staff number")
    name: Words | None = Field(None, title="Author's name")
    role: Words | None = Field(None, title="Author's role")
    team: Words | None = Field(None, title="Author's team")
    phone: Words | None = Field(None, title="Author's telephone")
    hours: Words | None = Field(None, title="Author's hours")


class Seen(Code):
    SEEN = "seen"
    NOT_SEEN = "not seen"
    NOT_RECORDED = "not recorded"


class Contact(Frozen):
    """Whether the child was seen: part of every record of contact."""

    seen: Seen = Field(Seen.NOT_RECORDED, title="Child seen")
    seen_alone: bool | None = Field(None, title="Child seen alone")
    spoken_to: bool | None = Field(None, title="Child spoken to")
    by_whom: Words | None = Field(None, title="Seen by")
    language: Words | None = Field(None, title="Language spoken with the child")


class SourceGrade(Code):
    RELIABLE = "1", "Reliable source"
    UNTESTED = "2", "Untested source"
    UNRELIABLE = "3", "Unreliable source"


class InformationGrade(Code):
    DIRECT = "A", "Known directly to the source"
    CORROBORATED = "B", "Known indirectly and corroborated"
    INDIRECT = "C", "Known indirectly"
    NOT_KNOWN = "D", "Not known"
    SUSPECTED_FALSE = "E", "Suspected to be false"


class Handling(Code):
    PERMITTED = "P", "Lawful sharing permitted"
    CONDITIONS = "C", "Sharing permitted with conditions"


class Grading(Frozen):
    """The 3x5x2 intelligence grading."""

    source: SourceGrade = Field(title="Source")
    information: InformationGrade = Field(title="Information")
    handling: Handling = Field(title="Handling")
    conditions: Words | None = Field(None, title="Handling conditions")

    @field_validator("conditions")
    @classmethod
    def conditions_are_handling_c(cls, conditions: str | None, info: ValidationInfo) -> str | None:
        if conditions and info.data.get("handling") is Handling.PERMITTED:
            raise ValueError("belong to handling code C")
        return conditions


class Sensitivity(Code):
    ORDINARY = "ordinary"
    SENSITIVE = "sensitive"


class Draft(Frozen):
    """One record as one agency gives it, validated and not yet stored.

    `key` is the agency's own number for the record, unique within the agency and kind. A draft with
    the key of a stored record and other content is a correction and supersedes it. Times are kept in
    UTC; where only the day is known, `happened_from` is the start of that day in England.
    """

    kind: str
    key: Words = Field(title="Agency's number for the record")
    happened_from: Moment
    happened_until: Moment | None = None
    time_known: bool = True
    detail: SerializeAsAny[Detail]
    mentions: tuple[Mention, ...]
    author: Author = Author()
    contact: Contact | None = None
    grading: Grading | None = None
    sensitivity: Sensitivity = Field(Sensitivity.ORDINARY, title="Sensitivity")
    place: Words | None = Field(None, title="Where it happened")
    place_postcode: Words | None = Field(None, title="Postcode of where it happened")

    @field_validator("happened_until")
    @classmethod
    def not_before_it_began(cls, until: datetime | None, info: ValidationInfo) -> datetime | None:
        """A day without a time ends with the day."""
        begins = info.data.get("happened_from")
        if until and begins and until < begins and until != start_of_day(in_england(begins).date()):
            raise ValueError("is before the beginning")
        return until

    def detail_of(self, model: type[D]) -> D:
        """The detail, known to be of its kind's model."""
        if not isinstance(self.detail, model):
            raise TypeError(f"a {self.kind} has no {model.__name__}")
        return self.detail


def _not_before(later: T, earlier: T, complaint: str) -> T:
    if later is not None and earlier is not None and later < earlier:
        raise ValueError(complaint)
    return later


class Fault(Frozen):
    """What is wrong in one column of one row. Names the column and the rule, never the value."""

    column: str
    message: str
