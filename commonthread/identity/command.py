"""The command line's word on identity: link any files, measure, train."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from commonthread.kernel.data_folder import data_folder

app = typer.Typer(no_args_is_help=True, help="Whose record is it: link any files, measure, train.")
console = Console(stderr=True)
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]


@app.command("link-files")
def link_files(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", exists=True, dir_okay=False)],
    mapped: Annotated[
        list[str],
        typer.Option(
            "--map",
            metavar="FIELD=COLUMN",
            help="Which column holds a field: given_name=first_name. Columns joined by + are read as one. "
            "May be given more than once, or several in one, parted by spaces.",
        ),
    ],
    id_column: Annotated[str, typer.Option("--id", metavar="COLUMN", help="The column that names a row.")],
    out: Annotated[Path, typer.Option(help="Where to write id, cluster and weight.")] = Path("links.csv"),
) -> None:
    """Give each row of any CSV files the number of its person. Needs no database and no truth."""
    from commonthread.identity import link_files as linking
    from commonthread.identity.tables import Unreadable

    mapping = dict(_pair(part) for parts in mapped for part in parts.split())
    try:
        answer = linking.link_files(files, mapping, id_column, out)
    except Unreadable as unreadable:
        _stop(str(unreadable))
    persons = len(set(answer.persons.tolist()))
    console.print(f"{len(answer.numbers):,} rows are {persons:,} persons. The links are in {out}.")


@app.command()
def evaluate(
    areas: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[AREA…]", help="Folders that `commonthread synthesise` wrote.", exists=True),
    ] = None,
    files: Annotated[
        Path | None, typer.Option(help="Folder of public truth sets: fake_*.csv, febrl*.csv.")
    ] = None,
    as_json: Json = False,
) -> None:
    """How well and how fast mentions are linked, beside plain Splink on the same rows in the same run."""
    from commonthread.identity.evaluate import evaluate_files, evaluate_invented

    folder = files or (data_folder() / "linkage" if data_folder() else None)
    if folder:
        _show("Public truth sets", evaluate_files(folder), as_json)
    elif not areas:
        _stop("There is nothing to measure: give folders of invented areas, or --files.")
    for area in areas or ():
        _show(f"Invented area {area.name}", evaluate_invented(area), as_json)


@app.command()
def train(
    area: Annotated[Path, typer.Argument(help="A folder that `commonthread synthesise` wrote.", exists=True)],
    version: Annotated[str, typer.Option(help="What to call the model.")],
    folder: Annotated[Path, typer.Option(help="Where to write the model.")] = Path(),
) -> None:
    """Learn the weights from mentions alone and write them as a model file. No truth is used."""
    from commonthread.identity.invented import read_invented
    from commonthread.identity.model import load, write
    from commonthread.identity.rows import read
    from commonthread.identity.standardise import standardise
    from commonthread.identity.train import train as learn

    rows = read((standardise(known.mention) for known in read_invented(area)), load())
    console.print(f"The model is in {write(learn(rows, load(), version), folder)}.")


def _pair(told: str) -> tuple[str, str]:
    field, separator, column = told.partition("=")
    if not (field and separator and column):
        _stop("Write --map as FIELD=COLUMN, such as given_name=first_name.")
    return field, column


def _show(title: str, lines, as_json: bool) -> None:
    from commonthread.identity.evaluate import Delta

    table = Table("", "pairs: precision", "recall", "F1", "persons: F1", "relatives joined", "seconds", "MB")
    table.title = title
    for line in lines:
        if as_json:
            sys.stdout.write(json.dumps({"title": title, **asdict(line)}) + "\n")
        elif isinstance(line, Delta):
            table.caption = (
                f"{line.news:,} new mentions: {line.seconds:.1f} s beside {line.full_seconds:.1f} s for all; "
                f"{line.differing} mentions differ from the full run."
            )
        else:
            pairs, persons = line.agreement.pairs, line.agreement.persons
            shares = (pairs.precision, pairs.recall, pairs.f1, persons.f1)
            table.add_row(
                f"{line.data}: {line.by}",
                *(f"{share:.4f}" for share in shares),
                "" if line.relatives is None else f"{line.relatives:,}",
                f"{line.seconds:.1f}",
                "" if line.megabytes is None else f"{line.megabytes:,}",
            )
    if not as_json:
        Console(width=140).print(table)


def _stop(message: str) -> None:
    console.print(f"[red]{message}[/red]", highlight=False)
    raise typer.Exit(2)
