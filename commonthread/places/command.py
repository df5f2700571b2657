"""`commonthread places`: load the official files, show what is known."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from commonthread.kernel.dates import in_england
from commonthread.places.drawing import area_map
from commonthread.places.gazetteer import TABLES, Gazetteer, units_on
from commonthread.places.loading import Receipt, load_places
from commonthread.places.official.opening import PlacesError
from commonthread.places.store import StoreUnreadable, gazetteer

AT_MOST = 20

app = typer.Typer(no_args_is_help=True, help="The places of the force area.")

StoreOption = Annotated[Path, typer.Option(help="The file that holds the official places.")]
DEFAULT_STORE = Path("var/places.json.gz")


@app.command()
def load(
    folders: Annotated[list[Path], typer.Argument(help="Folders or files as their publishers wrote them.")],
    store: StoreOption = DEFAULT_STORE,
    as_json: Annotated[bool, typer.Option("--json", help="Print the receipt as JSON.")] = False,
) -> None:
    """Replace the invented places by official ones.

    One load takes all the files: what an earlier load brought is replaced as a whole.
    """
    try:
        receipt = load_places(folders, store, progress=lambda step: typer.echo(step, err=True))
    except PlacesError as error:
        for problem in error.problems[:AT_MOST]:
            typer.echo(str(problem), err=True)
        if (more := len(error.problems) - AT_MOST) > 0:
            typer.echo(f"and {more} more like these", err=True)
        typer.echo("Nothing was changed.", err=True)
        raise typer.Exit(1) from error
    typer.echo(json.dumps(receipt.as_json(), indent=2) if as_json else _in_words(receipt))


@app.command()
def show(
    store: StoreOption = DEFAULT_STORE,
    on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="A day; today if not said.")
    ] = None,
    postcode: Annotated[str | None, typer.Option(help="Say where this postcode lies.")] = None,
    svg: Annotated[Path | None, typer.Option(help="Draw the map into this file.")] = None,
) -> None:
    """Districts and policing units on a day; with --postcode, one postcode; with --svg, the map."""
    day = (on or in_england(datetime.now(UTC))).date()
    try:
        places = gazetteer(store)
    except StoreUnreadable as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    if svg:
        svg.write_text(area_map(places, day), encoding="utf-8")
        typer.echo(f"Drew {svg}")
    elif postcode:
        typer.echo(_where(places, postcode, day))
    else:
        typer.echo(_summary(places, day))


def _in_words(receipt: Receipt) -> str:
    lines = []
    for some in receipt.files:
        left_out = "".join(f", {count:,} {reason}" for reason, count in some.left_out.items())
        lines.append(f"{some.file}: {some.holds}: {some.taken:,} of {some.rows:,} taken{left_out}")
    lines += [f"{name}: passed over" for name in receipt.passed_over]
    replaced = ", ".join(f"{count:,} {table}" for table, count in receipt.replaced.items())
    lines.append(f"Now official: {replaced}")
    if receipt.stays_invented:
        lines.append(f"Still invented: {', '.join(receipt.stays_invented).replace('_', ' ')}")
    placing = receipt.placing
    if placing.inside_a_ward:
        lines.append(
            f"Postcodes: {placing.inside_a_ward:,} lie within a ward, {placing.in_the_nearest_ward:,} between "
            f"the simplified boundaries and are put in the nearest; {placing.in_a_neighbourhood:,} have a "
            "neighbourhood, by its name"
        )
    return "\n".join(lines)


def _summary(places: Gazetteer, day: date) -> str:
    units = units_on(day)
    source = "official files" if places.origins else "the invented area"
    lines = [f"Places from {source}, {len(places.districts)} districts"]
    for table in TABLES:
        invented = " (invented)" if table in places.invented_tables else ""
        lines.append(f"  {len(getattr(places, table)):,} {table.replace('_', ' ')}{invented}")
    lines += [f"  {origin.holds}: {origin.file}" for origin in places.origins]
    lines.append(f"On {_day(day)} the force had {len(units)} units there")
    for unit in units:
        count = sum(places.unit_of(place, day) == unit for place in places.neighbourhoods)
        lines.append(f"  {unit.name}, {unit.called}: {count} neighbourhoods")
    return "\n".join(lines)


def _where(places: Gazetteer, postcode: str, day: date) -> str:
    found = places.postcode(postcode)
    if found is None:
        return "Not a postcode of the force area"
    ward, neighbourhood = places.ward_of(postcode), places.neighbourhood_of(postcode)
    district, unit = places.district_of(postcode), places.unit_of(postcode, day)
    return "\n".join(
        f"{label}: {value.name if value else 'not known'}"
        for label, value in (
            ("Ward", ward),
            ("Neighbourhood", neighbourhood),
            ("District", district),
            (f"Unit on {_day(day)}", unit),
        )
    )


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
