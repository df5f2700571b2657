"""Drafting, signing and ending sharing agreements. Nobody signs for another agency."""

import json
from dataclasses import asdict
from datetime import UTC, datetime

from commonthread.access.agreements.edition import Edition, Said
from commonthread.access.agreements.rules import clause_faults, faults, may_be_signed
from commonthread.access.queries import agencies
from commonthread.access.scope import Scope
from commonthread.access.statements import value


class NotAgreed(Exception):
    """What is to be drafted or signed breaks a rule. `wrong` says which, in words."""

    def __init__(self, wrong: list[str]) -> None:
        super().__init__("; ".join(wrong))
        self.wrong = wrong


def draft(*, by: Scope, said: Said, agreement: int | None = None) -> int:
    """A new agreement, or the next edition of one, or its draft anew; the agreement's number.

    Raises NotAgreed, or NotAllowed where the viewer's agency has no say in it.
    """
    known = agencies()
    wrong = list(faults(said, by=by.agency, agencies=known).values())
    for clause in said.clauses:
        wrong += clause_faults(clause, said, known).values()
    if wrong:
        raise NotAgreed(wrong)
    return value("SELECT access.draft_edition(%s, %s::jsonb)", agreement, json.dumps(as_held(said)))


def sign(*, by: Scope, edition: Edition, digest: str) -> None:
    """For one's own agency. Raises NotAgreed, NotAllowed, or ChangedMeanwhile where it is not what was read."""
    wrong = may_be_signed(edition.said, by=edition.drafted_by, agencies=agencies(), now=datetime.now(UTC))
    if wrong:
        raise NotAgreed(wrong)
    value("SELECT access.sign_edition(%s, %s, %s)", edition.agreement, edition.number, digest)


def end(*, by: Scope, edition: Edition, because: str) -> None:
    """Any party may, alone and at once."""
    value("SELECT access.end_edition(%s, %s, %s)", edition.agreement, edition.number, because)


def as_held(said: Said) -> dict:
    held = asdict(said)
    return held | {
        "starts_at": said.starts_at.isoformat(),
        "ends_at": said.ends_at.isoformat(),
        "review_on": said.review_on.isoformat(),
    }
