"""Reads term dates as districts publish them, gathered in one CSV file."""

import csv
from collections.abc import Iterable
from datetime import date

from commonthread.kernel.school_days import SchoolYear, Span

COLUMNS = ("la_code", "la_name", "school_year", "event", "start", "end", "source_url")
TERM, HALF_TERM = "term", "half_term"


class UnreadableTerms(ValueError):
    """Says which line of the file is wrong and what should stand there."""


def read_terms(lines: Iterable[str]) -> dict[str, tuple[SchoolYear, ...]]:
    """The school years of each district, by its code. `event` is term or half_term; both days are included."""
    rows = csv.DictReader(lines)
    if absent := [column for column in COLUMNS if column not in (rows.fieldnames or ())]:
        raise UnreadableTerms(f"line 1: no column {', '.join(absent)}; needed are {', '.join(COLUMNS)}")
    years: dict[tuple[str, int], tuple[dict[str, str], dict[str, list[Span]]]] = {}
    for line, row in enumerate(rows, start=2):
        try:
            begins = int(row["school_year"][:4])
            span = Span(date.fromisoformat(row["start"]), date.fromisoformat(row["end"]))
            spans = years.setdefault((row["la_code"], begins), (row, {TERM: [], HALF_TERM: []}))[1]
            spans[row["event"]].append(span)
        except KeyError:
            raise UnreadableTerms(f"line {line}: event is neither {TERM} nor {HALF_TERM}") from None
        except ValueError as wrong:
            raise UnreadableTerms(f"line {line}: {wrong}") from wrong
    found: dict[str, tuple[SchoolYear, ...]] = {}
    for (code, begins), (row, spans) in sorted(years.items()):
        try:
            year = SchoolYear(
                begins, terms=tuple(sorted(spans[TERM], key=_first)), half_terms=tuple(sorted(spans[HALF_TERM], key=_first)),
                set_by=row["la_name"], source=row["source_url"],
            )  # fmt: skip
        except ValueError as wrong:
            raise UnreadableTerms(str(wrong)) from wrong
        found[code] = (*found.get(code, ()), year)
    return found


def _first(span: Span) -> date:
    return span.first
