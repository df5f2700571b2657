"""Opening a published file: what cannot be read is said with its file, line and column."""

import codecs
import hashlib
from dataclasses import dataclass
from pathlib import Path

LARGEST = 512 * 1024 * 1024

NOT_OURS = {
    b"PK": "is a zip archive or a spreadsheet: unpack it, or save the sheet as CSV",
    b"\x1f\x8b": "is compressed: unpack it",
    b"%PDF": "is a PDF",
    codecs.BOM_UTF16_LE: "is in UTF-16: save it as UTF-8",
    codecs.BOM_UTF16_BE: "is in UTF-16: save it as UTF-8",
}


@dataclass(frozen=True, slots=True)
class Problem:
    file: str
    message: str
    line: int | None = None
    column: str | int | None = None

    def __str__(self) -> str:
        line = f", line {self.line}" if self.line else ""
        column = f", column {self.column}" if self.column else ""
        return f"{self.file}{line}{column}: {self.message}"


class PlacesError(Exception):
    """Official files cannot be taken; nothing was changed."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@dataclass(frozen=True)
class Opened:
    """A file as it was when it was read."""

    name: str
    content: bytes
    sha256: str


def opened(path: Path) -> Opened:
    try:
        before = path.stat()
        if before.st_size > LARGEST:
            raise PlacesError(
                Problem(path.name, "is larger than 512 MB: load the part of it that covers the force area")
            )
        content = path.read_bytes()
        after = path.stat()
    except OSError as refused:
        reason = refused.strerror or "it is not a file"
        raise PlacesError(Problem(path.name, f"cannot be opened: {reason}")) from refused
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise PlacesError(Problem(path.name, "changed while it was read: load it again when it is finished"))
    if not content:
        raise PlacesError(Problem(path.name, "is empty"))
    for mark, message in NOT_OURS.items():
        if content.startswith(mark):
            raise PlacesError(Problem(path.name, message))
    return Opened(path.name, content, hashlib.sha256(content).hexdigest())


def as_text(file: Opened, *, encodings: tuple[str, ...] = ("utf-8-sig",)) -> tuple[str, str]:
    """The text and the first encoding that fits; a NUL or a misfit is reported where it stands."""
    if (at := file.content.find(0)) >= 0:
        raise PlacesError(Problem(file.name, "has a NUL byte", *_position(file.content, at)))
    misfit = None
    for encoding in encodings:
        try:
            return file.content.decode(encoding), encoding
        except UnicodeDecodeError as error:
            misfit = misfit or error
    assert misfit is not None
    line, column = _position(file.content, misfit.start)
    wanted = " or ".join(name.removesuffix("-sig").upper() for name in encodings)
    raise PlacesError(Problem(file.name, f"is not {wanted} text", line, column)) from misfit


def _position(content: bytes, at: int) -> tuple[int, int]:
    """Line and character, both from 1."""
    start = content.rfind(b"\n", 0, at) + 1
    return content.count(b"\n", 0, at) + 1, at - start + 1
