"""Sealing: events into one tree of RFC 6962, in order, never with gaps or doubles; and a signature under how far it is."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace

from django.db import OperationalError, connections, transaction

from commonthread.ledger.event import COLUMNS, as_event
from commonthread.ledger.key import NoKey
from commonthread.ledger.outside import Diverged, Outside
from commonthread.ledger.proving import compare_copies, hashes
from commonthread.ledger.tree import STEP
from commonthread.ledger.verifier import append, canonical, join, leaf_hash

HASH = 32
AT_ONCE = 2_000
PAUSE = 0.25


@dataclass(frozen=True)
class State:
    """The tree as the database has it. What runs from `since` to `upto` may be sealed now."""

    size: int
    edge: list[tuple[int, bytes]]
    history: int
    since: str
    upto: str


def seal(most: int = AT_ONCE) -> int:
    """Seal what may be sealed now, at most so many events; how many it were."""
    with transaction.atomic(using="sealer", durable=True), connections["sealer"].cursor() as cursor:
        state = _begin(cursor)
        cursor.execute(f"SELECT {COLUMNS} FROM ledger.unsealed(%s, %s, %s)", [state.since, state.upto, most])
        rows = cursor.fetchall()
        if rows:
            # A full batch may end within a transaction, whose other events come next.
            _seal(cursor, state, rows, state.upto if len(rows) < most else str(rows[-1][-1]))
    return len(rows)


def seal_all() -> int:
    """Seal as long as there is something to seal."""
    sealed = 0
    while here := seal():
        sealed += here
    return sealed


def sign(outside: Outside) -> str | None:
    """Bring what is kept outside up to date and sign it. Raises Diverged where the database has another ledger."""
    with connections["sealer"].cursor() as cursor:

        def standing() -> tuple[int, bytes, int]:
            cursor.execute("SELECT size, edge, history FROM ledger.standing()")
            size, edge, history = cursor.fetchone()
            return size, join(_edge(size, bytes(edge))), history

        note = outside.keep(standing, lambda first, most: hashes(0, first, most))
        if note is not None:
            cursor.execute("SELECT ledger.sign(%s)", [note])
    return note


def adopt(outside: Outside, *, reason: str) -> dict:
    """Take the ledger as it stands after a restore, said aloud: itself an event, which tells what was lost."""
    last, known = outside.checkpoint(), len(outside.leaves()) // HASH
    with transaction.atomic(using="sealer", durable=True), connections["sealer"].cursor() as cursor:
        state = _as_it_stands(_begin(cursor))
        was = max(known, last[1].size if last else 0)
        lost = was > state.size or not _is_known(outside, state)
        told = {"sealed_before": was, "sealed_here": state.size, "history": state.history + lost}
        cursor.execute("SELECT ledger.begin_adoption(%s, jsonb_build_object("
                       "'sealed_before', %s::bigint, 'sealed_here', %s::bigint, 'history', %s::int))", [reason, *told.values()])  # fmt: skip
        (adoption,) = cursor.fetchone()
        cursor.execute("SELECT ledger.begin_history(%s)", [told["history"]])
        cursor.execute(
            f"SELECT {COLUMNS} FROM ledger.waiting() ORDER BY number = %s, transaction, number", [adoption]
        )
        left = cursor.fetchall()
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text")
        _seal(cursor, state, left, cursor.fetchone()[0])
    if lost:
        outside.put_aside(state.history)
    sign(outside)
    return {**told, "event": adoption}


def run(outside: Outside, stopped: threading.Event, tell: Callable[[str], None]) -> None:
    """Seal, sign and compare partners' copies until stopped. Each trouble is told once, and sealing goes on."""
    told, signed = "", False
    while not stopped.is_set():
        try:
            sealed = seal()
            if sealed or not signed:
                sign(outside)
                signed, told = True, ""
            compare_copies(outside)
            if sealed == AT_ONCE:
                continue
        except (Diverged, NoKey) as trouble:
            if str(trouble) != told:
                tell(told := str(trouble))
        except OperationalError as lost:
            tell(f"The database does not answer: {type(lost).__name__}. Trying again.")
            connections["sealer"].close()
        stopped.wait(PAUSE)


def _begin(cursor) -> State:
    cursor.execute("SELECT size, edge, history, since::text, upto::text FROM ledger.begin_sealing()")
    size, edge, history, since, upto = cursor.fetchone()
    return State(size, _edge(size, bytes(edge)), history, since, upto)


def _as_it_stands(state: State) -> State:
    """With the right edge over the leaves that are there, whatever the database says that it was."""
    edge: list[tuple[int, bytes]] = []
    for first in range(0, state.size, AT_ONCE):
        for leaf in hashes(0, first, min(AT_ONCE, state.size - first)):
            append(edge, leaf)
    return replace(state, edge=edge)


def _edge(size: int, hashes: bytes) -> list[tuple[int, bytes]]:
    """The right edge: one subtree for each binary digit of the size."""
    levels = [level for level in reversed(range(size.bit_length())) if size >> level & 1]
    return [(level, hashes[HASH * i : HASH * (i + 1)]) for i, level in enumerate(levels)]


def _seal(cursor, state: State, rows: list[tuple], upto: str) -> None:
    leaves, nodes = [], []
    for place, row in enumerate(rows, start=state.size):
        leaves.append(leaf_hash(canonical(as_event(*row))))
        for level, node in append(state.edge, leaves[-1]):
            if level and level % STEP == 0:
                nodes.append((level, place >> level, node))
    cursor.execute(
        "SELECT ledger.seal(%s, %s::bigint[], %s::bytea[], %s::int[], %s::bigint[], %s::bytea[], %s, %s)",
        [state.size, [row[0] for row in rows], leaves, *([node[i] for node in nodes] for i in range(3)),
         b"".join(one for _, one in state.edge), upto],
    )  # fmt: skip


def _is_known(outside: Outside, state: State) -> bool:
    """Whether the tree of the database is the beginning of the one that is kept outside."""
    kept, edge = outside.leaves(), []
    for i in range(0, min(state.size * HASH, len(kept)), HASH):
        append(edge, kept[i : i + HASH])
    return len(kept) < state.size * HASH or join(edge) == join(state.edge)
