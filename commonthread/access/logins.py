"""The database logins: what each is for, and proof that none can do more."""

import json
import os
import secrets
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

import psycopg
from psycopg import sql


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
    """Create an empty database of the owner's, or a copy of another."""
    if administrator.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
        return
    statement = sql.SQL("CREATE DATABASE {} OWNER {}").format(
        sql.Identifier(database), sql.Identifier(Login.OWNER)
    )
    if template:
        statement += sql.SQL(" TEMPLATE {}").format(sql.Identifier(template))
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
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump({login.value: dict(address) for login, address in addresses.items()}, file, indent=1)
    new.rename(path)


def read_addresses(path: Path) -> dict[Login, Address]:
    if not path.exists():
        return {}
    return {Login(login): address for login, address in json.loads(path.read_text()).items()}


EXCESS = """
SELECT rolname, 'is a superuser or may pass row-level security, create roles, databases or replicate'
  FROM pg_roles WHERE rolname = ANY (%(logins)s)
   AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)
UNION ALL
SELECT member.rolname, 'is a member of ' || granted.rolname
  FROM pg_auth_members JOIN pg_roles member ON member.oid = member JOIN pg_roles granted ON granted.oid = roleid
 WHERE member.rolname = ANY (%(logins)s)
UNION ALL
SELECT login, 'may ' || verb || ' ' || c.oid::regclass
  FROM unnest(%(logins)s::text[]) login, pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace,
       unnest(ARRAY['TRUNCATE', 'TRIGGER', 'REFERENCES']) verb
 WHERE login <> 'ct_owner' AND n.nspname IN ('public', 'content') AND c.relkind IN ('r', 'p')
   AND has_table_privilege(login, c.oid, verb)
UNION ALL
SELECT login, 'may read or write ' || c.oid::regclass
  FROM unnest(ARRAY['ct_app', 'ct_door', 'ct_finder', 'ct_sealer', 'ct_publisher']) login,
       pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = 'content' AND c.relkind IN ('r', 'p')
   AND has_table_privilege(login, c.oid, 'SELECT, INSERT, UPDATE, DELETE')
UNION ALL
SELECT 'ct_app', 'may read ' || c.oid::regclass
  FROM pg_class c
 WHERE c.relkind = 'r' AND c.relname = ANY (%(door_tables)s) AND c.relnamespace = 'public'::regnamespace
   AND has_table_privilege('ct_app', c.oid, 'SELECT, INSERT, UPDATE, DELETE')
UNION ALL
SELECT 'every login', 'is not held by row-level security on ' || c.oid::regclass
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind = 'r' AND (n.nspname = 'content' OR c.relname = ANY (%(walled)s))
   AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
"""


def refuse_excess(owner: psycopg.Connection, *, door_tables: list[str], walled: list[str]) -> None:
    """Raise LoginCanDoTooMuch, naming each excess, unless every login is held to its list."""
    found = owner.execute(
        EXCESS, {"logins": [login.value for login in Login], "door_tables": door_tables, "walled": walled}
    ).fetchall()
    if found:
        raise LoginCanDoTooMuch("\n".join(f"{login} {excess}" for login, excess in found))
