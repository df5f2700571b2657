"""The database logins: what each is for, and proof that none can do more."""

import json
import secrets
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

import psycopg
from psycopg import sql

from commonthread.kernel.private import new_private_file


class Login(StrEnum):
    """A role of the database server. Who uses it: DESIGN §3."""

    OWNER = "ct_owner"
    DOOR = "ct_door"
    APP = "ct_app"
    FINDER = "ct_finder"
    ENGINE = "ct_engine"
    SEALER = "ct_sealer"
    PUBLISHER = "ct_publisher"


Address = Mapping[str, str]


class LoginCanDoTooMuch(Exception):
    """A login holds a right that breaks the wall; the service must not start."""


def create_logins(administrator: psycopg.Connection, database: str) -> dict[Login, str]:
    """Create the logins and the database on a server, and give each login a new password.

    `administrator` is an autocommit connection of a role that may create roles and databases.
    """
    passwords = {login: secrets.token_urlsafe(24) for login in Login}
    for login, password in passwords.items():
        exists = administrator.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [login]).fetchone()
        verb = sql.SQL("ALTER" if exists else "CREATE")
        administrator.execute(
            sql.SQL("{} ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD {}")
            .format(verb, sql.Identifier(login), sql.Literal(password))
        )  # fmt: skip
    administrator.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(Login.OWNER)))
    create_database(administrator, database)
    return passwords


def create_database(administrator: psycopg.Connection, database: str, template: str | None = None) -> None:
    """Create an empty database of the owner's, or a copy of another; one that is there is closed all the same."""
    if not administrator.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
        statement = sql.SQL("CREATE DATABASE {} OWNER {}").format(
            sql.Identifier(database), sql.Identifier(Login.OWNER)
        )
        if template:
            statement += sql.SQL(" TEMPLATE {} STRATEGY FILE_COPY").format(sql.Identifier(template))
        administrator.execute(statement)
    administrator.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(database)))
    for login in Login:
        administrator.execute(
            sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(
                sql.Identifier(database), sql.Identifier(login)
            )
        )


def write_addresses(path: Path, addresses: Mapping[Login, Address]) -> None:
    """Keep where and how each login connects, in a file that only its owner can read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    with new_private_file(new) as file:
        json.dump({login.value: dict(address) for login, address in addresses.items()}, file, indent=1)
    new.rename(path)


def read_addresses(path: Path) -> dict[Login, Address]:
    if not path.exists():
        return {}
    return {Login(login): address for login, address in json.loads(path.read_text()).items()}


EXCESS = """
WITH login AS (SELECT unnest(%(logins)s::text[]) AS name),
     held AS (SELECT name FROM login WHERE name <> 'ct_owner'),
     ours AS (SELECT oid, nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'),
     kept AS (SELECT c.oid, c.relname, n.nspname, c.oid::regclass::text AS shown, c.relkind, c.relrowsecurity, c.relforcerowsecurity
                FROM pg_class c JOIN ours n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'S', 'v', 'm')),
     listed AS (SELECT 'ct_app' AS name, unnest(%(app)s::text[]) AS relname UNION ALL SELECT 'ct_door', unnest(%(door)s::text[]))
SELECT rolname, 'is a superuser or may pass row-level security, create roles, databases or replicate'
  FROM pg_roles JOIN login ON name = rolname
 WHERE rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication
UNION ALL
SELECT member.rolname, 'is a member of ' || granted.rolname
  FROM pg_auth_members JOIN pg_roles member ON member.oid = member JOIN pg_roles granted ON granted.oid = roleid
  JOIN login ON name = member.rolname
UNION ALL
SELECT name, 'has settings of its own' FROM login JOIN pg_roles ON rolname = name JOIN pg_db_role_setting ON setrole = pg_roles.oid
 WHERE setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
UNION ALL
SELECT name, 'may make tables of its own' FROM held
 WHERE has_database_privilege(name, current_database(), 'TEMP, CREATE')
UNION ALL
SELECT name, 'may make things in ' || nspname FROM held, ours WHERE has_schema_privilege(name, ours.oid, 'CREATE')
UNION ALL
SELECT name, 'may ' || verb || ' ' || shown FROM held, kept, unnest(ARRAY['TRUNCATE', 'TRIGGER', 'REFERENCES']) verb
 WHERE relkind IN ('r', 'p') AND has_table_privilege(name, kept.oid, verb)
UNION ALL
SELECT name, 'may read or write ' || shown FROM held, kept
 WHERE name <> 'ct_engine' AND relkind <> 'S' AND (nspname <> 'public' OR (name, relname) NOT IN (SELECT * FROM listed))
   AND (has_any_column_privilege(name, kept.oid, 'SELECT, INSERT, UPDATE') OR has_table_privilege(name, kept.oid, 'DELETE'))
UNION ALL
SELECT name, 'may write ' || shown FROM held, kept
 WHERE name = 'ct_app' AND relkind <> 'S'
   AND (has_any_column_privilege(name, kept.oid, 'INSERT, UPDATE') OR has_table_privilege(name, kept.oid, 'DELETE'))
UNION ALL
SELECT name, 'may draw from ' || shown FROM held, kept
 WHERE relkind = 'S' AND name <> 'ct_engine' AND has_sequence_privilege(name, kept.oid, 'USAGE, SELECT, UPDATE')
UNION ALL
SELECT name, 'may change ' || shown FROM held, kept
 WHERE relname IN ('ledger_event', 'ledger_entry', 'ledger_words', 'ledger_leaf', 'ledger_node') AND (has_any_column_privilege(name, kept.oid, 'UPDATE') OR has_table_privilege(name, kept.oid, 'DELETE'))
UNION ALL
SELECT 'every login', 'is not held by row-level security on ' || shown FROM kept
 WHERE relkind = 'r' AND (nspname = 'content' OR relname = ANY (%(walled)s)) AND NOT (relrowsecurity AND relforcerowsecurity)
UNION ALL
SELECT role, 'sees every row of ' || tablename FROM pg_policies, unnest(roles) role
 WHERE role IN ('ct_app', 'ct_finder', 'public') AND permissive = 'PERMISSIVE' AND coalesce(qual, 'true') = 'true'
UNION ALL
SELECT 'everybody', 'may call ' || p.oid::regprocedure FROM pg_proc p JOIN ours ON ours.oid = p.pronamespace
 WHERE has_function_privilege('public', p.oid, 'EXECUTE')
UNION ALL
SELECT p.oid::regprocedure::text, 'does not say where it finds its tables' FROM pg_proc p JOIN ours ON ours.oid = p.pronamespace
 WHERE p.prosecdef AND NOT coalesce('search_path=pg_catalog, public, pg_temp' = ANY (p.proconfig), false)
"""


def refuse_excess(owner: psycopg.Connection, *, app: list[str], door: list[str], walled: list[str]) -> None:
    """Raise LoginCanDoTooMuch, naming each excess, unless every login is held to its list of tables."""
    lists = {"app": app, "door": door, "walled": walled}
    found = owner.execute(EXCESS, {"logins": [login.value for login in Login], **lists}).fetchall()
    if found:
        raise LoginCanDoTooMuch("\n".join(f"{login} {excess}" for login, excess in found))
