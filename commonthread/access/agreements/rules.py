"""What an agreement must say before anybody is asked to sign it."""

from collections.abc import Iterable
from datetime import datetime

from commonthread.access.agreements.edition import Clause, Said
from commonthread.access.agreements.words import Agencies, first_day, last_day, listed
from commonthread.access.law import what_is_missing
from commonthread.access.permissions import ROLES, Permission
from commonthread.access.terms import SILENT, AgencyKind, Purpose

SHARED_FOR = tuple(p for p in Purpose if p not in {Purpose.OWN_WORK, Purpose.RECORD_QUALITY})
MAY_SEE = tuple(role for role, rights in ROLES.items() if Permission.READ_RECORDS in rights.permissions)


def faults(said: Said, *, by: str, agencies: Agencies) -> dict[str, str]:
    """What is wrong with the heading, by field."""
    wrong = {
        field: f"Say {what}"
        for field, what in (
            ("title", "what it is called"),
            ("why", "what it is for"),
            ("contact", "whom to ask about it"),
        )
        if not getattr(said, field).strip()
    }
    unknown = [party for party in said.parties if party not in agencies]
    if len(said.parties) < 2 or unknown:
        wrong["parties"] = "Choose two parties or more"
    elif by not in said.parties:
        wrong["parties"] = "Your own agency must be one of the parties"
    if said.ends_at <= said.starts_at:
        wrong["ends_on"] = "The end must come after the start"
    elif not first_day(said) <= said.review_on <= last_day(said):
        wrong["review_on"] = "The review must come between the start and the end"
    return wrong


def clause_faults(clause: Clause, said: Said, agencies: Agencies) -> dict[str, str]:
    """What is wrong with one clause, by field."""
    wrong = {}
    kinds = {agencies[party].kind for party in said.parties if party in agencies}
    if not _are_parties(clause.holders, clause.holder_kinds, said, kinds):
        wrong["holders"] = "Choose whose records, among the parties"
    if not _are_parties(clause.viewers, clause.viewer_kinds, said, kinds):
        wrong["viewers"] = "Choose who may see them, among the parties"
    if not clause.roles or not set(clause.roles) <= set(MAY_SEE):
        wrong["roles"] = "Choose in which roles, among those that read records"
    if not clause.purposes or not set(clause.purposes) <= set(SHARED_FOR):
        wrong["purposes"] = "Choose what for"
    if not clause.categories:
        wrong["categories"] = "Choose what may be seen"
    elif silent := SILENT & set(clause.categories):
        if set(clause.categories) - SILENT:
            wrong["categories"] = (
                f"{listed(sorted(silent)).capitalize()} needs a clause of its own, with no other category"
            )
        elif clause.holder_kinds:
            wrong["holders"] = f"For {listed(sorted(silent))}, name the services one by one"
    holders = {agencies[code].kind for code in clause.holders if code in agencies} | set(clause.holder_kinds)
    law = what_is_missing(
        clause.power,
        clause.condition,
        categories=clause.categories,
        holders=holders,
        begins=first_day(said),
    )
    for words in law:
        wrong["condition" if "condition" in words or "does not cover" in words else "power"] = words
    return wrong


def may_be_signed(said: Said, *, by: str, agencies: Agencies, now: datetime) -> list[str]:
    """Why it cannot be signed yet, in words; empty where it can."""
    wrong = list(faults(said, by=by, agencies=agencies).values())
    if not said.clauses:
        wrong.append("It has no clause: nothing would flow")
    for number, clause in enumerate(said.clauses, start=1):
        wrong += [f"Clause {number}: {words}" for words in clause_faults(clause, said, agencies).values()]
    if said.ends_at <= now:
        wrong.append("Its last day is past")
    return wrong


def _are_parties(
    codes: Iterable[str], kinds: Iterable[AgencyKind], said: Said, there: set[AgencyKind]
) -> bool:
    return bool([*codes, *kinds]) and set(codes) <= set(said.parties) and set(kinds) <= there
