"""The shape of a record as an agency gives it: frozen values, before anything is stored."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SerializeAsAny, StringConstraints

from commonthread.kernel.identifiers import nhs_number, upn
from commonthread.kernel.text import clean

Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200), AfterValidator(clean)]
Prose = Annotated[str, StringConstraints(strip_whitespace=True, max_length=20_000), AfterValidator(clean)]
NhsNumber = Annotated[str, AfterValidator(nhs_number)]
Upn = Annotated[str, AfterValidator(upn)]


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Detail(Frozen):
    """What a kind adds: flat, of scalars, enums and lists of enums."""


class Sex(StrEnum):
    FEMALE = "F"
    MALE = "M"
    UNKNOWN = "U"


class Precision(StrEnum):
    """How exactly a birth date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    ABOUT = "about"


class Ethnicity(StrEnum):
    """Whose word the ethnicity is."""

    SELF_DESCRIBED = "self-described"
    RECORDED_BY_AGENCY = "recorded by the agency"
    REFUSED = "refused"
    NOT_ASKED = "not asked"


class MentionRole(StrEnum):
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
    REFERRER = "referrer"


class Relation(StrEnum):
    """What the mentioned person is to the record's first subject."""

    MOTHER = "mother"
    FATHER = "father"
    PARENT = "parent"
    STEP_PARENT = "step-parent"
    GRANDPARENT = "grandparent"
    SIBLING = "sibling"
    HALF_SIBLING = "half-sibling"
    CHILD = "child"
    PARTNER = "partner"
    FORMER_PARTNER = "former partner"
    FOSTER_CARER = "foster carer"
    OTHER_RELATIVE = "other relative"
    NOT_RELATED = "not related"


class StaffSafetyWarning(Frozen):
    """For staff who visit; never shown to family."""

    text: Words
    author: Words
    review_on: date
    expires_on: date


class Mention(Frozen):
    """A person as named in one record. Every field is as the agency gave it; most are often absent."""

    role: MentionRole
    agency_person_id: Words | None = None
    given_name: Words | None = None
    middle_names: Words | None = None
    family_name: Words | None = None
    former_family_name: Words | None = None
    known_as: Words | None = None
    born_on: date | None = None
    born_precision: Precision = Precision.DAY
    expected_on: date | None = None
    died_on: date | None = None
    sex: Sex = Sex.UNKNOWN
    nhs_number: NhsNumber | None = None
    upn: Upn | None = None
    former_upn: Upn | None = None
    pnc_id: Words | None = None
    address: Words | None = None
    postcode: Words | None = None
    uprn: Words | None = None
    phone: Words | None = None
    email: Words | None = None
    relation: Relation | None = None
    parental_responsibility: bool | None = None
    language: Words | None = None
    interpreter_needed: bool | None = None
    communication_needs: Words | None = None
    disabilities: Words | None = None
    ethnicity: Words | None = None
    ethnicity_source: Ethnicity = Ethnicity.NOT_ASKED
    school: Words | None = None
    practice: Words | None = None
    allocated_worker: Words | None = None
    safe_contact_method: Words | None = None
    safe_contact_times: Words | None = None
    staff_safety_warning: StaffSafetyWarning | None = None


class Author(Frozen):
    """Who wrote the record. The key finds the rest in the agency's directory if the feed gives only that."""

    key: Words | None = None
    name: Words | None = None
    role: Words | None = None
    team: Words | None = None
    phone: Words | None = None
    hours: Words | None = None


class Seen(StrEnum):
    SEEN = "seen"
    NOT_SEEN = "not seen"
    NOT_RECORDED = "not recorded"


class Contact(Frozen):
    """Whether the child was seen: part of every record of contact."""

    seen: Seen = Seen.NOT_RECORDED
    seen_alone: bool | None = None
    spoken_to: bool | None = None
    by_whom: Words | None = None
    language: Words | None = None


class Grading(Frozen):
    """The 3x5x2 intelligence grading: source 1-3, information A-E, handling P or C with conditions."""

    source: Annotated[str, Field(pattern="^[123]$")]
    information: Annotated[str, Field(pattern="^[ABCDE]$")]
    handling: Annotated[str, Field(pattern="^[PC]$")]
    conditions: Words | None = None


class Sensitivity(StrEnum):
    ORDINARY = "ordinary"
    SENSITIVE = "sensitive"


class Draft(Frozen):
    """One record as one agency gives it, validated and not yet stored.

    `key` is the agency's own number for the record, unique within the agency and kind. A draft with
    the key of a stored record and other content is a correction and supersedes it. Times carry a zone.
    """

    kind: str
    key: Words
    happened_from: datetime
    happened_until: datetime | None = None
    time_known: bool = True
    detail: SerializeAsAny[Detail]
    mentions: tuple[Mention, ...]
    author: Author = Author()
    contact: Contact | None = None
    grading: Grading | None = None
    sensitivity: Sensitivity = Sensitivity.ORDINARY
    place: Words | None = None
    place_postcode: Words | None = None


class Fault(Frozen):
    """What is wrong in one column of one row. Names the column and the rule, never the value."""

    column: str
    message: str
