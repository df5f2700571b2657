"""Drafts as the database takes them: their envelope, what they say, and the digests that tell one from another."""

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import NamedTuple

from commonthread.records.digests import key_digest
from commonthread.records.kind import kinds
from commonthread.records.record import Draft


class Incoming(NamedTuple):
    """One draft, in the order of the columns that `records.make_room` makes. `said` is all of it, as JSON."""

    line: int
    kind: str
    category: str
    sensitivity: str
    key_digest: bytes
    content_digest: bytes
    happened_from: str
    happened_until: str | None
    time_known: bool
    text: str
    for_hub: str
    said: str


def as_sent(agency: str, line: int, draft: Draft) -> Incoming:
    kind = kinds()[draft.kind]
    said = compared = draft.model_dump_json(exclude_defaults=True)
    if kind.is_register:
        compared = draft.model_dump_json(exclude_defaults=True, exclude={"happened_from"})
    return Incoming(
        line,
        draft.kind,
        kind.category,
        draft.sensitivity,
        key_digest(agency, draft.kind, draft.key),
        sha256(compared.encode()).digest(),
        draft.happened_from.isoformat(),
        draft.happened_until.isoformat() if draft.happened_until else None,
        draft.time_known,
        kind.line(draft),
        kind.for_hub(draft),
        said,
    )


def in_turns(drafts: Iterable[Incoming]) -> Iterator[list[Incoming]]:
    """Cut where a key comes again, so that the later of two supersedes the earlier."""
    turn: list[Incoming] = []
    keys: set[bytes] = set()
    for draft in drafts:
        if draft.key_digest in keys:
            yield turn
            turn, keys = [], set()
        keys.add(draft.key_digest)
        turn.append(draft)
    if turn:
        yield turn


def as_json(draft: Incoming) -> str:
    """The draft as one JSON object, its digests in hexadecimal digits: what `records.enter` takes."""
    envelope = json.dumps({**draft._asdict(), "said": None}, default=bytes.hex)
    return f"{envelope.removesuffix('null}')}{draft.said}}}"
