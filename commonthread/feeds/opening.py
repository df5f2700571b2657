"""Opening what somebody sent: what cannot be read is said with file, line, column and advice."""

import codecs
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from os import fstat, stat_result
from typing import BinaryIO

from commonthread.feeds.format import ChangedMeanwhile, Limits, Sent, Unreadable

CHUNK = 1 << 18
SEND_AGAIN = "Nothing was loaded; send it again when it is finished"
UTF_8 = "Save it as UTF-8 (in a spreadsheet: 'CSV UTF-8') and send it again"
NOT_OURS = (
    (
        b"PK\x03\x04",
        "is a zip archive or a spreadsheet, not the file itself",
        "Unpack it, or save the sheet as CSV",
    ),
    (b"PK\x05\x06", "is an empty zip archive", "Send the file itself"),
    (b"\x1f\x8b", "is compressed with gzip", "Unpack it and send the file itself"),
    (b"7z\xbc\xaf\x27\x1c", "is a 7-Zip archive", "Unpack it and send the file itself"),
    (b"\xd0\xcf\x11\xe0", "is a document or spreadsheet of an old office program", "Save the sheet as CSV"),
    (b"%PDF", "is a PDF", "Send the data that it was made from"),
    (b"PAR1", "is a Parquet file", "Export it as CSV"),
    (b"SQLite format 3", "is an SQLite database", "Export its tables as CSV"),
)
WIDE_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@contextmanager
def steady(sent: Sent) -> Iterator[BinaryIO]:
    """The file, open; ChangedMeanwhile at the end if somebody wrote to it in between."""
    try:
        stream = sent.path.open("rb")
    except OSError as refused:
        raise Unreadable(
            f"cannot be opened: {refused.strerror or 'it is not a file'}",
            advice="Check the name, and that the account that loads may read it",
            file=sent.name,
        ) from refused
    with stream:
        before = fstat(stream.fileno())
        if not before.st_size:
            raise Unreadable(
                "is empty", advice="Send the file again; the export may have failed", file=sent.name
            )
        yield _Watched(stream, sent.passed) if sent.passed else stream
        if _marks(before) != _marks(fstat(stream.fileno())) or _marks(before) != _marks(sent.path.stat()):
            raise ChangedMeanwhile("changed while it was read", advice=SEND_AGAIN, file=sent.name)


class _Watched:
    """A stream that says how many bytes were read from it."""

    def __init__(self, stream: BinaryIO, passed: Callable[[int], None]) -> None:
        self.stream, self.passed, self.seek = stream, passed, stream.seek

    def read(self, size: int = -1) -> bytes:
        read = self.stream.read(size)
        self.passed(len(read))
        return read


def _marks(state: stat_result) -> tuple[int, int, int]:
    return state.st_ino, state.st_size, state.st_mtime_ns


def refuse_other_kinds_of_file(sent: Sent, start: bytes) -> None:
    """Unreadable for an archive, a spreadsheet, a PDF … that was sent in place of the data."""
    for mark, what, advice in NOT_OURS:
        if start.startswith(mark):
            raise Unreadable(what, advice=advice, file=sent.name)


def is_wide(start: bytes) -> bool:
    """Whether the bytes look like UTF-16 or UTF-32: by their mark, or by a NUL in every other place."""
    if start.startswith(WIDE_MARKS):
        return True
    sample = start[:4096]
    halves = sample[::2].count(0), sample[1::2].count(0)
    return len(sample) >= 8 and max(halves) > len(sample) // 4 and min(halves) < len(sample) // 16 + 1


def text_lines(sent: Sent, stream: BinaryIO, limits: Limits) -> Iterator[str]:
    """The lines of a UTF-8 text, each with its line end as a single newline.

    A byte-order mark is dropped; Windows and old Macintosh line ends are read alike. Memory stays
    within `limits.line` however long a line is.
    """
    held, number = "", 0
    for text in texts(sent, stream):
        lines = (held + text).split("\n")
        held = lines.pop()
        if len(held) > limits.line or (lines and len(lines[0]) > limits.line):
            raise Unreadable(
                f"the line is longer than {limits.line:,} characters",
                advice="The line ends are missing, or this is not a text file of rows; export it again",
                file=sent.name,
                line=number + 1 if not lines or len(lines[0]) > limits.line else number + len(lines) + 1,
                column=limits.line,
            )
        number += len(lines)
        for line in lines:
            yield line + "\n"
    if held:
        yield held


def texts(sent: Sent, stream: BinaryIO) -> Iterator[str]:
    """The text in pieces of bounded size: decoded, without NUL, with plain line ends."""
    start = stream.read(CHUNK)
    refuse_other_kinds_of_file(sent, start)
    if is_wide(start):
        raise Unreadable("is written in UTF-16 or UTF-32, not in UTF-8", advice=UTF_8, file=sent.name)
    place = Place()
    decoder = io.IncrementalNewlineDecoder(codecs.getincrementaldecoder("utf-8")(), translate=True)
    chunk = start.removeprefix(codecs.BOM_UTF8)
    read = len(start) - len(chunk)
    while True:
        try:
            text = decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as wrong:
            good = wrong.object[: wrong.start].decode().replace("\r\n", "\n").replace("\r", "\n")
            place.pass_over(good)
            raise Unreadable(
                f"is not UTF-8: byte {read + len(chunk) - len(wrong.object) + wrong.start + 1:,} of the file",
                advice=f"It is probably in the encoding of Windows or an older system. {UTF_8}",
                file=sent.name,
                line=place.line,
                column=place.column + 1,
            ) from wrong
        if (nul := text.find("\0")) >= 0:
            place.pass_over(text[:nul])
            raise Unreadable(
                "contains a NUL character, which no text has",
                advice="The file is damaged or is not a text file; export it again",
                file=sent.name,
                line=place.line,
                column=place.column + 1,
            )
        place.pass_over(text)
        if text:
            yield text
        if not chunk:
            return
        read += len(chunk)
        chunk = stream.read(CHUNK)


class Place:
    """Where in a text one stands: the line from 1, and how many characters, or bytes, of it are past."""

    def __init__(self) -> None:
        self.line, self.column = 1, 0

    def pass_over(self, text: str | bytes) -> None:
        newline = "\n" if isinstance(text, str) else b"\n"
        newlines = text.count(newline)
        self.line += newlines
        self.column = len(text) - text.rfind(newline) - 1 if newlines else self.column + len(text)
