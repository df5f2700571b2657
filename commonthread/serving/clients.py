"""`commonthread client`: agencies' systems, from the machine's own command line. Each change is on the ledger in nobody's name."""

import json
import sys
from datetime import timedelta
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from commonthread.access.client_terms import LIVES, OVERLAP, PER_MINUTE, ClientScope, Secret, fresh_code
from commonthread.serving.owner import as_owner

app = typer.Typer(no_args_is_help=True, help="Agencies’ systems that call the API.")
console = Console(stderr=True)
System = Annotated[str, typer.Argument(help="The system’s name for itself, such as system-0a1b….")]
Days = Annotated[int, typer.Option(min=1, max=1_000, help="For how many days the secret lives.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of words.")]


@app.command()
def new(
    name: Annotated[str, typer.Option(help="What the system is called.")],
    agency: Annotated[str, typer.Option(help="The code of the agency whose system it is.")],
    scope: Annotated[
        list[ClientScope], typer.Option(help="send, ask, fetch, requests or notices; say it again for more.")
    ],
    kind: Annotated[
        list[str] | None,
        typer.Option(help="A kind that it may send; all of the feed agreement’s, unless told."),
    ] = None,
    days: Days = LIVES.days,
    per_minute: Annotated[int, typer.Option(min=1, help="Calls in a minute.")] = PER_MINUTE,
    as_json: Json = False,
) -> None:
    """Set up a system and show its secret, once."""
    with as_owner() as ask:
        from commonthread.records.kind import kinds

        unknown = sorted(set(kind or ()) - set(kinds()))
        if unknown:
            _stop(f"Not a kind of record: {', '.join(unknown)}.")
        if not ask("SELECT 1 FROM access_agency WHERE code = %s", agency):
            _stop(f"There is no agency {agency!r}.")
        named = sorted(kind or kinds())
        categories = sorted({kinds()[name].category.value for name in named})
        code, secret = fresh_code(), Secret.fresh()
        ((number,),) = ask(
            "SELECT access.make_client(%s, %s, %s, %s, %s, %s, %s)",
            agency, code, name, sorted(set(scope)), named, categories, per_minute,
        )  # fmt: skip
        _make_secret(ask, number, secret, days, timedelta(0))
        _put_down(ask, agency, number, "set up")
    _say({"client_id": code, "client_secret": secret.text}, as_json)


@app.command()
def rotate(
    system: System,
    overlap: Annotated[
        int, typer.Option(min=0, max=90, help="For how many days the secret in use still lives.")
    ] = OVERLAP.days,
    days: Days = LIVES.days,
    as_json: Json = False,
) -> None:
    """Give a system another secret, and show it once."""
    with as_owner() as ask:
        number, agency = _find(ask, system)
        secret = Secret.fresh()
        _make_secret(ask, number, secret, days, timedelta(days=overlap))
        _put_down(ask, agency, number, "new secret")
    _say({"client_id": system, "client_secret": secret.text}, as_json)


@app.command()
def end(system: System) -> None:
    """End a system at once: its secrets, its tokens and its post."""
    with as_owner() as ask:
        number, agency = _find(ask, system)
        ask("SELECT access.end_client(%s)", number)
        _put_down(ask, agency, number, "ended")
    console.print(f"{system} has ended. Its tokens are refused from now on.")


@app.command("list")
def list_systems(as_json: Json = False) -> None:
    """The systems that are in use, with their secrets' dates."""
    with as_owner() as ask:
        found = ask(
            "SELECT c.code, c.agency, c.name, array_to_string(c.scopes, ' '), cardinality(c.kinds), "
            "(SELECT string_agg('…' || s.ends_with || ' until ' || to_char(s.until_at, 'YYYY-MM-DD'), ', ' ORDER BY s.number) "
            " FROM access_clientsecret s WHERE s.client = c.number AND s.ended_at IS NULL AND s.until_at > now()) "
            "FROM access_client c WHERE c.ended_at IS NULL ORDER BY c.agency, c.name"
        )
    headings = ("client_id", "agency", "name", "scopes", "kinds", "secrets")
    if as_json:
        sys.stdout.write(
            json.dumps([dict(zip(headings, row, strict=True)) for row in found], indent=1) + "\n"
        )
        return
    table = Table(*headings)
    for row in found:
        table.add_row(*(str(cell or "") for cell in row))
    Console().print(table)


def _make_secret(ask, number: int, secret: Secret, days: int, overlap: timedelta) -> None:
    ask(
        "SELECT access.make_secret(%s, %s, %s, now() + %s, %s)",
        number, secret.digest, secret.ends_with, timedelta(days=days), overlap,
    )  # fmt: skip


def _put_down(ask, agency: str, number: int, what: str) -> None:
    ask(
        "INSERT INTO ledger_event (type, agency, purpose, reason, records, data) "
        "VALUES ('client changed', %s, '', '', '{}', jsonb_build_object('system', %s::bigint, 'what', %s::text)) RETURNING number",
        agency, number, what,
    )  # fmt: skip


def _find(ask, system: str) -> tuple[int, str]:
    found = ask("SELECT number, agency FROM access_client WHERE code = %s AND ended_at IS NULL", system)
    if not found:
        _stop(f"There is no system {system!r} in use.")
    return found[0]


def _say(made: dict[str, str], as_json: bool) -> None:
    if as_json:
        sys.stdout.write(json.dumps(made) + "\n")
        return
    for name, value in made.items():
        sys.stdout.write(f"{name}  {value}\n")
    console.print("Keep the secret where only that system can read it: it is not shown again.")


def _stop(message: str) -> None:
    console.print(message, highlight=False)
    raise typer.Exit(2)
