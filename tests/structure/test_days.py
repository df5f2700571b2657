"""A day is England's, wherever it is asked for: in summer the day of UTC is yesterday's for an hour after midnight."""

import re
from pathlib import Path

from django.utils.timezone import localdate

import commonthread

FOLDER = Path(commonthread.__file__).parent
# Of the database's own session, or of the machine.
OTHER_DAYS = re.compile(r"\bcurrent_date\b|now\(\)::date|date\.today\(\)|now\(UTC\)\.date\(\)", re.IGNORECASE)


def test_no_file_asks_for_another_day():
    files = [
        file for kind in ("*.sql", "*.py") for file in FOLDER.rglob(kind) if not file.name.startswith("test_")
    ]
    asks = [
        str(file.relative_to(FOLDER)) for file in files if OTHER_DAYS.search(file.read_text(encoding="utf-8"))
    ]
    assert asks == []


def test_the_database_says_the_same_day(make):
    assert make._owner("SELECT access.today()") == (localdate(),)
