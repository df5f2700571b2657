"""The policy as a reviewer reads it: role × class of record × relationship × verb. Written by hand, not derived.

The code's own tables (`access/permissions.py`) and the database's policies are two other readings; test_matrix.py
compares what happens with this one, cell by cell.
"""

from dataclasses import dataclass
from enum import StrEnum

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind, Category, Purpose

ROLES = """
role                    at                  reads enters cases everyone crime   missing social  school  health  mental  drugs   sexual  adults  names   commun  housing justice
hub_officer             police              x     x      x     x        x       x       x       x       x       x       x       x       x       x       x       x       x
social_worker           childrens_services  x     x      x     .        x       x       x       x       x       x       x       x       x       x       x       x       x
conference_chair        childrens_services  x     x      x     .        .       x       x       x       .       .       .       .       .       x       x       .       .
investigator            police              x     x      x     .        x       x       x       .       .       .       .       .       x       x       x       .       x
team_manager            childrens_services  x     x      x     .        x       x       x       x       x       x       x       x       x       x       x       x       x
police_supervisor       police              x     x      x     .        x       x       x       x       x       x       x       x       x       x       x       x       x
missing_coordinator     police              x     x      x     .        x       x       .       .       .       .       .       .       .       x       x       .       .
neighbourhood_officer   police              x     x      x     .        .       x       .       .       .       .       .       .       .       x       x       .       .
school_lead             school              x     x      x     .        .       .       .       x       .       .       .       .       .       x       x       .       .
health_practitioner     health              x     x      x     .        .       .       .       .       x       x       x       x       .       x       .       .       .
records_officer         police              x     x      .     .        x       x       x       x       x       x       x       x       x       x       x       x       x
protected_identities    police              .     .      .     .        .       .       .       .       .       .       .       .       .       .       .       .       .
protected_persons       police              x     x      x     x        x       x       x       x       x       x       x       x       x       x       x       x       x
data_protection_officer police              .     .      .     .        .       .       .       .       .       .       .       .       .       .       .       .       .
caldicott_guardian      health              .     .      .     .        .       .       .       .       .       .       .       .       .       .       .       .       .
inspector               police              x     .      .     .        x       x       x       x       x       x       x       x       x       x       x       x       x
policing_body_office    policing_body       .     .      .     .        .       .       .       .       .       .       .       .       .       .       .       .       .
administrator           police              .     .      .     .        .       .       .       .       .       .       .       .       .       .       .       .       .
system                  police              .     x      .     x        x       x       x       x       x       x       x       x       x       x       x       x       x
"""
# What somebody in the role may say that they look for. Only inspectors inspect, and they do nothing else; whether a section
# 47 enquiry is begun, council and police decide, with health.
PURPOSES = """
role                    own_work quality enquiry missing section_47 inspection
hub_officer             x        x       x       x       x          .
social_worker           x        x       x       x       x          .
conference_chair        x        x       x       x       x          .
investigator            x        x       x       x       x          .
team_manager            x        x       x       x       x          .
police_supervisor       x        x       x       x       x          .
missing_coordinator     x        x       x       x       .          .
neighbourhood_officer   x        x       x       x       .          .
school_lead             x        x       x       x       .          .
health_practitioner     x        x       x       x       x          .
records_officer         x        x       .       .       .          .
protected_identities    .        .       .       .       .          .
protected_persons       x        x       x       x       x          .
data_protection_officer .        .       .       .       .          .
caldicott_guardian      .        .       .       .       .          .
inspector               .        .       .       .       .          x
policing_body_office    .        .       .       .       .          .
administrator           .        .       .       .       .          .
system                  x        x       x       x       x          .
"""
SAID = (
    Purpose.OWN_WORK, Purpose.RECORD_QUALITY, Purpose.SAFEGUARDING_ENQUIRY, Purpose.MISSING_PERSON, Purpose.SECTION_47, Purpose.INSPECTION,
)  # fmt: skip
CLASSES = (
    Category.CRIME_AND_INCIDENTS, Category.MISSING, Category.SOCIAL_CARE, Category.EDUCATION, Category.HEALTH,
    Category.MENTAL_HEALTH, Category.SUBSTANCE_USE, Category.SEXUAL_HEALTH, Category.ADULT_CARE, Category.IDENTITY, Category.COMMUNITY,
    Category.HOUSING, Category.JUSTICE,
)  # fmt: skip


class Relationship(StrEnum):
    """Whose record it is, and what stands between it and the viewer."""

    OWN = "own agency's"
    OWN_RESTRICTED = "own agency's, about somebody restricted for another team"
    OWN_SEALED = "own agency's, sealed by another team"
    OWN_CONFLICT = "own agency's, about somebody with whom the viewer has a conflict of interest"
    NOTHING_AGREED = "another's, nothing agreed, a case open"
    RING = "another's, agreed to be rung, a case open"
    SUMMARY = "another's, agreed in summary, a case open"
    FULL = "another's, agreed in full, a case open"
    FULL_AND_KNOWN = "another's, agreed in full, a case open, the person known to the viewer's agency too"
    NO_CASE = "another's, agreed in full, only a purpose stated"
    NO_CONSENT = "another's, agreed in full, a case that waits for its consent decision"
    CLOSED = "another's, agreed in full, the case closed"
    ENDED = "another's, agreed in full until a second ago, a case open"
    RESTRICTED = "another's, agreed in full, a case open, the person restricted since"


class Verb(StrEnum):
    LIST = "see that it is there"
    READ = "read what it says"
    CORRECT = "correct it"


# At which level another agency's record is seen by a role that opens cases and searches for everyone.
OTHERS = {Relationship.SUMMARY: 2, Relationship.FULL: 3, Relationship.FULL_AND_KNOWN: 3}

# At which level a system that asks who knows somebody is told of the holder: it opens no case, so that agreements alone
# decide. What it sends under a key, of the kinds that its feed agreement names, corrects what stands there, whoever is
# hidden: it is told nothing by that.
TOLD = {
    Relationship.OWN: 3, Relationship.RING: 1, Relationship.SUMMARY: 2, Relationship.FULL: 3, Relationship.FULL_AND_KNOWN: 3,
    Relationship.NO_CASE: 3, Relationship.NO_CONSENT: 3, Relationship.CLOSED: 3,
}  # fmt: skip
SENT = {Relationship.OWN, Relationship.OWN_RESTRICTED, Relationship.OWN_SEALED, Relationship.OWN_CONFLICT}


@dataclass(frozen=True)
class Row:
    role: Role
    at: AgencyKind
    reads: bool
    enters: bool
    cases: bool
    everyone: bool
    classes: frozenset[Category]
    states: frozenset[Purpose]

    @property
    def purpose(self) -> Purpose:
        """For which they look at what others share, without a consent decision; else at what is their own."""
        return next(
            (one for one in (Purpose.SECTION_47, Purpose.MISSING_PERSON, *SAID) if one in self.states),
            Purpose.SECTION_47,
        )


def rows() -> tuple[Row, ...]:
    found, states = [], {}
    for line in PURPOSES.strip().splitlines()[1:]:
        role, *marks = line.split()
        states[role] = frozenset(purpose for purpose, mark in zip(SAID, marks, strict=True) if mark == "x")
    for line in ROLES.strip().splitlines()[1:]:
        role, at, *marks = line.split()
        reads, enters, cases, everyone, *classes = (mark == "x" for mark in marks)
        covered = frozenset(c for c, yes in zip(CLASSES, classes, strict=True) if yes)
        found.append(
            Row(Role(role), AgencyKind[at.upper()], reads, enters, cases, everyone, covered, states[role])
        )
    return tuple(found)


def allowed(row: Row, of: Category, where: Relationship, verb: Verb, *, writes: bool) -> bool:
    """What the policy says of one cell. `writes` is whether that kind of agency writes such records at all."""
    if where is Relationship.OWN:
        return {
            Verb.LIST: of in row.classes,
            Verb.READ: row.reads and of in row.classes,
            Verb.CORRECT: row.enters and of in row.classes and writes,
        }[verb]
    if verb is Verb.CORRECT or not row.cases:
        return False
    # Whoever may not search for everyone sees others' records of people whom their own agency knows.
    if not row.everyone and where is not Relationship.FULL_AND_KNOWN:
        return False
    return OTHERS.get(where, 0) >= (3 if verb is Verb.READ else 2)
