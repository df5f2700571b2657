"""A rejected piece, read again as its owner corrected it, or withdrawn."""

import json
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.db import connections
from django.utils.timezone import localdate

from commonthread.access.scope import Scope
from commonthread.access.statements import value
from commonthread.access.terms import Purpose
from commonthread.feeds.agreement import held_to
from commonthread.feeds.cohort import keys_of
from commonthread.feeds.format import Admitted, Listed, Outcome, Reading, Reject, Sent, Unreadable, formats
from commonthread.feeds.queries import RejectShown, own_roll, terms_in_force
from commonthread.feeds.queries import reject as find
from commonthread.feeds.receipt import NoAgreement
from commonthread.records.incoming import as_json, as_sent, in_turns
from commonthread.records.record import Author, Fault

NOTHING_IN_IT = Fault(column="", message="it holds no record that could be taken")


@dataclass(frozen=True)
class Corrected:
    """What came of a corrected piece: outcome and number of each record, the outcome as in a receipt."""

    records: tuple[tuple[str, int], ...]


def correct(
    *, by: Scope, reject: int, text: str, sends: frozenset[str] | None = None
) -> Corrected | tuple[Fault, ...]:
    """Read a rejected piece again, in the format and under the agreement of its delivery, and store what it says.

    A piece carries what it needs of its surroundings, such as the child that an assessment is about; of what it
    gives only records of the rejected kind are taken. `sends`: the kinds that a system may send. Returns what is still wrong, if anything is. To be called
    inside `by`'s transaction; raises NotAllowed for a reject that is not one's agency's or has been settled.
    """
    was = find(reject)
    try:
        found = _read_again(by, was, text, sends)
    except Unreadable as unreadable:
        return (Fault(column="", message=f"{unreadable.message}. {unreadable.advice}"),)
    except NoAgreement as none:
        return (Fault(column="", message=str(none)),)
    wanted = [outcome for outcome in found if not was.kind or _kind(outcome) in ("", was.kind)]
    faults = [fault for outcome in wanted if isinstance(outcome, Reject) for fault in outcome.reasons]
    if faults:
        return tuple(faults)
    drafts = [outcome for outcome in wanted if isinstance(outcome, Admitted)]
    authors = [outcome.author for outcome in found if isinstance(outcome, Listed)] if not was.kind else []
    if not drafts and not authors:
        return (NOTHING_IN_IT,)
    return _store(by, was, drafts, authors)


def withdraw(*, by: Scope, reject: int, reason: str) -> None:
    """Say that a rejected piece was never to be sent, and why; inside `by`'s transaction."""
    _resolve(reject, "withdrawn", reason, ())


def _read_again(by: Scope, was: RejectShown, text: str, sends: frozenset[str] | None) -> list[Outcome]:
    terms = terms_in_force(by.agency, localdate(), login="app").sent_by(sends)
    reading = Reading(received_on=localdate(), kind=was.kind or None)
    with tempfile.TemporaryDirectory() as folder:
        piece = Path(folder) / "piece"
        piece.write_text(text, encoding="utf-8", newline="")
        read = formats()[was.format].read
        named = identifiers_of(read([Sent(piece, was.file)], reading))
        return list(held_to(terms, read([Sent(piece, was.file)], reading), own_roll(terms, named)))


def identifiers_of(outcomes: Iterable[Outcome]) -> set[str]:
    drafts = (outcome.draft for outcome in outcomes if isinstance(outcome, Admitted))
    return {key for draft in drafts for mention in draft.mentions for key in keys_of(mention)}


def _kind(outcome: Outcome) -> str | None:
    match outcome:
        case Admitted():
            return outcome.draft.kind
        case Reject():
            return outcome.kind
    return None


def _store(by: Scope, was: RejectShown, drafts: list[Admitted], authors: list[Author]) -> Corrected:
    stored: list[tuple[str, int]] = []
    with connections["app"].cursor() as cursor:
        for turn in in_turns(as_sent(by.agency, was.line, outcome.draft) for outcome in drafts):
            cursor.execute(
                "SELECT outcome, number FROM feeds.append_corrected(%s, %s::jsonb)",
                [was.number, f"[{','.join(as_json(draft) for draft in turn)}]"],
            )
            stored += cursor.fetchall()
        if authors:
            listed = json.dumps([author.model_dump() for author in authors])
            cursor.execute("SELECT feeds.list_corrected(%s, %s::jsonb)", [was.number, listed])
    _resolve(was.number, "corrected", Purpose.RECORD_QUALITY, [number for _, number in stored])
    return Corrected(tuple(stored))


def _resolve(reject: int, how: str, reason: str, records: Iterable[int]) -> None:
    value("SELECT feeds.resolve_reject(%s, %s, %s, %s::bigint[])", reject, how, reason, list(records))
