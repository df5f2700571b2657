"""A file is as long as one subject: what grows beyond it is split."""

from pathlib import Path

import commonthread

ROOT = Path(commonthread.__file__).parents[1]
MOST = 300
KINDS = {".py", ".sql", ".html", ".css", ".js", ".mjs"}
# What may be longer, and why.
LONGER = {
    "commonthread/records/record.py": "everything that one record may say, to be read in one go",
}


def lines() -> dict[str, int]:
    """Of what somebody wrote: migrations are written by Django."""
    files = [
        file for folder in ("commonthread", "config", "tests") for file in (ROOT / folder).rglob("*")
        if file.suffix in KINDS and "migrations" not in file.parts
    ]  # fmt: skip
    return {
        file.relative_to(ROOT).as_posix(): len(file.read_text(encoding="utf-8").splitlines())
        for file in [*files, ROOT / "conftest.py"]
    }


def test_no_file_is_longer_than_one_subject():
    assert {file: length for file, length in lines().items() if length > MOST and file not in LONGER} == {}


def test_nothing_is_excused_that_is_short():
    long = {file for file, length in lines().items() if length > MOST}
    assert set(LONGER) <= long
