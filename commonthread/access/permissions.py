"""Who may do what: the one reviewed table of roles."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from commonthread.access.terms import HOLDS_RECORDS, SILENT, AgencyKind, Category


class Permission(StrEnum):
    """What a page or an action needs."""

    USE_SERVICE = "use the service"
    SEARCH_OWN = "search for people whom your agency knows"
    SEARCH_EVERYONE = "search for people whom any agency knows"
    READ_RECORDS = "read what records say, for a stated purpose"
    READ_SHARED = "read what sharing rules let your role see of other agencies"
    BREAK_GLASS = "break the glass when somebody is in danger and no case is open"
    ENTER_RECORDS = "enter records for your agency"
    OPEN_CASES = "open cases, which let others’ records be seen"
    SUPERVISE = "supervise a team: see its work, and be told what is overdue"
    ANSWER_AGENCIES = "answer what other agencies ask of yours"
    READ_NOTICES = "read and acknowledge notices that are sent to you"
    KEEP_COMMUNITY = "keep your neighbourhood team’s community contacts, and what is raised there"
    WRITE_TEMPLATES = "write the words of your agency’s notices"
    HEAR_OF_NOTICES = "be told that notices wait for your agency"
    PUT_REQUESTS = "put requests to other agencies for somebody who works on the case"
    SEE_DELIVERIES = "see your agency's deliveries and correct what was rejected"
    REVIEW_IDENTITY = "decide whether two mentions are one person, and undo it"
    JOIN_PROTECTED = "see which identities must never be bridged"
    RESTRICT = "restrict people and seal records for your team, and see who asked"
    SEE_LEDGER = "see who read your agency's records and why"
    DRAFT_AGREEMENTS = "draft sharing and feed agreements for your agency"
    SIGN_AGREEMENTS = "sign and end agreements for your agency"
    KEEP_TERMS = "enter the terms and training days of schools"
    KEEP_DIRECTORY = "keep your agency's directory of who writes its records"
    KEEP_RECORDS = "hold, review and destroy your agency's records"
    ANSWER_REQUESTS = "answer what people ask about themselves"
    RUN_SERVICE = "set up agencies and people; sees no record"


@dataclass(frozen=True)
class RoleRights:
    """`categories` are of what one's own agency holds; what others share follows from agreements.

    An administrator gives the role in agencies of the kinds `held_at`, for no more days than `longest`.
    """

    label: str
    explains: str
    permissions: frozenset[Permission]
    categories: frozenset[Category]
    held_at: frozenset[AgencyKind] = frozenset(AgencyKind)
    longest: timedelta | None = None


class Role(StrEnum):
    HUB_OFFICER = "hub_officer"
    SOCIAL_WORKER = "social_worker"
    CONFERENCE_CHAIR = "conference_chair"
    INVESTIGATOR = "investigator"
    TEAM_MANAGER = "team_manager"
    POLICE_SUPERVISOR = "police_supervisor"
    MISSING_COORDINATOR = "missing_coordinator"
    NEIGHBOURHOOD_OFFICER = "neighbourhood_officer"
    SCHOOL_LEAD = "school_lead"
    HEALTH_PRACTITIONER = "health_practitioner"
    RECORDS_OFFICER = "records_officer"
    PROTECTED_IDENTITIES = "protected_identities"
    PROTECTED_PERSONS = "protected_persons"
    DATA_PROTECTION_OFFICER = "data_protection_officer"
    CALDICOTT_GUARDIAN = "caldicott_guardian"
    INSPECTOR = "inspector"
    POLICING_BODY_OFFICE = "policing_body_office"
    ADMINISTRATOR = "administrator"
    SYSTEM = "system"


EVERY_CATEGORY = frozenset(Category)
POLICE = frozenset({AgencyKind.POLICE})
COUNCIL = frozenset({AgencyKind.CHILDRENS_SERVICES})
CARE = frozenset({AgencyKind.HEALTH, AgencyKind.CHILDRENS_SERVICES, AgencyKind.ADULT_CARE})
# Whoever gives such a post opens what must stay hidden, so that no administrator does it from a page.
AT_THE_COMMAND_LINE: frozenset[AgencyKind] = frozenset()
POLICING_BODY = frozenset({AgencyKind.POLICING_BODY})
PRACTITIONER = frozenset(
    {
        Permission.USE_SERVICE,
        Permission.SEARCH_OWN,
        Permission.READ_RECORDS,
        Permission.ENTER_RECORDS,
        Permission.OPEN_CASES,
        Permission.READ_NOTICES,
    }
)
ON_CALL = PRACTITIONER | {Permission.BREAK_GLASS}


ROLES: dict[Role, RoleRights] = {
    Role.HUB_OFFICER: RoleRights(
        "Hub officer",
        "Sits in the district's hub for one agency; looks across agencies under the hub's sharing rule.",
        ON_CALL
        | {
            Permission.SEARCH_EVERYONE,
            Permission.READ_SHARED,
            Permission.REVIEW_IDENTITY,
            Permission.ANSWER_AGENCIES,
        },
        EVERY_CATEGORY,
        HOLDS_RECORDS,
    ),
    Role.SOCIAL_WORKER: RoleRights(
        "Social worker",
        "Works with children and families; sees what children's services know.",
        ON_CALL,
        EVERY_CATEGORY,
        frozenset({AgencyKind.CHILDRENS_SERVICES, AgencyKind.ADULT_CARE, AgencyKind.YOUTH_JUSTICE}),
    ),
    Role.CONFERENCE_CHAIR: RoleRights(
        "Conference chair",
        "Chairs child protection conferences; sees what children's services know of a child, and of nobody's offences.",
        PRACTITIONER,
        frozenset(
            {
                Category.SOCIAL_CARE,
                Category.EDUCATION,
                Category.MISSING,
                Category.COMMUNITY,
                Category.IDENTITY,
            }
        ),
        COUNCIL,
    ),
    Role.INVESTIGATOR: RoleRights(
        "Investigator",
        "Investigates for a public protection team; sees the police's crimes, incidents and missing people.",
        PRACTITIONER,
        frozenset(
            {
                Category.CRIME_AND_INCIDENTS,
                Category.MISSING,
                Category.SOCIAL_CARE,
                Category.ADULT_CARE,
                Category.JUSTICE,
                Category.COMMUNITY,
                Category.IDENTITY,
            }
        ),
        POLICE,
    ),
    Role.POLICE_SUPERVISOR: RoleRights(
        "Police supervisor",
        "Supervises a public protection team; sees what the police know.",
        ON_CALL
        | {
            Permission.KEEP_COMMUNITY,
            Permission.ANSWER_AGENCIES,
            Permission.SUPERVISE,
            Permission.WRITE_TEMPLATES,
        },
        EVERY_CATEGORY,
        POLICE,
    ),
    Role.TEAM_MANAGER: RoleRights(
        "Team manager",
        "Manages a team, or a hub: sees its work, is told what is overdue, and sees what the agency knows.",
        ON_CALL | {Permission.ANSWER_AGENCIES, Permission.SUPERVISE, Permission.WRITE_TEMPLATES},
        EVERY_CATEGORY,
        HOLDS_RECORDS,
    ),
    Role.MISSING_COORDINATOR: RoleRights(
        "Missing-person coordinator",
        "Brings together what the police know of who is missing; sees incidents around them, and no court outcomes.",
        ON_CALL,
        frozenset({Category.MISSING, Category.CRIME_AND_INCIDENTS, Category.COMMUNITY, Category.IDENTITY}),
        POLICE,
    ),
    Role.NEIGHBOURHOOD_OFFICER: RoleRights(
        "Neighbourhood officer",
        "Knows a neighbourhood; sees and records community concerns and missing people, and no crime or intelligence.",
        PRACTITIONER | {Permission.KEEP_COMMUNITY},
        frozenset({Category.MISSING, Category.COMMUNITY, Category.IDENTITY}),
        POLICE,
    ),
    Role.SCHOOL_LEAD: RoleRights(
        "Designated safeguarding lead",
        "Leads safeguarding in a school; sees the school's own roll.",
        PRACTITIONER | {Permission.ANSWER_AGENCIES, Permission.KEEP_TERMS},
        frozenset({Category.EDUCATION, Category.COMMUNITY, Category.IDENTITY}),
        frozenset({AgencyKind.SCHOOL}),
    ),
    Role.HEALTH_PRACTITIONER: RoleRights(
        "Named nurse",
        "Leads safeguarding in a health provider and supervises it there; sees what the provider knows.",
        ON_CALL | {Permission.ANSWER_AGENCIES, Permission.SUPERVISE},
        SILENT | {Category.HEALTH, Category.IDENTITY},
        frozenset({AgencyKind.HEALTH}),
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
                Permission.ANSWER_AGENCIES,
                Permission.SEE_DELIVERIES,
                Permission.REVIEW_IDENTITY,
                Permission.KEEP_DIRECTORY,
                Permission.KEEP_RECORDS,
                Permission.ANSWER_REQUESTS,
                Permission.WRITE_TEMPLATES,
            }
        ),
        EVERY_CATEGORY,
        HOLDS_RECORDS,
    ),
    Role.PROTECTED_IDENTITIES: RoleRights(
        "Protected identities team",
        "The named team that alone knows which identities must never be bridged.",
        frozenset({Permission.USE_SERVICE, Permission.JOIN_PROTECTED}),
        frozenset(),
        AT_THE_COMMAND_LINE,
    ),
    Role.PROTECTED_PERSONS: RoleRights(
        "Protected persons officer",
        "Works with people who must not be found: restricts them and seals records for the team, and sees who asked.",
        PRACTITIONER | {Permission.SEARCH_EVERYONE, Permission.READ_SHARED, Permission.RESTRICT},
        EVERY_CATEGORY,
        AT_THE_COMMAND_LINE,
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
                Permission.WRITE_TEMPLATES,
            }
        ),
        frozenset(),
    ),
    Role.CALDICOTT_GUARDIAN: RoleRights(
        "Caldicott guardian",
        "Answers for what a health or care body shares: sees who read its records and why, and signs; reads no record.",
        frozenset({Permission.USE_SERVICE, Permission.SEE_LEDGER, Permission.SIGN_AGREEMENTS}),
        frozenset(),
        CARE,
    ),
    Role.INSPECTOR: RoleRights(
        "Inspector",
        "Reads the records of one agency for an inspection, for at most 90 days; changes nothing.",
        frozenset({Permission.USE_SERVICE, Permission.SEARCH_OWN, Permission.READ_RECORDS}),
        EVERY_CATEGORY,
        HOLDS_RECORDS,
        longest=timedelta(days=90),
    ),
    Role.POLICING_BODY_OFFICE: RoleRights(
        "Local policing body's office",
        "Holds the force to account by figures and recommendations; sees nobody's records, nor who is known.",
        frozenset({Permission.USE_SERVICE}),
        frozenset(),
        POLICING_BODY,
    ),
    Role.ADMINISTRATOR: RoleRights(
        "Administrator",
        "Gives and ends posts at their own agency, keeps its teams and directory; sees no record at all.",
        frozenset(
            {Permission.USE_SERVICE, Permission.RUN_SERVICE, Permission.KEEP_DIRECTORY, Permission.KEEP_TERMS}
        ),
        frozenset(),
    ),
    Role.SYSTEM: RoleRights(
        "System",
        "An agency’s own system: sends records, asks who knows somebody, puts what its people ask; reads no record.",
        frozenset(
            {
                Permission.ENTER_RECORDS,
                Permission.SEE_DELIVERIES,
                Permission.SEARCH_EVERYONE,
                Permission.PUT_REQUESTS,
                Permission.HEAR_OF_NOTICES,
            }
        ),
        EVERY_CATEGORY,
        held_at=frozenset(),
    ),
}

# Nobody is given the post of a system: `access.make_client` alone makes it.
FOR_PEOPLE = tuple(role for role in Role if role is not Role.SYSTEM)
