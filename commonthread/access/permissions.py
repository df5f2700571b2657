"""Who may do what: the one reviewed table of roles."""

from dataclasses import dataclass
from enum import StrEnum

from commonthread.access.terms import Category


class Permission(StrEnum):
    """What a page or an action needs."""

    USE_SERVICE = "use the service"
    SEARCH_OWN = "search for people whom your agency knows"
    SEARCH_EVERYONE = "search for people whom any agency knows"
    READ_RECORDS = "read what records say, for a stated purpose"
    READ_SHARED = "read what sharing rules let your role see of other agencies"
    ENTER_RECORDS = "enter records for your agency"
    SEE_DELIVERIES = "see your agency's deliveries and correct what was rejected"
    REVIEW_IDENTITY = "decide whether two mentions are one person, and undo it"
    JOIN_PROTECTED = "see which identities must never be bridged"
    RESTRICT = "restrict people and seal records for your team, and see who asked"
    SEE_LEDGER = "see who read your agency's records and why"
    DRAFT_AGREEMENTS = "draft sharing and feed agreements for your agency"
    SIGN_AGREEMENTS = "sign and end agreements for your agency"
    RUN_SERVICE = "set up agencies and people; sees no record"


@dataclass(frozen=True)
class RoleRights:
    label: str
    explains: str
    permissions: frozenset[Permission]
    categories: frozenset[Category]


class Role(StrEnum):
    HUB_OFFICER = "hub_officer"
    SOCIAL_WORKER = "social_worker"
    POLICE_SUPERVISOR = "police_supervisor"
    SCHOOL_LEAD = "school_lead"
    HEALTH_PRACTITIONER = "health_practitioner"
    RECORDS_OFFICER = "records_officer"
    PROTECTED_IDENTITIES = "protected_identities"
    PROTECTED_PERSONS = "protected_persons"
    DATA_PROTECTION_OFFICER = "data_protection_officer"
    ADMINISTRATOR = "administrator"


EVERY_CATEGORY = frozenset(Category)
PRACTITIONER = frozenset(
    {Permission.USE_SERVICE, Permission.SEARCH_OWN, Permission.READ_RECORDS, Permission.ENTER_RECORDS}
)

ROLES: dict[Role, RoleRights] = {
    Role.HUB_OFFICER: RoleRights(
        "Hub officer",
        "Sits in the district's hub for one agency; looks across agencies under the hub's sharing rule.",
        PRACTITIONER | {Permission.SEARCH_EVERYONE, Permission.READ_SHARED, Permission.REVIEW_IDENTITY},
        EVERY_CATEGORY,
    ),
    Role.SOCIAL_WORKER: RoleRights(
        "Social worker",
        "Works with children and families; sees what children's services know.",
        PRACTITIONER,
        EVERY_CATEGORY,
    ),
    Role.POLICE_SUPERVISOR: RoleRights(
        "Police supervisor",
        "Supervises a public protection team; sees what the police know.",
        PRACTITIONER,
        EVERY_CATEGORY,
    ),
    Role.SCHOOL_LEAD: RoleRights(
        "Designated safeguarding lead",
        "Leads safeguarding in a school; sees the school's own roll.",
        PRACTITIONER,
        frozenset({Category.EDUCATION, Category.COMMUNITY, Category.IDENTITY}),
    ),
    Role.HEALTH_PRACTITIONER: RoleRights(
        "Named nurse",
        "Leads safeguarding in a health provider; sees what the provider knows.",
        PRACTITIONER,
        frozenset({Category.HEALTH, Category.MENTAL_HEALTH, Category.SUBSTANCE_USE, Category.IDENTITY}),
    ),
    Role.RECORDS_OFFICER: RoleRights(
        "Records officer",
        "Looks after what the agency sends: deliveries, rejects, and whose record is whose.",
        frozenset(
            {
                Permission.USE_SERVICE,
                Permission.SEARCH_OWN,
                Permission.READ_RECORDS,
                Permission.ENTER_RECORDS,
                Permission.SEE_DELIVERIES,
                Permission.REVIEW_IDENTITY,
            }
        ),
        EVERY_CATEGORY,
    ),
    Role.PROTECTED_IDENTITIES: RoleRights(
        "Protected identities team",
        "The named team that alone knows which identities must never be bridged.",
        frozenset({Permission.USE_SERVICE, Permission.JOIN_PROTECTED}),
        frozenset(),
    ),
    Role.PROTECTED_PERSONS: RoleRights(
        "Protected persons officer",
        "Works with people who must not be found: restricts them and seals records for the team, and sees who asked.",
        PRACTITIONER | {Permission.SEARCH_EVERYONE, Permission.READ_SHARED, Permission.RESTRICT},
        EVERY_CATEGORY,
    ),
    Role.DATA_PROTECTION_OFFICER: RoleRights(
        "Data protection officer",
        "Sees who read the agency's records and why, drafts and signs its agreements; reads no record.",
        frozenset(
            {
                Permission.USE_SERVICE,
                Permission.SEE_LEDGER,
                Permission.DRAFT_AGREEMENTS,
                Permission.SIGN_AGREEMENTS,
            }
        ),
        frozenset(),
    ),
    Role.ADMINISTRATOR: RoleRights(
        "Administrator",
        "Sets up agencies and people; sees no record at all.",
        frozenset({Permission.USE_SERVICE, Permission.RUN_SERVICE}),
        frozenset(),
    ),
}
