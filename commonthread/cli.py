"""The command line."""

import json
import sys
from contextlib import nullcontext
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from commonthread.access.command import app as wall_app
from commonthread.identity.command import app as identity_app
from commonthread.kernel.dates import in_england
from commonthread.pathways.clocks.command import app as clock_app
from commonthread.places.command import app as places_app
from commonthread.serving.agencies import app as agencies_app
from commonthread.serving.clients import app as clients_app
from commonthread.serving.ledger import app as ledger_app
from commonthread.serving.load_command import load
from commonthread.serving.posts import app as posts_app
from commonthread.serving.printed import Json, bars, console, print_json, stop
from commonthread.serving.sign_in_command import app as sign_in_app

app = typer.Typer(no_args_is_help=True, help="The shared memory of the agencies that protect people.")
roles = typer.Typer(no_args_is_help=True, help="The database's logins.")
app.add_typer(roles, name="roles")
export = typer.Typer(no_args_is_help=True, help="Write records out in other people's formats.")
app.add_typer(export, name="export")
app.add_typer(places_app, name="places")
app.add_typer(clock_app, name="clock")
app.add_typer(wall_app, name="wall")
app.add_typer(identity_app, name="identity")
app.add_typer(ledger_app, name="ledger")
app.add_typer(clients_app, name="client")
app.add_typer(sign_in_app, name="sign-in")
app.add_typer(posts_app, name="post")
app.add_typer(agencies_app, name="agency")


@app.command()
def serve(
    host: str = "127.0.0.1",
    port: int = 8000,
    demo: Annotated[bool, typer.Option(help="Build and show the invented force area.")] = False,
    people: Annotated[int, typer.Option(help="How many people the invented force area has.")] = 20_000,
    replay: Annotated[
        float, typer.Option(min=0, help="Play what happens in the demo meanwhile, so many times faster.")
    ] = 0,
) -> None:
    """Start the database, the web server, the worker and the sealer, and stop them on Ctrl-C."""
    from commonthread.serving.serve import serve as start

    start(host=host, port=port, demo=demo, people=people, replay=replay, console=console)


@app.command()
def worker() -> None:
    """Take jobs from the queue. `serve` starts one."""
    from commonthread.serving import place

    place.set_up_django()
    from commonthread.serving.worker import run

    run()


@app.command()
def bounced() -> None:
    """Take a mail that came back, from standard input: a mail server hands it over."""
    from commonthread.serving import place

    place.set_up_django()
    from commonthread.notices.bounces import take_bounce

    if not take_bounce(sys.stdin.buffer.read(1 << 20)):
        raise typer.Exit(1)


@roles.command("create")
def create_roles(address: Annotated[str, typer.Argument(envvar="DATABASE_URL")]) -> None:
    """Make the logins and the database on a PostgreSQL server, and a private file of their addresses."""
    from commonthread.serving import place

    place.create_on_server(address)
    console.print(f"The addresses are in {place.addresses()}; only you can read it.")


@app.command()
def migrate() -> None:
    """Bring tables and policies up to date, and prove that no login can do too much."""
    from commonthread.serving import place

    with place.ready("migrate", anew=True):
        console.print("Up to date; every login is held to its list.")


app.command()(load)


@app.command()
def replay(
    speed: Annotated[float, typer.Option(min=0.1, help="How many times faster than it happens.")] = 100.0,
    people: Annotated[
        int | None, typer.Option(min=1, help="How many of the demo's people; all, unless told.")
    ] = None,
    seconds: Annotated[
        float | None, typer.Option(min=1, help="For how long; to the year's end, unless told.")
    ] = None,
    beside: Annotated[
        bool, typer.Option(hidden=True, help="The service runs: use its database, show nothing.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Play another year of the invented force area through the whole system, as its agencies would send it."""
    from commonthread.serving import place

    with nullcontext(place.set_up_django()) if beside else place.ready():
        from commonthread.serving.replay import NoDemo
        from commonthread.serving.replay import replay as play

        try:
            played = play(
                people=people,
                speed=speed,
                lasts=timedelta(seconds=seconds) if seconds else None,
                console=console,
                shows=not beside,
            )
        except NoDemo:
            stop("There is no demo here yet: build it with `commonthread serve --demo`.", 2)
    if as_json:
        print_json(played.as_json())
    else:
        for said, value in played.as_json().items():
            console.print(f"  {said.replace('_', ' ')}: {value}")


@export.command("national")
def export_national(
    agency: Annotated[str, typer.Option("--agency", help="Whose own records to write.")],
    out: Annotated[Path, typer.Option("--out", help="The file to write.")],
    reason: Annotated[str, typer.Option("--reason", help="Why, for the ledger.")],
    as_json: Json = False,
) -> None:
    """Write an agency's own records in the draft national Person and Safeguarding Standards (JSON-LD)."""
    from commonthread.serving import place

    with place.ready():
        from commonthread import flow
        from commonthread.feeds.receipt import NoSuchAgency

        try:
            written = flow.hand_back(agency=agency, out=out, reason=reason)
        except NoSuchAgency as refusal:
            stop(str(refusal), 2)
    if as_json:
        print_json(asdict(written))
        return
    for node, count in written.nodes.items():
        console.print(f"{count:>8,}  {node}")
    for kind, count in written.no_place.items():
        console.print(f"{count:>8,}  {kind}: not written, the standard has no place for it")


@app.command()
def synthesise(
    out: Path,
    people: int = 20_000,
    seed: int = 1,
    until: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The last day of the year of life.")
    ] = None,
) -> None:
    """Write an invented force area: feed files as agencies would send them, and the truth."""
    from commonthread.synthetic.synthesise import synthesise as write

    with bars() as shown:
        inventing = shown.add_task("Inventing", total=people)
        write(out, people, seed, (until or in_england(datetime.now(UTC))).date(),
              lambda done: shown.update(inventing, completed=done))  # fmt: skip


@app.command()
def who(
    given_name: Annotated[str | None, typer.Option()] = None,
    family_name: Annotated[str | None, typer.Option()] = None,
    born_on: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d", "%d/%m/%Y"])] = None,
    postcode: Annotated[str | None, typer.Option()] = None,
    nhs_number: Annotated[str | None, typer.Option()] = None,
    upn: Annotated[str | None, typer.Option()] = None,
    as_json: Json = False,
) -> None:
    """Who may be meant, with weights and reasons. For the invented force area only."""
    from commonthread.serving import place

    with place.ready():
        from commonthread.identity.linking import who_in_full
        from commonthread.identity.standardise import GivenMention
        from commonthread.serving.demo import is_built

        if not is_built():
            stop(
                "This tells every weight and reason, so it answers only where all data is invented (the demo).",
                2,
            )
        asked = GivenMention(0, given_name=given_name, family_name=family_name, born_on=born_on.date() if born_on else None,
                             postcode=postcode, nhs_number=nhs_number, upn=upn)  # fmt: skip
        found = who_in_full(asked)
    if as_json:
        print_json([{"person": person, **asdict(scored)} for person, scored in found])
        return
    if not found:
        console.print("Nobody who shares enough with that to be worth comparing.")
    for person, scored in found:
        table = Table(
            "field", "", "weight", title=f"P-{person}   weight {scored.weight:+.1f}", title_justify="left"
        )
        for part in scored.because:
            table.add_row(part.field, part.level, f"{part.weight:+.1f}")
        console.print(table)


@app.command()
def docs(folder: Path = Path("docs")) -> None:
    """Write those pages of the documentation that are made from declarations."""
    from commonthread.pathways.clocks.pages import write_rules_page
    from commonthread.pathways.procedure_pages import write_procedures_page
    from commonthread.records.kind_pages import write_kind_pages
    from commonthread.serving import place

    write_kind_pages(folder / "kinds")
    write_rules_page(folder)
    write_procedures_page(folder)
    place.set_up_django()
    from commonthread.web.api.document import document

    described = json.dumps(document(), indent=1, ensure_ascii=False) + "\n"
    (folder / "openapi.json").write_text(described, encoding="utf-8")


def main() -> None:
    from commonthread.serving.refusals import MAY_FAIL, in_plain_words

    try:
        app()
    except MAY_FAIL as error:
        words = in_plain_words(error)
        if words is None:
            raise
        console.print(words, style="red", markup=False, highlight=False, soft_wrap=True)
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
