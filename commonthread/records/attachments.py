"""What may be attached to a record: told by its content and not by its name, bounded, and scanned."""

import socket
import struct
from collections.abc import Callable
from dataclasses import dataclass

import puremagic

from commonthread.kernel.text import clean

LARGEST = 10 * 1024 * 1024
TAKEN = {
    "application/pdf": "PDF document",
    "image/jpeg": "JPEG picture",
    "image/png": "PNG picture",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word document",
    "text/plain": "plain text",
}
BLOCK = 64 * 1024
PATIENCE = 30


class NotTaken(ValueError):
    """The file may not be attached; the message says why and what to do."""


@dataclass(frozen=True)
class Verdict:
    """What a scanner said, and which scanner it was."""

    clean: bool
    by: str


Scanner = Callable[[bytes], Verdict]


@dataclass(frozen=True)
class Attachment:
    name: str
    media_type: str
    content: bytes
    scanned_by: str


def examine(name: str, content: bytes, scan: Scanner) -> Attachment:
    """The attachment, once its size, its kind and a scanner say that it may be kept; raises NotTaken."""
    try:
        name = clean(name)
    except ValueError as wrong:
        raise NotTaken(f"The file’s name {wrong}. Give it another name.") from wrong
    if not content:
        raise NotTaken("The file is empty. Choose it again.")
    if len(content) > LARGEST:
        raise NotTaken(
            f"The file is larger than {LARGEST // 1024 // 1024} MB. Send a smaller copy, or part of it."
        )
    media_type = _media_type(content)
    if media_type not in TAKEN:
        raise NotTaken(f"This kind of file is not taken. Attach one of: {', '.join(TAKEN.values())}.")
    verdict = scan(content)
    if not verdict.clean:
        raise NotTaken(
            "The scanner found something harmful in the file. It was not kept; tell your IT service."
        )
    return Attachment(name, media_type, content, verdict.by)


def not_scanned(content: bytes) -> Verdict:
    """Where no scanner is set up. The page that shows the attachment says so."""
    return Verdict(True, "")


def clamd(address: str) -> Scanner:
    """A scanner that asks ClamAV's daemon at `host:port`. Raises NotTaken when it does not answer."""
    host, _, port = address.rpartition(":")

    def scan(content: bytes) -> Verdict:
        try:
            with socket.create_connection((host, int(port)), timeout=PATIENCE) as daemon:
                daemon.sendall(b"zINSTREAM\0")
                for start in range(0, len(content), BLOCK):
                    block = content[start : start + BLOCK]
                    daemon.sendall(struct.pack("!I", len(block)) + block)
                daemon.sendall(struct.pack("!I", 0))
                answer = daemon.recv(4096).rstrip(b"\0").decode()
        except OSError as error:
            raise NotTaken(
                "The scanner does not answer, so nothing can be attached now. Try again later."
            ) from error
        return Verdict(answer.endswith("OK"), "ClamAV")

    return scan


def _media_type(content: bytes) -> str:
    try:
        return puremagic.from_string(content, mime=True)
    except puremagic.PureError:
        pass
    try:
        words = content.decode()
    except UnicodeDecodeError:
        return ""
    return "text/plain" if "\0" not in words else ""
