"""The delivery store: a file is kept as it was sent, under its hash, before anything is read from it."""

import hashlib
import os
import re
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from commonthread.feeds.format import ChangedMeanwhile, Sent, Unreadable

BLOCK = 1 << 20
HASH = re.compile(r"[0-9a-f]{64}")
ARRIVING = "arriving-"
DAY = 24 * 60 * 60


@dataclass(frozen=True)
class Kept:
    """A delivery in the store: its files, the hash over all of them, and their size in bytes."""

    files: tuple[Sent, ...]
    sha256: str
    size: int


@dataclass(frozen=True)
class DeliveryStore:
    folder: Path

    def keep(self, paths: list[Path]) -> Kept:
        """Copy the files in; of a folder, those in it.

        Raises Unreadable for one that is not there, or that changed while it was copied.
        """
        self._clear_what_never_arrived()
        paths = [file for path in paths for file in (_files_of(path) if path.is_dir() else [path])]
        files, digests, size = [], [], 0
        for path in sorted(paths, key=lambda path: path.name):
            digest, length = self._copy(path)
            files.append(Sent(self.path(digest), path.name))
            digests.append(f"{path.name}\n{digest}")
            size += length
        whole = digests[0].rpartition("\n")[2] if len(digests) == 1 else _hash("\n".join(digests).encode())
        return Kept(tuple(files), whole, size)

    def path(self, digest: str) -> Path:
        if not HASH.fullmatch(digest):
            raise ValueError("not a hash: the store keeps nothing under another name")
        return self.folder / digest[:2] / digest

    def _copy(self, path: Path) -> tuple[str, int]:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(prefix=ARRIVING, dir=self.folder)
        arriving = Path(name)
        try:
            with os.fdopen(handle, "wb") as copy:
                digest, size = _copied(path, copy)
            kept = self.path(digest)
            kept.parent.mkdir(exist_ok=True, mode=0o700)
            # Never in place of the same bytes: somebody may be reading them.
            with suppress(FileExistsError):
                kept.hardlink_to(arriving)
        finally:
            arriving.unlink(missing_ok=True)
        return digest, size

    def _clear_what_never_arrived(self) -> None:
        """Copies that a killed process left half-done. Those of the last day may still be under way."""
        for arriving in self.folder.glob(f"{ARRIVING}*"):
            # One that is put in its place meanwhile is gone.
            with suppress(FileNotFoundError):
                if time.time() - arriving.stat().st_mtime > DAY:
                    arriving.unlink()


def _copied(path: Path, copy: BinaryIO) -> tuple[str, int]:
    hashed = hashlib.sha256()
    try:
        with path.open("rb") as source:
            before = os.fstat(source.fileno())
            while block := source.read(BLOCK):
                hashed.update(block)
                copy.write(block)
            copy.flush()
            os.fsync(copy.fileno())
            after = path.stat()
    except OSError as error:
        raise Unreadable(
            f"the file cannot be opened ({error.strerror})",
            advice="Check the name and that you may read it",
            file=path.name,
        ) from error
    if _marks(before) != _marks(after):
        raise ChangedMeanwhile(
            "the file changed while it was read",
            advice="Nothing of it was loaded: send it again when it is complete",
            file=path.name,
        )
    return hashed.hexdigest(), before.st_size


def _marks(state: os.stat_result) -> tuple[int, int, int]:
    return state.st_size, state.st_mtime_ns, state.st_ino


def _files_of(folder: Path) -> list[Path]:
    found = [path for path in folder.iterdir() if path.is_file() and not path.name.startswith(".")]
    if not found:
        raise Unreadable("the folder holds no file", advice="Check its name", file=folder.name)
    return found


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
