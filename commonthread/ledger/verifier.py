"""Checks the ledger from outside: an export, checkpoints, a public key. Imports nothing of the system that it checks.

    python verifier.py export EXPORT --key KEY [--against CHECKPOINT ...] [--leaves FILE]
    python verifier.py proof PROOF --event EVENT --key KEY
    python verifier.py consistency PROOF --against OLDER --key KEY

Needs Python 3.11 and the `cryptography` package. What each file looks like, byte for byte: docs/ledger.md.
"""

import argparse
import base64
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

EXPORT_FORMAT = "commonthread ledger export 1"
ED25519 = b"\x01"
ADOPTION, ERASURE = "adoption", "erasure"
# An event bears the time at which its transaction began, so it may stand a little after one that began later.
LONGEST_TRANSACTION = timedelta(hours=1)


class Wrong(ValueError):
    """What was given is not what it says it is: a bad signature, another log, a proof that does not hold."""


def leaf_hash(leaf: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def join(edge: Iterable[tuple[int, bytes]]) -> bytes:
    """The root (RFC 6962, section 2.1) over complete subtrees from left to right, each a level and a hash."""
    root = None
    for _, left in reversed(tuple(edge)):
        root = left if root is None else node_hash(left, root)
    return hashlib.sha256(b"").digest() if root is None else root


def append(edge: list[tuple[int, bytes]], leaf: bytes) -> list[tuple[int, bytes]]:
    """Put a leaf hash onto the right edge; the subtrees that it completes, itself the first."""
    level, found = 0, [(0, leaf)]
    while edge and edge[-1][0] == level:
        leaf, level = node_hash(edge.pop()[1], leaf), level + 1
        found.append((level, leaf))
    edge.append((level, leaf))
    return found


def climb(node: int, last: int, path: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Each hash of a path, and whether it stands to the left (RFC 9162, sections 2.1.3.2 and 2.1.4.2)."""
    for beside in path:
        if last == 0:
            raise Wrong("the proof is too long")
        is_left = bool(node & 1) or node == last
        yield beside, is_left
        while is_left and node and not node & 1:
            node, last = node >> 1, last >> 1
        node, last = node >> 1, last >> 1
    if last:
        raise Wrong("the proof is too short")


def root_by_inclusion(leaf: bytes, index: int, size: int, path: Iterable[bytes]) -> bytes:
    if not 0 <= index < size:
        raise Wrong("the place lies outside the tree")
    for beside, is_left in climb(index, size - 1, path):
        leaf = node_hash(beside, leaf) if is_left else node_hash(leaf, beside)
    return leaf


def is_grown(first: int, second: int, old: bytes, new: bytes, path: Sequence[bytes]) -> bool:
    """Whether the tree of size `second` begins with that of size `first`."""
    if first in (0, second) or first > second:
        return first <= second and not path and (first == 0 or old == new)
    start, *rest = path if first & (first - 1) else (old, *path)
    node, last, was, now = first - 1, second - 1, start, start
    while node & 1:
        node, last = node >> 1, last >> 1
    for beside, is_left in climb(node, last, rest):
        was = node_hash(beside, was) if is_left else was
        now = node_hash(beside, now) if is_left else node_hash(now, beside)
    return (was, now) == (old, new)


class PublicKey(NamedTuple):
    name: str
    number: bytes
    key: Ed25519PublicKey


def read_key(text: str) -> PublicKey:
    """Of the form name+number+key, as Go's note package writes it (c2sp.org/signed-note)."""
    name, number, given = text.strip().split("+", 2)
    public = (material := base64.b64decode(given, validate=True))[1:]
    if material[:1] != ED25519 or number != key_number(name, public).hex():
        raise Wrong("the public key does not fit its own number")
    return PublicKey(name, key_number(name, public), Ed25519PublicKey.from_public_bytes(public))


def key_number(name: str, public: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + ED25519 + public).digest()[:4]


class Checkpoint(NamedTuple):
    size: int
    root: bytes
    origin: str


def read_checkpoint(note: str, key: PublicKey) -> Checkpoint:
    """A c2sp.org/tlog-checkpoint that this key has signed; else Wrong. Signatures of other keys are passed over."""
    text, _, signatures = note.rpartition("\n\n")
    text, ours = text + "\n", f"— {key.name} "
    try:
        given = [line.removeprefix(ours) for line in signatures.splitlines() if line.startswith(ours)]
        made = [base64.b64decode(one, validate=True) for one in given]
        for signature in (mine := [one for one in made if one[:4] == key.number]):
            key.key.verify(signature[4:], text.encode())
    except (ValueError, InvalidSignature):
        raise Wrong("the signature of the checkpoint does not hold") from None
    origin, size, root, *_ = text.split("\n")
    found = Checkpoint(int(size), base64.b64decode(root, validate=True), origin)
    is_ours = mine and origin.split("/history/")[0] == key.name
    if not is_ours or size != str(found.size) or len(found.root) != 32:
        raise Wrong("this is not a checkpoint that this key has signed")
    return found


def canonical(event: dict) -> bytes:
    """RFC 8785, for an object of strings, whole numbers, nulls and lists of them."""
    return json.dumps(event, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def words_hash(salt: bytes, reason: str, data: str) -> bytes:
    one, other = (hashlib.sha256(part.encode()).digest() for part in (reason, data))
    return hashlib.sha256(salt + one + other).digest()


class Verifier:
    """Reads an export once, keeps only the right edge of the tree, and finds each fault with its position."""

    def __init__(self, against: Sequence[Checkpoint] = (), leaves: bytes = b"") -> None:
        self.against, self.leaves = sorted(against), leaves
        self.size, self.root, self.unsealed, self.edge = 0, b"", 0, []
        self.roots = {checkpoint.size: join(()) for checkpoint in against}
        self.before = self.latest = None
        self.erased, self.named, self.adoptions, self.agrees, self.found = {}, set(), [], [], []

    def verify(self, lines: Iterable[str]) -> "Verifier":
        rest = iter(lines)
        if json.loads(next(rest, "{}")).get("format") != EXPORT_FORMAT:
            raise Wrong(f"this is not a {EXPORT_FORMAT}")
        for line in map(json.loads, rest):
            if line["position"] is None:
                self._unsealed(line["event"])
            else:
                self._sealed(line["position"], line["event"], bytes.fromhex(line["leaf"]), line)
        for number, position in self.erased.items():
            if number not in self.named:
                self._note(position, f"the words of event {number} were removed without an erasure")
        self.root = join(self.edge)
        self._compare()
        self.found.sort()
        return self

    def _note(self, position: int, words: str) -> None:
        self.found.append((position, words))

    def _unsealed(self, event: dict) -> None:
        self.unsealed += 1
        if self.before and (int(event["transaction"]), event["number"]) < self.before:
            self._note(self.size, f"event {event['number']} was inserted behind the seal")

    def _sealed(self, position: int, event: dict | None, leaf: bytes, line: dict) -> None:
        if position < self.size:
            return self._note(position, f"position {position} stands twice")
        while self.size < position or (event is None and self.size == position):
            self._note(self.size, f"the event at position {self.size} was removed")
            self._append(leaf if self.size == position else bytes(32))
        if event is None:
            return None
        true, kept = leaf_hash(canonical(event)), self.leaves[32 * position : 32 * position + 32]
        if true != leaf or true != (kept or true):
            self._note(
                position, f"event {event['number']} is not the one that was sealed at position {position}"
            )
        self._in_order(position, event)
        if "words" in line:
            self._words(position, event, line["words"])
        return self._append(true)

    def _append(self, leaf: bytes) -> None:
        append(self.edge, leaf)
        self.size += 1
        if self.size in self.roots:
            self.roots[self.size] = join(self.edge)

    def _in_order(self, position: int, event: dict) -> None:
        order, at = (int(event["transaction"]), event["number"]), datetime.fromisoformat(event["at"])
        if event["type"] == ADOPTION:
            self.adoptions.append(position)
            self.before = self.latest = None
        if self.before and order <= self.before:
            self._note(position, f"event {event['number']} stands out of order: it was inserted or moved")
        if self.latest and at < self.latest - LONGEST_TRANSACTION:
            self._note(position, f"event {event['number']} bears a time long before those ahead of it")
        self.before, self.latest = order, max(at, self.latest or at)

    def _words(self, position: int, event: dict, words: dict | None) -> None:
        """Null where they were erased. The words of an erasure say whose."""
        if words is None:
            self.erased[event["number"]] = position
        elif words_hash(bytes.fromhex(words["salt"]), words["reason"], words["data"]).hex() != event["words"]:
            self._note(position, f"the words of event {event['number']} were changed")
        elif event["type"] == ERASURE:
            self.named.update(json.loads(words["data"]).get("words_of", ()))

    def _compare(self) -> None:
        size, agreed, kept = self.size, 0, len(self.leaves) // 32
        for checkpoint in self.against:
            if checkpoint.size <= size and self.roots[checkpoint.size] == checkpoint.root:
                agreed = checkpoint.size
                self.agrees.append(checkpoint)
            elif checkpoint.size <= size:
                where = f"positions {agreed} to {checkpoint.size - 1}"
                self._note(checkpoint.size, f"among the events at {where} one is not as it was sealed")
                break
            kept = max(kept, checkpoint.size)
        if kept > size:
            self._note(size, f"{kept - size} events after the first {size} were cut off")


def check_proof(proof: str, event: dict, key: PublicKey) -> Checkpoint:
    """That an event stands in the ledger, by a c2sp.org/tlog-proof; the checkpoint, else Wrong."""
    head, _, note = proof.partition("\n\n")
    checkpoint = read_checkpoint(note, key)
    form, index, *path = head.split("\n")
    beside = [base64.b64decode(line, validate=True) for line in path]
    root = root_by_inclusion(leaf_hash(canonical(event)), int(index[6:]), checkpoint.size, beside)
    if form != "c2sp.org/tlog-proof@v1" or root != checkpoint.root:
        raise Wrong("the event does not stand there")
    return checkpoint


def tell(seen: Verifier) -> list[str]:
    root, erased = base64.b64encode(seen.root).decode(), len(seen.erased)
    said = [f"{seen.size} sealed events ({erased} without words), root {root}; {seen.unsealed} not sealed."]
    said += [f"Agrees with the checkpoint of {checkpoint.size} events." for checkpoint in seen.agrees]
    said += [f"Adopted after a restore, at position {position}." for position in seen.adoptions]
    return said + ([f"WRONG: {words}." for _, words in seen.found[:10]] or ["Whole."])


def main(given: Sequence[str] | None = None) -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("what", choices=("export", "proof", "consistency"))
    asked.add_argument("file", type=Path)
    asked.add_argument("--key", type=Path, required=True, help="a file with the public key")
    asked.add_argument("--against", type=Path, action="append", default=[], help="a checkpoint that you keep")
    asked.add_argument("--leaves", type=Path, help="leaf hashes that were kept outside the database")
    asked.add_argument("--event", type=Path, help="the event that a proof is about")
    told = asked.parse_args(given)
    try:
        key = read_key(told.key.read_text())
        against = [read_checkpoint(path.read_text(), key) for path in told.against]
        if told.what == "proof":
            size = check_proof(told.file.read_text(), json.loads(told.event.read_text()), key).size
            said = [f"The event stands in the ledger of {size} events."]
        elif told.what == "consistency":
            proof, old = json.loads(told.file.read_text()), against[0]
            new = read_checkpoint(proof["checkpoint"], key)
            path = [bytes.fromhex(one) for one in proof["path"]]
            if not is_grown(old.size, new.size, old.root, new.root, path):
                raise Wrong("the older checkpoint is not a beginning of the newer")
            said = [f"The ledger of {new.size} events begins with your {old.size}, unchanged."]
        else:
            with told.file.open(encoding="utf-8") as lines:
                said = tell(Verifier(against, told.leaves.read_bytes() if told.leaves else b"").verify(lines))
    except (OSError, ValueError, KeyError, TypeError, IndexError) as wrong:
        sys.stderr.write(f"Not accepted: {wrong if isinstance(wrong, Wrong) else 'a file cannot be read'}.\n")
        return 2
    sys.stdout.write("\n".join(said) + "\n")
    return 1 if said[-1].startswith("WRONG") else 0


if __name__ == "__main__":
    raise SystemExit(main())
