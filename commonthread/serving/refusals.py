"""What keeps the service from starting, said to whoever starts it: what is wrong, where, and what to do."""

import errno
import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
from django.db import DatabaseError

from commonthread.serving import place
from commonthread.serving.made_by import OtherTables
from commonthread.serving.postgres import DatabaseWillNotStart

MAY_FAIL = (OSError, DatabaseError, psycopg.Error, DatabaseWillNotStart, OtherTables)
NO_ROOM = 32 << 20
NOT_WRITABLE = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST}
FULL = {errno.ENOSPC, errno.EDQUOT}


def in_plain_words(error: BaseException) -> str | None:
    """None for what is a fault of ours: that is shown with all that led to it."""
    chain = list(_chain(error))
    if any(isinstance(one, OtherTables) for one in chain):
        return _other_tables()
    for one in chain:
        if isinstance(one, OSError) and one.errno in NOT_WRITABLE and _is_in_var(one):
            return _not_writable(one)
    if _free() < NO_ROOM or any(isinstance(one, OSError) and one.errno in FULL for one in chain):
        return (
            f"There is no room left on the disk that holds {place.var()}. Make room, or name another directory with "
            "COMMONTHREAD_VAR, and start again: what was kept is there, and a demo that is half built goes on."
        )
    return next((str(one) for one in chain if isinstance(one, DatabaseWillNotStart)), None)


def _not_writable(error: OSError) -> str:
    return (
        f"Common Thread keeps its things in {place.var()} and cannot write there: {error.strerror}. Let it write there, "
        "or name another directory: COMMONTHREAD_VAR=/another/directory"
    )


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _free() -> int:
    """Of the nearest folder that is there."""
    there = next(folder for folder in (place.var(), *place.var().parents) if folder.exists())
    return shutil.disk_usage(there).free


def _is_in_var(error: OSError) -> bool:
    return error.filename is not None and place.var() in (Path(error.filename), *Path(error.filename).parents)


def _other_tables() -> str:
    if not (place.var() / "demo").exists():
        return (
            "This database was made by another version of Common Thread, whose tables this one cannot bring up to date. "
            "Nothing in it was changed. Start the version that made it, or an empty database."
        )
    return (
        f"{place.var()} holds an invented force area that another version of Common Thread made, whose tables this one "
        "cannot bring up to date. Nothing in it was changed.\n"
        f"Put it aside, and the next start builds a new one:  mv {place.var()} {place.var()}-older\n"
        "Or let both be there:  COMMONTHREAD_VAR=/another/directory commonthread serve --demo"
    )
