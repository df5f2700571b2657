"""Agreements in plain words."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from commonthread.access.agreements.edition import Clause, Said
from commonthread.access.permissions import ROLES, Role
from commonthread.access.queries import AgencyKnown
from commonthread.access.terms import AgencyKind, Level
from commonthread.kernel.dates import in_england

Agencies = Mapping[str, AgencyKnown]
EVERY = {
    AgencyKind.POLICE: ("the police", "every police force"),
    AgencyKind.CHILDRENS_SERVICES: ("children’s services", "every children’s services"),
    AgencyKind.SCHOOL: ("the school", "every school or education service"),
    AgencyKind.HEALTH: ("the health provider", "every health provider"),
    AgencyKind.ADULT_CARE: ("adult social care", "every adult social care service"),
    AgencyKind.PROBATION: ("probation", "every probation service"),
    AgencyKind.YOUTH_JUSTICE: ("youth justice", "every youth justice service"),
    AgencyKind.HOUSING: ("the housing service", "every housing service"),
    AgencyKind.VOLUNTARY: ("the voluntary body", "every voluntary body"),
    AgencyKind.POLICING_BODY: ("the local policing body", "every local policing body"),
}


def listed(words: Iterable[str]) -> str:
    *before, last = list(words) or [""]
    return f"{', '.join(before)} and {last}" if before else last


def name(code: str, agencies: Agencies) -> str:
    return agencies[code].name if code in agencies else code


def role_label(role: str) -> str:
    return ROLES[Role(role)].label if role in set(Role) else role.replace("_", " ")


def parties_meant(kinds: Iterable[AgencyKind], codes: Iterable[str], said: Said, agencies: Agencies) -> str:
    """Every health provider that is a party (7), and Kingfisher Mental Health NHS Trust."""
    counts = Counter(agencies[party].kind for party in said.parties if party in agencies)
    if set(kinds) >= set(counts) and len(counts) > 1:
        return f"every party ({len(said.parties)})"
    meant = [
        EVERY[kind][0] if counts[kind] == 1 else f"{EVERY[kind][1]} that is a party ({counts[kind]})"
        for kind in AgencyKind
        if kind in set(kinds)
    ]
    return listed([*meant, *(name(code, agencies) for code in codes)])


def clause_in_words(clause: Clause, said: Said, agencies: Agencies) -> str:
    """One sentence that somebody who has never seen an agreement can read."""
    roles = listed(f"{role_label(role)}s".lower() for role in clause.roles)
    viewers = parties_meant(clause.viewer_kinds, clause.viewers, said, agencies)
    holders = parties_meant(clause.holder_kinds, clause.holders, said, agencies)
    what = listed(clause.categories)
    may = {
        Level.FULL: f"read in full what {holders} recorded as {what}",
        Level.SUMMARY: f"see a summary of what {holders} recorded as {what}",
        Level.RING: f"learn whether {holders} recorded anything as {what}, and whom to ring",
    }[clause.level]
    return f"{roles[:1].upper()}{roles[1:]} of {viewers} may {may}, for {listed(clause.purposes)}."


def last_day(said: Said) -> date:
    """The last day that it covers: it ends with that day."""
    return in_england(said.ends_at - timedelta(microseconds=1)).date()


def first_day(said: Said) -> date:
    return in_england(said.starts_at).date()
