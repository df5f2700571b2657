"""From an empty PostgreSQL to one that is ready: logins, migrations, policies, and the proof that they hold."""

from importlib.resources import files
from pathlib import Path

import psycopg
from django.apps import apps
from django.core.management import call_command
from django.db import connections

from commonthread.access.logins import Login, create_logins, refuse_excess, write_addresses
from commonthread.access.permissions import ROLES
from commonthread.access.routing import ACCOUNTS

IN_IMPORT_ORDER = ("ledger", "access", "records", "feeds", "identity")
WALLED = [
    "ledger_event", "access_user", "access_post", "access_session", "access_grant", "access_ticket",
    "records_record", "records_about", "feeds_reject", "feeds_delivery",
    "django_session", "account_emailaddress", "mfa_authenticator",
]  # fmt: skip


def create(administrator_address: str, addresses: Path, database: str = "commonthread") -> None:
    """Make the logins and the database, and write the private file of their addresses."""
    with psycopg.connect(administrator_address, autocommit=True) as administrator:
        passwords = create_logins(administrator, database)
        host, port = administrator.info.host, str(administrator.info.port)
    write_addresses(
        addresses,
        {
            login: {"host": host, "port": port, "user": login.value, "password": password, "dbname": database}
            for login, password in passwords.items()
        },
    )


def migrate(verbosity: int = 0) -> None:
    """Bring tables, roles and policies up to date, as `owner`; then prove that no login can do too much."""
    call_command("migrate", database="owner", verbosity=verbosity, interactive=False)
    apply_policies()
    check()


def apply_policies() -> None:
    owner = connections["owner"]
    owner.ensure_connection()
    with owner.connection.transaction():
        owner.connection.execute("DELETE FROM access_rolecategory")
        owner.connection.execute("DELETE FROM access_rolepermission")
        for role, rights in ROLES.items():
            for category in sorted(rights.categories):
                owner.connection.execute(
                    "INSERT INTO access_rolecategory (role, category) VALUES (%s, %s)", [role, category]
                )
            for permission in sorted(rights.permissions):
                owner.connection.execute(
                    "INSERT INTO access_rolepermission (role, permission) VALUES (%s, %s)", [role, permission]
                )
        for package in IN_IMPORT_ORDER:
            policies = files(f"commonthread.{package}") / "policies.sql"
            if policies.is_file():
                owner.connection.execute(policies.read_text())


def check() -> None:
    """Refuse to go on when a login holds a right that it must not have."""
    doors = [model._meta.db_table for model in apps.get_models(include_auto_created=True)
             if model._meta.app_label in ACCOUNTS | {"access"}
             and model._meta.db_table not in {"access_agency", "access_team", "access_grant"}]  # fmt: skip
    owner = connections["owner"]
    owner.ensure_connection()
    refuse_excess(owner.connection, door_tables=doors, walled=WALLED)


__all__ = ["Login", "apply_policies", "check", "create", "migrate"]
