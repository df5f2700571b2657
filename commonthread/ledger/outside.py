"""What is kept outside the database, out of the reach of whoever rules it: the key, every leaf hash, the last checkpoint."""

import base64
import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from commonthread.ledger.key import Key, open_key
from commonthread.ledger.verifier import Checkpoint, append, join, read_checkpoint

HASH = 32
AT_ONCE = 10_000


class Diverged(Exception):
    """The ledger in the database is not the one that was sealed: it was changed, cut or restored."""


class Outside:
    """A folder with `key`, `leaves` (32 bytes each, in the order of the tree) and `checkpoint` (the last one signed)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.size = 0
        self.edge: list[tuple[int, bytes]] = []
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    @property
    def key_file(self) -> Path:
        return self.folder / "key"

    @property
    def leaves_file(self) -> Path:
        return self.folder / "leaves"

    @property
    def checkpoint_file(self) -> Path:
        return self.folder / "checkpoint"

    def key(self) -> Key | None:
        """The key; None where none was made yet. Raises NoKey where it is open to others."""
        return open_key(self.key_file) if self.key_file.exists() else None

    def leaves(self) -> bytes:
        return self.leaves_file.read_bytes() if self.leaves_file.exists() else b""

    def checkpoint(self) -> tuple[str, Checkpoint] | None:
        """The last that was signed here, as text and as read."""
        key = self.key()
        if key is None or not self.checkpoint_file.exists():
            return None
        note = self.checkpoint_file.read_text(encoding="utf-8")
        return note, read_checkpoint(note, key.checking)

    def keep(
        self, standing: Callable[[], tuple[int, bytes, int]], hashes: Callable[[int, int], list[bytes]]
    ) -> str | None:
        """Append what was sealed since, sign it, and give the checkpoint; None where there is no key.

        `standing()` gives size, root and history, and `hashes(first, most)` leaf hashes, from the database. Raises
        Diverged, and signs nothing, unless the tree of the database grew out of the one that is known here.
        """
        with self._alone() as file:
            self._read(file)
            size, root, history = standing()
            while self.size < size:
                found = hashes(self.size, min(AT_ONCE, size - self.size))
                if not found:
                    raise Diverged(f"The database says {size} events are sealed and has {self.size} hashes.")
                os.write(file, b"".join(found))
                self._take(found)
            os.fsync(file)
            if self.size > size:
                raise Diverged(f"{self.size} events were sealed, and {size} are in the database.")
            if join(self.edge) != root:
                raise Diverged(f"The tree of {size} events in the database is not the one that was sealed.")
            return self._sign(history)

    def _sign(self, history: int) -> str | None:
        key = self.key()
        if key is None:
            return None
        note = key.sign(
            f"{origin(key.name, history)}\n{self.size}\n{base64.b64encode(join(self.edge)).decode()}\n"
        )
        new = self.checkpoint_file.with_suffix(".new")
        new.write_text(note, encoding="utf-8")
        new.replace(self.checkpoint_file)
        return note

    def put_aside(self, history: int) -> None:
        """Begin anew after a restore that lost sealed events; what is known of the lost ones is kept as evidence."""
        for path in (self.leaves_file, self.checkpoint_file):
            if path.exists():
                path.rename(path.with_name(f"{path.name}.history-{history}"))
        self.size, self.edge = 0, []

    @contextmanager
    def _alone(self) -> Iterator[int]:
        file = os.open(self.leaves_file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield file
        finally:
            os.close(file)

    def _read(self, file: int) -> None:
        """What another sealer appended since; half a hash at the end is what a crash left, and goes."""
        there = os.fstat(file).st_size // HASH
        os.ftruncate(file, there * HASH)
        while self.size < there:
            block = os.pread(file, HASH * min(AT_ONCE, there - self.size), self.size * HASH)
            self._take([block[i : i + HASH] for i in range(0, len(block), HASH)])

    def _take(self, leaves: list[bytes]) -> None:
        for leaf in leaves:
            append(self.edge, leaf)
        self.size += len(leaves)


def origin(name: str, history: int) -> str:
    """A ledger that lost sealed events is another: it must not sign what does not agree with what it signed before."""
    return name if history == 1 else f"{name}/history/{history}"
