"""A concern that a school has noted about a pupil."""

from pydantic import Field

from commonthread.records.codes import Code
from commonthread.records.kind import AgencyKind, Category, Kind, Retention
from commonthread.records.lines import line_of, listed
from commonthread.records.record import Detail, Draft, Prose
from commonthread.records.roles import FAMILY


class SchoolConcern(Code):
    HUNGER = "hunger", "Hungry"
    HYGIENE = "hygiene", "Clothing or hygiene"
    INJURY = "injury", "Injury or mark"
    BEHAVIOUR = "behaviour", "Change of behaviour"
    WITHDRAWN = "withdrawn"
    DISCLOSURE = "disclosure", "Something the child said"
    DOMESTIC_ABUSE = "domestic_abuse", "Domestic abuse at home"
    PARENT = "parent", "Parent's state or behaviour"
    ATTENDANCE = "attendance"
    NOT_COLLECTED = "not_collected", "Not collected"
    EXPLOITATION = "exploitation"
    ONLINE = "online", "Harm online"
    SELF_HARM = "self_harm", "Self-harm"
    PEER_HARM = "peer_harm", "Harm by other pupils"
    HARMFUL_PRACTICE = "harmful_practice", "Forced marriage or mutilation"
    OTHER = "other"


class SchoolAction(Code):
    RECORDED = "recorded", "Recorded"
    SPOKE_WITH_FAMILY = "spoke_with_family", "Spoke with the family"
    SUPPORT_IN_SCHOOL = "support_in_school", "Support in school"
    EARLY_HELP = "early_help", "Early help"
    REFERRED = "referred", "Referred to social care"
    POLICE = "police", "Police called"


class SchoolWelfareConcern(Detail):
    concerns: tuple[SchoolConcern, ...] = Field(min_length=1, title="Concerns")
    actions: tuple[SchoolAction, ...] = Field((), title="What the school did")
    earlier_concerns: int | None = Field(None, ge=0, le=1000, title="Earlier concerns noted")
    child_said: Prose | None = Field(None, title="What the child said, in their words")
    summary: Prose | None = Field(None, title="What was noticed")


def line(draft: Draft) -> str:
    concern = draft.detail_of(SchoolWelfareConcern)
    return line_of("School welfare concern", listed(concern.concerns), listed(concern.actions))


def for_hub(draft: Draft) -> str:
    """Where the school says that it referred it."""
    return "child" if SchoolAction.REFERRED in draft.detail_of(SchoolWelfareConcern).actions else ""


KIND = Kind(
    name="school_welfare_concern",
    label="School welfare concern",
    explains="Something that worried a member of staff about a pupil, small or large.",
    category=Category.EDUCATION,
    authors=(AgencyKind.SCHOOL,),
    mentions=FAMILY,
    retention=Retention.EDUCATION,
    detail=SchoolWelfareConcern,
    line=line,
    is_contact=True,
    for_hub=for_hub,
)
