"""`commonthread post`: the posts that no page gives, from the machine's own command line: an agency's first administrator,
and those who may see what is hidden. Each is on the ledger in nobody's name."""

from datetime import timedelta
from typing import Annotated

import typer
from rich.console import Console

from commonthread.access.permissions import FOR_PEOPLE, ROLES, Role
from commonthread.serving.owner import Ask, as_owner

app = typer.Typer(no_args_is_help=True, help="Posts that no page gives.")
console = Console(stderr=True)


class CannotBeGiven(Exception):
    """The message says what is wrong."""


@app.command()
def give(
    username: Annotated[str, typer.Argument(help="Whose; the account is made where there is none.")],
    name: Annotated[str, typer.Option(help="Their name.")],
    agency: Annotated[str, typer.Option(help="The code of their agency.")],
    role: Annotated[Role, typer.Option(help="What they do.")],
    why: Annotated[str, typer.Option(help="Why, for the ledger.")],
    team: Annotated[str, typer.Option(help="The name of their team, if they are in one.")] = "",
    days: Annotated[
        int | None, typer.Option(min=1, help="For how many days; without end, unless told.")
    ] = None,
) -> None:
    """Give somebody a post from now, in the place of whatever post they have there."""
    with as_owner() as ask:
        try:
            number = give_post(
                ask, username=username, name=name, agency=agency, role=role, why=why, team=team, days=days
            )
        except CannotBeGiven as fault:
            console.print(f"[red]{fault}[/red]", highlight=False)
            raise typer.Exit(2) from fault
    console.print(f"{username} is {ROLES[role].label.lower()} at {agency} (account {number}).")


def give_post(
    ask: Ask,
    *,
    username: str,
    name: str,
    agency: str,
    role: Role,
    why: str,
    team: str = "",
    days: int | None = None,
) -> int:
    """As the owner, in one transaction; returns the account's number. Raises CannotBeGiven."""
    if not why.strip() or not username.strip() or not name.strip():
        raise CannotBeGiven("Give a username, a name and why.")
    if role not in FOR_PEOPLE:
        raise CannotBeGiven("No person is a system: see commonthread client.")
    if not ask("SELECT 1 FROM access_agency WHERE code = %s", agency):
        raise CannotBeGiven(f"There is no agency {agency!r}.")
    longest = ROLES[role].longest
    if longest and (days is None or timedelta(days=days) > longest):
        raise CannotBeGiven(f"This post must end: give --days, at most {longest.days}.")
    in_team = ask(
        "SELECT id FROM access_team WHERE agency_id = %s AND name = %s AND closed_at IS NULL", agency, team
    )
    if team and not in_team:
        raise CannotBeGiven(f"{agency} has no team {team!r}.")
    account = _account(ask, username, name, agency)
    ask("SELECT access.end_access(%s, now())", account)
    ask(
        "WITH ended AS (UPDATE access_post SET until_at = greatest(from_at, now()) WHERE user_id = %s "
        "AND (until_at IS NULL OR until_at > now()) RETURNING id) SELECT count(*) FROM ended", account,
    )  # fmt: skip
    ask(
        "INSERT INTO access_post (user_id, agency_id, role, team_id, until_at) VALUES (%s, %s, %s, %s, now() + %s) RETURNING id",
        account, agency, role.value, in_team[0][0] if in_team else None, timedelta(days=days) if days else None,
    )  # fmt: skip
    ask(
        "INSERT INTO ledger_event (type, agency, purpose, reason, records, data) VALUES ('post given', %s, '', %s, '{}', "
        "jsonb_build_object('account', %s::bigint, 'role', %s::text, 'at', 'the command line')) RETURNING number",
        agency, why, account, role.value,
    )  # fmt: skip
    return account


def _account(ask: Ask, username: str, name: str, agency: str) -> int:
    found = ask("SELECT id FROM access_user WHERE lower(username) = lower(%s)", username)
    if not found:
        return ask(
            "INSERT INTO access_user (username, name, email, password, is_active) VALUES (%s, %s, '', '!', true) RETURNING id",
            username, name,
        )[0][0]  # fmt: skip
    ((account,),) = found
    if ask("SELECT 1 FROM access_post WHERE user_id = %s AND agency_id <> %s AND (until_at IS NULL OR until_at > now())", account, agency):  # fmt: skip
        raise CannotBeGiven(f"{username} has a post at another agency, which must end first.")
    return account
