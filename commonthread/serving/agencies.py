"""`commonthread agency`: the agencies of the area and whom to ring, from the machine's own command line, as a table. Each change
is on the ledger in nobody's name."""

import csv
import json
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from commonthread.access.terms import AgencyKind
from commonthread.places.cited import DISTRICTS
from commonthread.serving.owner import Ask, as_owner
from commonthread.serving.printed import console, stop

app = typer.Typer(no_args_is_help=True, help="The agencies of the area, and whom to ring.")
# Each column with the most letters that it holds.
COLUMNS = {"code": 60, "name": 120, "kind": 30, "district": 9, "duty_telephone": 30, "duty_hours": 80, "public_telephone": 30,
           "public_hours": 80}  # fmt: skip
NEEDED = ("code", "name", "kind", "duty_telephone")
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
TELEPHONE = re.compile(r"\+?[0-9][0-9 ()-]{2,}")


class NotATable(ValueError):
    """Says what of the file cannot be read at all."""


@dataclass(frozen=True)
class Taken:
    """What came of a table: codes, and each line that was not taken with why."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    same: int
    refused: tuple[tuple[Mapping[str, str], str], ...]


@app.command()
def take(
    file: Annotated[Path, typer.Argument(help="A table (CSV), as `commonthread agency list` prints it.")],
    why: Annotated[str, typer.Option(help="Why, for the ledger.")],
) -> None:
    """Set up the agencies of a table, or change them; those that it does not name stay. What cannot be taken is kept beside it."""
    try:
        rows = read(file)
    except (OSError, UnicodeError, NotATable) as fault:
        stop(f"{file}: {getattr(fault, 'strerror', None) or fault}.", 2)
    with as_owner() as ask:
        taken = take_agencies(ask, rows, why=why)
    console.print(
        f"{len(taken.new)} new, {len(taken.changed)} changed, {taken.same} as they were.", highlight=False
    )
    if taken.refused:
        kept = file.with_name(f"{file.stem}-not-taken.csv")
        with kept.open("w", encoding="utf-8", newline="") as out:
            _write(out, [*COLUMNS, "why"], ({**row, "why": because} for row, because in taken.refused))
        for row, because in taken.refused:
            console.print(f"[red]{row['code'] or 'a line without a code'}: {because}[/red]", highlight=False)
        console.print(
            f"{len(taken.refused)} not taken, kept in {kept}: put them right and take that file.",
            highlight=False,
        )
        raise typer.Exit(1)


@app.command("list")
def list_agencies() -> None:
    """Print the agencies as the table that `take` reads."""
    with as_owner() as ask:
        found = ask(f"SELECT {', '.join(COLUMNS)} FROM access_agency ORDER BY code")
    _write(sys.stdout, COLUMNS, (dict(zip(COLUMNS, row, strict=True)) for row in found))


def read(file: Path) -> list[dict[str, str]]:
    """Lines by column. Raises NotATable where a column is missing or unknown."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        table = csv.DictReader(lines)
        given = [name.strip() for name in table.fieldnames or ()]
        missing, unknown = set(NEEDED) - set(given), set(given) - set(COLUMNS) - {"why"}
        if missing or unknown:
            said = [f"the columns {', '.join(sorted(missing))} are missing"] * bool(missing)
            said += [f"there is no column {', '.join(sorted(unknown))}"] * bool(unknown)
            raise NotATable(f"{' and '.join(said)}. There are {', '.join(COLUMNS)}")
        table.fieldnames = given
        return [{name: (row.get(name) or "").strip() for name in COLUMNS} for row in table]


def take_agencies(ask: Ask, rows: Iterable[Mapping[str, str]], *, why: str) -> Taken:
    """As the owner, in one transaction; `rows` have every column of COLUMNS."""
    stand = {
        row[0]: dict(zip(COLUMNS, row, strict=True))
        for row in ask(f"SELECT {', '.join(COLUMNS)} FROM access_agency")
    }
    new, changed, refused, same, met = [], [], [], 0, set()
    for row in rows:
        before = stand.get(row["code"])
        if wrong := _wrong(row, before, met):
            refused.append((row, wrong))
        elif before == row:
            same += 1
        else:
            _put(ask, row, before, why)
            (changed if before else new).append(row["code"])
        met.add(row["code"])
    return Taken(tuple(new), tuple(changed), same, tuple(refused))


def _wrong(row: Mapping[str, str], before: Mapping[str, str] | None, met: set[str]) -> str:
    """What of a line cannot be, and what to do; empty where nothing is wrong."""
    if empty := [name for name in NEEDED if not row[name]]:
        return f"{', '.join(empty)} is empty"
    if not CODE.fullmatch(row["code"]):
        return "a code has small letters and digits, with single hyphens between"
    if row["code"] in met:
        return "the code stands in the table before"
    if row["kind"] not in {kind.value for kind in AgencyKind}:
        return f"there is no kind {row['kind']!r}: there are {', '.join(kind.value for kind in AgencyKind)}"
    if before and before["kind"] != row["kind"]:
        return (
            f"it is of kind {before['kind']}, on which its agreements rest: set up another under another code"
        )
    if row["district"] and row["district"] not in {district.code for district in DISTRICTS}:
        return f"there is no district {row['district']!r}: there are {', '.join(district.code for district in DISTRICTS)}"
    for name in ("duty_telephone", "public_telephone"):
        if row[name] and not TELEPHONE.fullmatch(row[name]):
            return f"{name} is not a telephone number"
    long = [name for name, most in COLUMNS.items() if len(row[name]) > most]
    return f"{long[0]} has more than {COLUMNS[long[0]]} letters" if long else ""


def _put(ask: Ask, row: Mapping[str, str], before: Mapping[str, str] | None, why: str) -> None:
    ask(
        f"INSERT INTO access_agency ({', '.join(COLUMNS)}) VALUES ({', '.join(['%s'] * len(COLUMNS))}) ON CONFLICT (code) DO UPDATE SET "
        f"{', '.join(f'{name} = excluded.{name}' for name in COLUMNS)} RETURNING code", *(row[name] for name in COLUMNS),
    )  # fmt: skip
    said = {name: row[name] for name in COLUMNS if before is None or before[name] != row[name]}
    ask(
        "INSERT INTO ledger_event (type, agency, purpose, reason, records, data) "
        "VALUES ('agency changed', %s, '', %s, '{}', %s::jsonb) RETURNING number",
        row["code"], why, json.dumps({"what": "changed" if before else "set up", "said": said, "at": "the command line"}),
    )  # fmt: skip


def _write(out, columns: Iterable[str], rows: Iterable[Mapping[str, str]]) -> None:
    table = csv.DictWriter(out, list(columns), lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
