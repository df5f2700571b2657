"""Where real input lies on the machine of whoever tests or measures; it is no part of the repository."""

import os
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]


def data_folder() -> Path | None:
    """The folder that COMMONTHREAD_DATA names, else ../shared/data beside the repository; None if absent."""
    folder = Path(os.environ.get("COMMONTHREAD_DATA") or REPOSITORY.parent / "shared" / "data")
    return folder if folder.is_dir() else None
