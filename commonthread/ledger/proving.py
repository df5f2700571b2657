"""What outsiders are given: the whole ledger, a proof of one event, a proof that nothing before a checkpoint was changed."""

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import connections

from commonthread.ledger.event import COLUMNS, as_event
from commonthread.ledger.outside import Outside, origin
from commonthread.ledger.tree import STEP, consistency_path, folded, inclusion_path, root
from commonthread.ledger.verifier import EXPORT_FORMAT, PublicKey, Verifier, Wrong, read_checkpoint

AT_ONCE = 5_000


class NotSealed(Exception):
    """There is no such event, or it is not sealed yet."""


@dataclass(frozen=True)
class Standing:
    """How far the ledger is sealed. `oldest` is the time of the oldest event that waits; none where none waits."""

    size: int
    history: int
    checkpoint: str
    unsealed: int
    oldest: datetime | None


def standing() -> Standing:
    ((size, history, checkpoint, unsealed, oldest),) = _rows(
        "SELECT size, history, checkpoint, unsealed, oldest FROM ledger.standing()"
    )
    return Standing(size, history, checkpoint, unsealed, oldest)


def export(*, with_words: bool) -> Iterator[str]:
    """The ledger, line by line, as the verifier reads it. Without words it says who, when and whom, not why."""
    yield _line({"format": EXPORT_FORMAT})
    first = 0
    while rows := _rows("SELECT * FROM ledger.sealed_events(%s, %s)", first, AT_ONCE):
        for place, leaf, *event, salt, reason, data in rows:
            line = {
                "event": as_event(*event) if event[0] else None,
                "leaf": bytes(leaf).hex(),
                "position": place,
            }
            if with_words:
                line["words"] = {"salt": bytes(salt).hex(), "reason": reason, "data": data} if salt else None
            yield _line(line)
        first = rows[-1][0] + 1
    for row in _rows(f"SELECT {COLUMNS} FROM ledger.waiting()"):
        yield _line({"event": as_event(*row), "position": None})


def verify(*, against: list, leaves: bytes) -> Verifier:
    return Verifier(against, leaves).verify(export(with_words=True))


def prove(event: int, checkpoint: str, key: PublicKey) -> tuple[str, str]:
    """A c2sp.org/tlog-proof that an event stands in the ledger at a checkpoint, and the event as its leaf says it."""
    at = read_checkpoint(checkpoint, key)
    ((place,),) = _rows("SELECT ledger.place_of(%s)", event)
    if place is None or place >= at.size:
        raise NotSealed(f"Event {event} is not sealed yet, or there is no such event.")
    path = [base64.b64encode(one).decode() for one in inclusion_path(place, at.size, subtree)]
    ((_, _, *found, _, _, _),) = _rows("SELECT * FROM ledger.sealed_events(%s, 1)", place)
    return "\n".join(["c2sp.org/tlog-proof@v1", f"index {place}", *path, "", checkpoint]), _line(
        as_event(*found)
    )


def prove_growth(older: str, newer: str, key: PublicKey) -> str:
    """That the ledger at a newer checkpoint begins with the ledger at an older one."""
    first, second = read_checkpoint(older, key), read_checkpoint(newer, key)
    if first.size > second.size:
        raise Wrong(f"the older checkpoint has {first.size} events and the newer {second.size}")
    path = [one.hex() for one in consistency_path(first.size, second.size, subtree)]
    return json.dumps({"path": path, "checkpoint": newer}, ensure_ascii=False, indent=1) + "\n"


def hand_out(what: str, *, reason: str, told: dict) -> None:
    """Put on the ledger that something of it is given to somebody."""
    _rows("SELECT ledger.handed_out(%s, %s, %s)", what, reason, json.dumps(told))


def compare_copies(outside: Outside) -> None:
    """Compare the copies that partners keep with the ledger as it stands."""
    copies = _rows("SELECT id, checkpoint FROM ledger.copies()")
    key = outside.key() if copies else None
    for copy, checkpoint in copies if key else ():
        size, agrees, says = _compared(checkpoint, key.checking)
        _rows("SELECT ledger.compared(%s, %s, %s, %s)", copy, size, agrees, says)


def subtree(level: int, place: int) -> bytes:
    """The hash of a complete subtree, from those that are kept."""
    kept = level - level % STEP
    return folded(hashes(kept, place << (level - kept), 1 << (level - kept)))


def hashes(level: int, first: int, most: int) -> list[bytes]:
    return [
        bytes(found) for (found,) in _rows("SELECT hash FROM ledger.hashes(%s, %s, %s)", level, first, most)
    ]


def _compared(checkpoint: str, key: PublicKey) -> tuple[int | None, bool, str]:
    now = standing()
    try:
        copy = read_checkpoint(checkpoint, key)
    except ValueError as wrong:
        return None, False, str(wrong) if isinstance(wrong, Wrong) else "this is not a checkpoint"
    if copy.origin != origin(key.name, now.history):
        return copy.size, False, "it was signed before a restore that lost sealed events"
    if copy.size > now.size:
        return copy.size, False, f"it has {copy.size - now.size} events more than the ledger"
    if root(copy.size, subtree) != copy.root:
        return copy.size, False, "something at or before it was changed since"
    return copy.size, True, ""


def _line(value: dict) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False) + "\n"


def _rows(sql: str, *params) -> list[tuple]:
    with connections["sealer"].cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()
