"""Files that hold what is nobody else's business."""

import os
from pathlib import Path
from typing import IO

OWNER_ALONE = 0o600


def new_private_file(path: Path, *, newline: str | None = None) -> IO[str]:
    """A new text file that only its owner can read from the first byte; one that is there is replaced."""
    path.unlink(missing_ok=True)
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ALONE)
    return os.fdopen(opened, "w", encoding="utf-8", newline=newline)
