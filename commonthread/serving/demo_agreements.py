"""The sharing agreements of the demo: what a force area might well have signed."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

from django.utils.timezone import localdate

from commonthread.access.permissions import Role
from commonthread.access.terms import RECORD_KEEPERS, SILENT, AgencyKind, Category, Level, Purpose
from commonthread.feeds.cohort import cohorts
from commonthread.records.kind import kinds
from commonthread.synthetic.agencies import agencies
from commonthread.synthetic.staff import staff

HUB = (Role.HUB_OFFICER,)
CHILD_PROTECTION = (Role.HUB_OFFICER, Role.SOCIAL_WORKER, Role.POLICE_SUPERVISOR)
OPEN = tuple(category for category in Category if category not in SILENT)
EVERYBODY = RECORD_KEEPERS
SERVICES = (AgencyKind.POLICE, AgencyKind.CHILDRENS_SERVICES)
PARAGRAPH_18 = "dpa-2018-sch1-para18"


def clause(
    level: Level, *, whose: Iterable[str], seen_by: Iterable[AgencyKind], roles: Iterable[Role],
    categories: Iterable[Category], purposes: Iterable[Purpose], power: str, condition: str = PARAGRAPH_18,
) -> dict[str, object]:  # fmt: skip
    """`whose` are kinds of agency, or the codes of some."""
    kinds = [word for word in whose if word in set(AgencyKind)]
    return {
        "holder_kinds": kinds, "holders": [word for word in whose if word not in kinds],
        "viewer_kinds": list(seen_by), "viewers": [], "roles": list(roles), "categories": list(categories),
        "purposes": list(purposes), "level": level, "power": power, "condition": condition,
    }  # fmt: skip


AGREEMENTS: tuple[dict[str, object], ...] = (
    {
        "title": "Safeguarding hubs of the West Midlands",
        "why": "So that a hub sees in minutes what each agency knows when somebody may be at risk.",
        "kinds": EVERYBODY,
        "days": (-320, 45, 410),
        "clauses": [
            clause(Level.FULL, whose=EVERYBODY, seen_by=SERVICES, roles=HUB, categories=OPEN,
                   purposes=[Purpose.SAFEGUARDING_ENQUIRY], power="children-act-2004-s11"),
            clause(Level.FULL, whose=EVERYBODY, seen_by=SERVICES, roles=CHILD_PROTECTION, categories=OPEN,
                   purposes=[Purpose.SECTION_47], power="children-act-1989-s47"),
        ],
    },
    {
        "title": "Schools, nurseries and the hubs",
        "why": "So that a safeguarding lead knows whom to ring, and is told of what happened at home before the bell.",
        "kinds": (AgencyKind.POLICE, AgencyKind.CHILDRENS_SERVICES, AgencyKind.SCHOOL, AgencyKind.HEALTH),
        "days": (-400, -20, 330),
        "clauses": [
            clause(Level.RING, whose=[AgencyKind.HEALTH], seen_by=[AgencyKind.SCHOOL], roles=[Role.SCHOOL_LEAD],
                   categories=[Category.HEALTH], purposes=[Purpose.SAFEGUARDING_ENQUIRY, Purpose.MISSING_PERSON],
                   power="children-act-2004-s11"),
            clause(Level.SUMMARY, whose=[AgencyKind.POLICE], seen_by=[AgencyKind.SCHOOL], roles=[Role.SCHOOL_LEAD],
                   categories=[Category.CRIME_AND_INCIDENTS, Category.MISSING],
                   purposes=[Purpose.SAFEGUARDING_ENQUIRY], power="domestic-abuse-act-2021-s49a"),
            clause(Level.RING, whose=[AgencyKind.CHILDRENS_SERVICES], seen_by=[AgencyKind.SCHOOL],
                   roles=[Role.SCHOOL_LEAD], categories=[Category.SOCIAL_CARE],
                   purposes=[Purpose.SAFEGUARDING_ENQUIRY], power="children-act-2004-s10"),
        ],
    },
    {
        "title": "Strategy discussions and conferences",
        "why": "So that a nurse and a school can take part where a child may suffer significant harm.",
        "kinds": (AgencyKind.CHILDRENS_SERVICES, AgencyKind.HEALTH, AgencyKind.SCHOOL),
        "days": (-200, 165, 530),
        "clauses": [
            clause(Level.SUMMARY, whose=[AgencyKind.CHILDRENS_SERVICES], seen_by=[AgencyKind.HEALTH, AgencyKind.SCHOOL],
                   roles=[Role.HEALTH_PRACTITIONER, Role.SCHOOL_LEAD], categories=[Category.SOCIAL_CARE],
                   purposes=[Purpose.SECTION_47], power="children-act-1989-s47"),
        ],
    },
    {
        "title": "Finding missing people",
        "why": "So that whoever looks for a missing person knows where they may be and who knows them.",
        "kinds": (AgencyKind.POLICE, AgencyKind.CHILDRENS_SERVICES, AgencyKind.SCHOOL, AgencyKind.HEALTH, AgencyKind.HOUSING),
        "days": (-150, 215, 580),
        "clauses": [
            clause(Level.FULL, whose=[AgencyKind.CHILDRENS_SERVICES, AgencyKind.SCHOOL, AgencyKind.HOUSING, AgencyKind.POLICE],
                   seen_by=SERVICES, roles=[Role.HUB_OFFICER, Role.POLICE_SUPERVISOR],
                   categories=[Category.MISSING, Category.EDUCATION, Category.SOCIAL_CARE, Category.HOUSING, Category.IDENTITY],
                   purposes=[Purpose.MISSING_PERSON], power="crime-and-disorder-act-1998-s115"),
            clause(Level.SUMMARY, whose=[AgencyKind.HEALTH], seen_by=SERVICES,
                   roles=[Role.HUB_OFFICER, Role.POLICE_SUPERVISOR], categories=[Category.HEALTH],
                   purposes=[Purpose.MISSING_PERSON], power="children-act-2004-s11"),
        ],
    },
    {
        "title": "Mental health and substance use in section 47 enquiries",
        "why": "So that an enquiry into significant harm does not pass by a parent’s illness, and tells no more than it must.",
        "kinds": (AgencyKind.POLICE, AgencyKind.CHILDRENS_SERVICES),
        "also": ("health-kingfisher", "voluntary-new-leaf"),
        "days": (-90, 275, 640),
        "clauses": [
            clause(Level.RING, whose=["health-kingfisher"], seen_by=[AgencyKind.CHILDRENS_SERVICES], roles=HUB,
                   categories=[Category.MENTAL_HEALTH], purposes=[Purpose.SECTION_47], power="children-act-1989-s47"),
            clause(Level.RING, whose=["voluntary-new-leaf"], seen_by=[AgencyKind.CHILDRENS_SERVICES], roles=HUB,
                   categories=[Category.SUBSTANCE_USE], purposes=[Purpose.SECTION_47], power="children-act-1989-s47"),
        ],
    },
)  # fmt: skip


def bring_agreements(cursor) -> None:
    """As `owner`; once."""
    now = datetime.now(UTC)
    cursor.execute("SELECT title FROM access_edition")
    there = {title for (title,) in cursor.fetchall()}
    for agreement in AGREEMENTS:
        if agreement["title"] in there:
            continue
        parties = [
            agency.code
            for agency in agencies()
            if agency.kind in agreement["kinds"] or agency.code in agreement.get("also", ())
        ]
        starts, reviews, ends = (now + timedelta(days=days) for days in agreement["days"])
        said = {
            "title": agreement["title"], "why": agreement["why"], "change": "", "parties": parties,
            "contact": "Information governance, Birmingham children’s services, 0121 496 0140",
            "starts_at": starts.isoformat(), "ends_at": ends.isoformat(), "review_on": localdate(reviews).isoformat(),
            "clauses": agreement["clauses"],
        }  # fmt: skip
        cursor.execute(
            "SELECT access.bring_signed(%s::jsonb, %s::jsonb)",
            [json.dumps(said), json.dumps(signers(parties))],
        )


def bring_feed_agreements(cursor) -> None:
    """What each agency sends, signed by it and by the council that answers for the service in its district."""
    councils = {a.district: a.code for a in agencies() if a.kind is AgencyKind.CHILDRENS_SERVICES}
    starts = localdate() - timedelta(days=400)
    for agency in agencies():
        sent = [kind.name for kind in kinds().values() if agency.kind in kind.authors]
        if agency.kind not in RECORD_KEEPERS or not sent:
            continue
        responsible = councils.get(agency.district, "csc-birmingham")
        cursor.execute(
            "INSERT INTO feeds_feedagreement (agency, edition, controller, responsible, cohort, kinds, fields, power, "
            "starts_on, review_on, ends_on, drafted_by_agency, signed_at) "
            "VALUES (%s, 1, %s, %s, %s, %s, %s, 'children-act-2004-s10', %s, %s, %s, %s, %s) "
            "ON CONFLICT DO NOTHING RETURNING id",
            [agency.code, agency.name, responsible, cohorts()["everybody"].label, sent,
             ["mention.*", "record.*", *(f"{kind}.*" for kind in sent)], starts, starts + timedelta(days=730),
             starts + timedelta(days=1095), agency.code, starts],
        )  # fmt: skip
        if made := cursor.fetchone():
            cursor.executemany(
                "INSERT INTO feeds_feedsignature (agreement_id, agency, name, role, signed_at) VALUES (%s, %s, %s, %s, %s)",
                [
                    (made[0], party, *signed, starts)
                    for party, signed in signers({agency.code, responsible}).items()
                ],
            )


def signers(parties: Iterable[str]) -> Mapping[str, tuple[str, str]]:
    """Somebody of each party's directory."""
    first = {member.agency: member.name for member in reversed(staff())}
    return {party: (first[party], "Data protection officer") for party in parties if party in first}
