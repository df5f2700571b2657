"""Which edition of each migration made a database: one that was written anew since cannot be brought up to date."""

import hashlib
import json
from pathlib import Path

from django.apps import apps
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder
from psycopg import sql


class OtherTables(Exception):
    """The database was made by migrations that say something else by now; nothing in it was changed."""


def editions() -> dict[str, str]:
    """Of each migration of ours, a digest of what it says."""
    return {
        f"{app.label}.{file.stem}": hashlib.sha256(file.read_bytes()).hexdigest()[:16]
        for app in apps.get_app_configs()
        if app.name.startswith("commonthread.")
        for file in sorted(Path(app.path).glob("migrations/0*.py"))
    }


def hold_to_its_tables() -> None:
    """Refuse tables that were made otherwise; note beside those that are now to be made what makes them."""
    connection, now = connections["owner"], editions()
    recorder = MigrationRecorder(connection)
    applied = {f"{app}.{name}" for app, name in recorder.applied_migrations()}
    recorder.ensure_schema()
    owner = connection.connection
    (noted,) = owner.execute("SELECT obj_description('django_migrations'::regclass)").fetchone()
    made_by = json.loads(noted) if noted else {}
    ours = {migration for migration in applied if migration.partition(".")[0] in _labels(now)}
    if other := sorted(migration for migration in ours if made_by.get(migration) != now.get(migration)):
        raise OtherTables(", ".join(other))
    owner.execute(
        sql.SQL("COMMENT ON TABLE django_migrations IS {}").format(sql.Literal(json.dumps(made_by | now)))
    )


def _labels(migrations: dict[str, str]) -> set[str]:
    return {migration.partition(".")[0] for migration in migrations}
