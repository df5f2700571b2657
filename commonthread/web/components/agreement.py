"""An edition of an agreement as it is shown: everything in words."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from commonthread.access.agreements.changes import changes
from commonthread.access.agreements.edition import LIVE, OPEN, Agreement, Edition, Signature, State
from commonthread.access.agreements.words import (
    Agencies,
    clause_in_words,
    first_day,
    last_day,
    name,
    role_label,
)
from commonthread.access.law import CONDITIONS, POWERS, Basis

COLOURS = {
    State.DRAFTED: "grey", State.PART_SIGNED: "yellow", State.SIGNED: "blue", State.IN_FORCE: "green",
    State.DUE: "orange", State.REPLACED: "grey", State.ENDED: "red", State.NEVER: "grey",
}  # fmt: skip


@dataclass(frozen=True)
class ClauseShown:
    words: str
    power: Basis | None
    condition: Basis | None


@dataclass(frozen=True)
class Signed:
    party: str
    by: Signature | None


@dataclass(frozen=True)
class EditionShown:
    edition: Edition
    state: State
    clauses: tuple[ClauseShown, ...]
    signed: tuple[Signed, ...]
    changed: tuple[str, ...] | None
    drafted_by: str
    ended_by: str
    begins: date
    last: date

    @property
    def colour(self) -> str:
        return COLOURS[self.state]

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def how_many_signed(self) -> int:
        return sum(each.by is not None for each in self.signed)


def shown(edition: Edition, agreement: Agreement, agencies: Agencies) -> EditionShown:
    """`changed` is None for a first edition."""
    said, before = edition.said, agreement.before(edition)
    by = {signature.agency: _by(signature) for signature in edition.signatures}
    return EditionShown(
        edition,
        edition.state(datetime.now(UTC)),
        tuple(
            ClauseShown(
                clause_in_words(clause, said, agencies),
                POWERS.get(clause.power),
                CONDITIONS.get(clause.condition),
            )
            for clause in said.clauses
        ),
        tuple(
            Signed(name(party, agencies), by.get(party))
            for party in sorted(said.parties, key=lambda party: name(party, agencies))
        ),
        None if before is None else tuple(changes(before.said, said, agencies)),
        name(edition.drafted_by, agencies),
        name(edition.ended_by, agencies) if edition.ended_by else "",
        first_day(said),
        last_day(said),
    )


def _by(signature: Signature) -> Signature:
    return Signature(signature.agency, signature.name, role_label(signature.role), signature.signed_at)
