"""A body as it comes in: written to a file while it is read, unpacked and bounded."""

import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.http import HttpRequest

BLOCK = 1 << 16
ONE = 1_000_000
MANY = 100_000_000


class TooLarge(Exception):
    def __init__(self, most: int) -> None:
        super().__init__(f"At most {most:,} bytes after unpacking.")


class WrongType(Exception):
    """A content type or encoding that is not taken here."""


class Damaged(Exception):
    """It cannot be unpacked, or there is nothing in it."""


@contextmanager
def received(request: HttpRequest, name: str, *, types: tuple[str, ...], most: int) -> Iterator[Path]:
    """The body in a file of that name, for as long as the block lasts."""
    if request.content_type not in types:
        raise WrongType(f"Send it as {' or '.join(types)}.")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        size = 0
        with path.open("wb") as file:
            for block in _blocks(request, most):
                size += len(block)
                if size > most:
                    raise TooLarge(most)
                file.write(block)
        if not size:
            raise Damaged("There is nothing in it.")
        yield path


def _blocks(request: HttpRequest, most: int) -> Iterator[bytes]:
    """Never more than a block is unpacked at once, so that a small body cannot fill the memory."""
    encoding = request.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding == "identity":
        while block := request.read(BLOCK):
            yield block
        return
    if encoding != "gzip":
        raise WrongType("The only Content-Encoding that is taken is gzip.")
    unpacker = zlib.decompressobj(wbits=31)
    try:
        while block := request.read(BLOCK):
            while block and not unpacker.eof:
                yield unpacker.decompress(block, BLOCK)
                block = unpacker.unconsumed_tail
            if unpacker.eof and (block or unpacker.unused_data):
                raise Damaged("There is more after the end of what was packed.")
    except zlib.error as error:
        raise Damaged("It is not packed with gzip, or was damaged on its way.") from error
    if not unpacker.eof:
        raise Damaged("It was cut off on its way.")
