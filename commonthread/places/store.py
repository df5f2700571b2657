"""The gazetteer of an installation: one file if official facts were loaded, otherwise none."""

import gzip
import os
import zlib
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from commonthread.places.gazetteer import Gazetteer
from commonthread.places.invented.tables import invented_facts
from commonthread.places.values import Facts


@dataclass(frozen=True)
class _Stored:
    format: Literal["common thread places 1"]
    facts: Facts


_SHAPE = TypeAdapter(_Stored)


class StoreUnreadable(Exception):
    """The file of official places is there and cannot be used; never silently replaced by invented ones."""

    def __init__(self, store: Path) -> None:
        super().__init__(
            f"{store}: is not a gazetteer of this version. Load the official files again with "
            "'commonthread places load', or remove the file to go back to the invented area"
        )


def gazetteer(store: Path | None = None) -> Gazetteer:
    """What `load_places` wrote to the file, else the invented area. Read once, and again when replaced."""
    if store is None:
        return _invented()
    try:
        state = store.stat()
    except FileNotFoundError:
        return _invented()
    return _official(store, state.st_ino, state.st_size, state.st_mtime_ns)


@lru_cache(maxsize=1)
def _invented() -> Gazetteer:
    return Gazetteer(invented_facts())


@lru_cache(maxsize=2)
def _official(store: Path, *_state: int) -> Gazetteer:
    try:
        stored = _SHAPE.validate_json(gzip.decompress(store.read_bytes()))
    except (OSError, EOFError, zlib.error, ValidationError) as unreadable:
        raise StoreUnreadable(store) from unreadable
    return Gazetteer(stored.facts, invented=invented_facts())


def write(facts: Facts, store: Path) -> None:
    """Whole or not at all: a new file beside the old one, then one rename."""
    store.parent.mkdir(parents=True, exist_ok=True)
    packed = gzip.compress(
        _SHAPE.dump_json(_Stored("common thread places 1", facts)), compresslevel=6, mtime=0
    )
    with NamedTemporaryFile(dir=store.parent, prefix=store.name, delete=False) as new:
        try:
            new.write(packed)
            new.flush()
            os.fsync(new.fileno())
            Path(new.name).chmod(0o644)
            Path(new.name).replace(store)
        except BaseException:
            with suppress(FileNotFoundError):
                Path(new.name).unlink()
            raise
