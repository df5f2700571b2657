"""A small picture of what a role sees of a chronology: its own lane, all lanes, or none."""

from dataclasses import dataclass

from commonthread.access.demo import PersonShown
from commonthread.access.permissions import ROLES, Permission, Role
from commonthread.access.terms import AgencyKind, Category
from commonthread.chronology.lanes import LANES, Lane

DRAWN = (AgencyKind.POLICE, AgencyKind.SCHOOL, AgencyKind.CHILDRENS_SERVICES, AgencyKind.HEALTH)
MARKS_AT = ((14, 44, 58, 132), (22, 70, 80, 118), (34, 96, 126), (8, 62, 104, 140))
LANE_HEIGHT = 15

MAY = {
    Permission.SEARCH_EVERYONE: "search everybody",
    Permission.SEARCH_OWN: "search whom the agency knows",
    Permission.READ_RECORDS: "read, for a stated purpose",
    Permission.BREAK_GLASS: "break the glass when somebody is in danger",
    Permission.ENTER_RECORDS: "enter records",
    Permission.OPEN_CASES: "open cases",
    Permission.SUPERVISE: "supervise a team",
    Permission.ANSWER_AGENCIES: "answer other agencies’ requests",
    Permission.READ_NOTICES: "read and acknowledge notices",
    Permission.KEEP_COMMUNITY: "keep community contacts",
    Permission.WRITE_TEMPLATES: "write the words of notices",
    Permission.SEE_DELIVERIES: "correct deliveries",
    Permission.REVIEW_IDENTITY: "decide whose record is whose",
    Permission.JOIN_PROTECTED: "see identities that are held apart",
    Permission.RESTRICT: "hide people and records from all but the team",
    Permission.SEE_LEDGER: "see who read what, and why",
    Permission.DRAFT_AGREEMENTS: "draft agreements",
    Permission.SIGN_AGREEMENTS: "sign agreements for the agency",
    Permission.RUN_SERVICE: "give and end posts",
    Permission.KEEP_TERMS: "enter a school’s terms",
    Permission.KEEP_DIRECTORY: "keep the directory",
    Permission.KEEP_RECORDS: "keep and destroy records",
    Permission.ANSWER_REQUESTS: "answer people about themselves",
}


@dataclass(frozen=True)
class LaneDrawn:
    lane: Lane
    y: int
    seen: bool
    marks: tuple[int, ...]


@dataclass(frozen=True)
class Picture:
    lanes: tuple[LaneDrawn, ...]
    sees: str
    may: tuple[str, ...]

    @property
    def height(self) -> int:
        return LANE_HEIGHT * len(self.lanes)


def picture(person: PersonShown) -> Picture:
    rights = ROLES[person.role]
    everything = Permission.READ_SHARED in rights.permissions
    own = Permission.READ_RECORDS in rights.permissions
    lanes = tuple(
        LaneDrawn(
            LANES[kind], LANE_HEIGHT * place + 8, everything or (own and kind is person.kind), MARKS_AT[place]
        )
        for place, kind in enumerate(DRAWN)
    )
    return Picture(lanes, _sees(person.role), may(rights.permissions))


def _sees(role: Role) -> str:
    permissions = ROLES[role].permissions
    if Permission.READ_SHARED in permissions:
        return "What all agencies share with the hub"
    if Permission.READ_RECORDS in permissions:
        covered = [category.value for category in Category if category in ROLES[role].categories]
        return "What their own agency knows" + (
            "" if len(covered) == len(Category) else f" of {', '.join(covered)}"
        )
    return "No record at all"


def may(permissions: frozenset[Permission]) -> tuple[str, ...]:
    """What a role may do, in our words and in our order; the wider search includes the narrower."""
    left = permissions - ({Permission.SEARCH_OWN} if Permission.SEARCH_EVERYONE in permissions else set())
    return tuple(words for permission, words in MAY.items() if permission in left)
