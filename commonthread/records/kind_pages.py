"""The documentation of the kinds, from their declarations: as values for a web page, and as Markdown."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from commonthread.records.api_schema import example_json, schema
from commonthread.records.column import Column, mention_columns, record_columns
from commonthread.records.columns import write
from commonthread.records.examples import example
from commonthread.records.kind import Kind, kinds
from commonthread.records.record import MentionRole

PEOPLE = "people.md"
NOTE = "<!-- Made from the declarations by `make docs`. Change those, not this. -->"


@dataclass(frozen=True)
class KindPage:
    """What a reader of the documentation wants to know of a kind."""

    kind: Kind
    one_line: str
    columns: tuple[Column, ...]
    people: Mapping[MentionRole, int]
    example_row: Mapping[str, str]
    example_json: Mapping[str, Any]
    schema: Mapping[str, Any]


@cache
def kind_page(name: str) -> KindPage:
    kind = kinds()[name]
    draft = example(name)
    return KindPage(
        kind=kind,
        one_line=kind.line(draft),
        columns=record_columns(kind),
        people=kind.mentions,
        example_row=write(draft),
        example_json=example_json(kind),
        schema=schema(kind),
    )


def person_columns() -> tuple[Column, ...]:
    """The columns of one person, as they are named for the first subject."""
    return mention_columns(MentionRole.SUBJECT, 1)


def write_kind_pages(folder: Path) -> None:
    """One Markdown page for each kind, one for the columns of a person, and their index; none of kinds gone by."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = kind_pages()
    for page in folder.glob("*.md"):
        if page.name not in pages:
            page.unlink()
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")


def kind_pages() -> Mapping[str, str]:
    """File names and their text."""
    pages = {f"{name}.md": markdown(kind_page(name)) for name in kinds()}
    return {"README.md": _index(), PEOPLE: _people(), **pages}


def markdown(page: KindPage) -> str:
    kind = page.kind
    facts = {
        "Name in files": f"`{kind.name}`",
        "Who may write it": ", ".join(kind.authors),
        "Shared as": kind.category,
        "Kept as": kind.retention,
        "About": ", ".join(role.words for role in kind.about),
        "Reads as": page.one_line,
    }
    if kind.source:
        edition = f"{kind.source.edition}, {kind.source.authority}"
        facts["Codes follow"] = f"[{kind.source.title}]({kind.source.link}) ({edition})"
    people = (
        f"- {role.label}: `{role}_1_…`" + (f" to `{role}_{room}_…`" if room > 1 else "")
        for role, room in page.people.items()
    )
    return "\n".join(
        (
            NOTE,
            f"# {kind.label}",
            "",
            kind.explains,
            "",
            *_table(("", ""), facts.items()),
            "",
            "## Columns",
            "",
            *_column_table(page.columns),
            "",
            "### People",
            "",
            f"Each has [the columns of a person]({PEOPLE}) after the beginning that is shown here.",
            "",
            *people,
            "",
            *_code_tables(page.columns),
            "## An invented example",
            "",
            "As a row of a CSV file:",
            "",
            "```csv",
            _csv(page.example_row),
            "```",
            "",
            "As JSON:",
            "",
            "```json",
            json.dumps(page.example_json, indent=2, ensure_ascii=False),
            "```",
            "",
        )
    )


def _index() -> str:
    rows = ((f"[{kind.label}]({name}.md)", kind.explains) for name, kind in kinds().items())
    return "\n".join(
        (
            NOTE,
            "# Kinds of record",
            "",
            "Each kind is declared in one file of `commonthread/records/catalogue/`. Its columns are the same in a",
            "CSV file and in the entry form. Dates are written 2026-03-14, 14/03/2026 or 14 Mar 2026; times stand",
            "after the date (16:30) and are those on clocks in England unless they say otherwise.",
            "",
            *_table(("Kind", "What it is"), rows),
            "",
        )
    )


def _people() -> str:
    named = tuple(person_columns())
    return "\n".join(
        (
            NOTE,
            "# The columns of a person",
            "",
            "They are shown for the first subject; another person's begin with their role and number, such as",
            "`child_2_given_name`. A cell that is empty says nothing. At least one person must be mentioned.",
            "",
            *_column_table(named),
            "",
            *_code_tables(named),
        )
    )


def _column_table(columns: Iterable[Column]) -> Iterable[str]:
    heads = ("Column", "What it holds", "How it is written", "Required")
    rows = ((f"`{c.name}`", _what(c), c.type.label, "yes" if c.required else "") for c in columns)
    return _table(heads, rows)


def _what(column: Column) -> str:
    return f"{column.label} ({column.help})" if column.help else column.label


def _code_tables(columns: Iterable[Column]) -> Iterable[str]:
    for column in columns:
        if column.choices:
            yield from (f"### Codes of `{column.name}`", "")
            yield from _table(("Code", "Meaning"), ((f"`{code}`", code.label) for code in column.choices))
            yield ""


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterable[str]:
    yield _line(heads)
    yield _line("---" for _ in heads)
    yield from (_line(row) for row in rows)


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _csv(row: Mapping[str, str]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(row), lineterminator="\n")
    writer.writeheader()
    writer.writerow(row)
    return text.getvalue().rstrip("\n")
