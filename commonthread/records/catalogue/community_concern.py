"""A concern from a neighbour, a relative or a community body."""

from pydantic import Field

from commonthread.records.codes import Code
from commonthread.records.kind import AgencyKind, Category, Kind, Retention
from commonthread.records.lines import line_of, listed
from commonthread.records.record import Detail, Draft, Prose
from commonthread.records.roles import CHILD_AND_REFERRER


class ConcernFrom(Code):
    NEIGHBOUR = "neighbour", "A neighbour"
    RELATIVE = "relative", "A relative"
    FRIEND = "friend", "A friend"
    VOLUNTARY = "voluntary_body", "A voluntary body"
    FAITH = "faith_body", "A faith body"
    SPORTS = "sports_club", "A sports club"
    BUSINESS = "business", "A business"
    COUNCILLOR = "councillor", "A councillor"
    HELPLINE = "helpline", "A helpline"
    SELF = "self", "The child or adult themselves"
    ANONYMOUS = "anonymous", "Someone who gave no name"


class CommunityWorry(Code):
    SHOUTING = "shouting", "Shouting or violence heard"
    NEGLECT = "neglect", "Neglect seen"
    INJURY = "injury", "Injury seen"
    HUNGER = "hunger", "Child hungry or begging"
    LEFT_ALONE = "left_alone", "Child left alone"
    NOT_SEEN = "not_seen", "Child no longer seen"
    NOT_AT_SCHOOL = "not_at_school", "Child not at school"
    EXPLOITATION = "exploitation", "Exploitation suspected"
    SUBSTANCES = "substances", "Drugs or alcohol"
    STRANGERS = "strangers", "Unknown adults coming and going"
    ADULT_AT_RISK = "adult_at_risk", "Adult at risk"
    OTHER = "other"


class CommunityConcern(Detail):
    concern_from: ConcernFrom = Field(title="Who told us")
    worries: tuple[CommunityWorry, ...] = Field(min_length=1, title="What worries them")
    first_hand: bool | None = Field(None, title="Seen or heard by themselves")
    going_on: bool | None = Field(None, title="Still going on")
    fears_reprisal: bool | None = Field(None, title="Fears that the family will know who told")
    summary: Prose | None = Field(None, title="What was said")


def line(draft: Draft) -> str:
    concern = draft.detail_of(CommunityConcern)
    return line_of(
        "Community concern",
        f"from {concern.concern_from.words}",
        listed(concern.worries),
        concern.first_hand is True and "first hand",
        concern.going_on and "still going on",
    )


KIND = Kind(
    name="community_concern",
    label="Community concern",
    explains="What a member of the public or a community body saw or heard.",
    category=Category.COMMUNITY,
    authors=(
        AgencyKind.VOLUNTARY,
        AgencyKind.CHILDRENS_SERVICES,
        AgencyKind.ADULT_CARE,
        AgencyKind.POLICE,
        AgencyKind.HOUSING,
    ),
    mentions=CHILD_AND_REFERRER,
    about=tuple(CHILD_AND_REFERRER),
    retention=Retention.COMMUNITY,
    detail=CommunityConcern,
    line=line,
)
