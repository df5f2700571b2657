"""The command line of signing in."""

from typing import Annotated

import typer
from rich.console import Console

app = typer.Typer(
    no_args_is_help=True, help="Signing in: agencies' own identity providers, and the first administrator."
)
console = Console(stderr=True)


@app.command()
def connect(
    agency: Annotated[str, typer.Argument(help="The code of the agency.")],
    issuer: Annotated[str, typer.Option(help="The address by which the provider calls itself.")],
    client_id: Annotated[str, typer.Option(help="What the provider calls this service.")],
    secret: Annotated[
        str,
        typer.Option(
            envvar="COMMONTHREAD_CLIENT_SECRET", prompt=True, hide_input=True, help="Asked for; not shown."
        ),
    ],
    acr: Annotated[
        list[str] | None, typer.Option(help="A level at which the provider has asked for a second factor.")
    ] = None,
    amr: Annotated[
        list[str] | None, typer.Option(help="A method that means a second factor, such as mfa.")
    ] = None,
    max_age: Annotated[
        int, typer.Option(help="How many seconds ago somebody may have signed in there; 0 does not ask.")
    ] = 900,
) -> None:
    """Let an agency's people sign in with their own account there."""
    from commonthread.serving import place

    with place.ready():
        from requests import RequestException

        from commonthread.web.connecting import CannotConnect
        from commonthread.web.connecting import connect as keep
        from commonthread.web.provider import NotToBeTrusted

        try:
            keep(agency=agency, issuer=issuer, client_id=client_id, secret=secret, acr=acr or [], amr=amr or [],
                 max_age=max_age)  # fmt: skip
        except (CannotConnect, NotToBeTrusted, RequestException) as fault:
            console.print(f"[red]{fault}[/red]", highlight=False)
            raise typer.Exit(2) from None
    console.print(f"Connected. The provider must let people come back to …/accounts/agency/{agency}/back/")


@app.command()
def disconnect(agency: Annotated[str, typer.Argument(help="The code of the agency.")]) -> None:
    """Let nobody sign in by an agency's provider any more."""
    from commonthread.serving import place

    with place.ready():
        from commonthread.web.connecting import disconnect as drop

        gone = drop(agency=agency)
    console.print("Disconnected." if gone else "This agency has connected none.")


@app.command()
def invite(username: str) -> None:
    """Make the link by which an account's owner first comes in: for the first administrator of an agency."""
    from commonthread.serving import place

    with place.ready():
        from commonthread.web.connecting import invite as make

        token = make(username)
    if token is None:
        console.print("[red]Nobody of that username holds a post today.[/red]")
        raise typer.Exit(2)
    console.print(f"Once, for seven days: …/accounts/invitation/{token}")
