"""From an empty PostgreSQL to one that is ready: logins, migrations, policies, and the proof that they hold."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable

from django.apps import apps
from django.core.management import call_command
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from commonthread.access.logins import refuse_excess
from commonthread.access.permissions import ROLES, Permission
from commonthread.access.purposes import STATES
from commonthread.access.routing import ACCOUNTS
from commonthread.notices.kind import kinds as notice_kinds
from commonthread.pathways.declared import declare
from commonthread.pathways.procedures import put_quorums
from commonthread.places.cited import UNITS
from commonthread.records.kind import kinds
from commonthread.rights.queries import PURPOSE as ANSWERING
from commonthread.serving.made_by import editions, hold_to_its_tables

# The lock of whoever brings a database up to date.
MIGRATING = 20_131_014
IN_IMPORT_ORDER = (
    "ledger",
    "access",
    "jobs",
    "records",
    "feeds",
    "identity",
    "rights",
    "pathways",
    "oversight",
    "notices",
)
APP_MAY_READ = [
    "access_agency",
    "access_team",
    "access_directory",
    "feeds_feedagreement",
    "feeds_delivery",
    "feeds_reject",
]
DOOR_MAY_READ = ["access_agency", "access_team", "access_user", "access_post", "sign_in_limits"]
WALLED = [
    "ledger_entry",
    "ledger_words",
    "ledger_leaf",
    "ledger_node",
    "ledger_seal",
    "ledger_copy",
    "access_user",
    "access_post",
    "access_session",
    "access_grant",
    "access_allowance",
    "access_ticket",
    "access_directory",
    "access_signature",
    "access_client",
    "access_clientsecret",
    "access_clientuse",
    "access_restriction",
    "access_conflict",
    "access_asked",
    "access_declaration",
    "records_seal",
    "records_hold",
    "records_glass",
    "records_glassreview",
    "records_sent",
    "records_forhub",
    "records_record",
    "records_about",
    "feeds_reject",
    "feeds_delivery",
    "feeds_item",
    "feeds_feedsignature",
    "feeds_silence",
    "identity_person",
    "identity_link",
    "identity_pair",
    "identity_apart",
    "identity_neverbridged",
    "identity_tie",
    "records_erased",
    "rights_hold",
    "rights_review",
    "rights_personsrequest",
    "rights_item",
    "oversight_question",
    "oversight_home",
    "pathways_case",
    "pathways_caseperson",
    "pathways_member",
    "pathways_consent",
    "pathways_request",
    "pathways_task",
    "pathways_told",
    "pathways_offer",
    "pathways_clockchange",
    "pathways_cover",
    "pathways_savedview",
    "pathways_setting",
    "jobs_failure",
    "jobs_givenup",
    "jobs_life",
    "notices_address",
    "notices_notice",
    "notices_reading",
    "notices_sending",
    "notices_attempt",
    "notices_edition",
    "pathways_contact",
    "pathways_looking",
    "pathways_decided",
    "pathways_communitycontact",
    "pathways_communitytold",
    "pathways_communitytheme",
    "pathways_meeting",
    "pathways_attendee",
    "pathways_line",
    "pathways_minutes",
    "pathways_given",
    "pathways_disagreement",
    "pathways_stage",
    "pathways_supervision",
    "pathways_sample",
    "pathways_samplefound",
    "pathways_investigationplan",
    "pathways_lineofenquiry",
    "pathways_goeson",
    "pathways_partincase",
    "pathways_result",
    "pathways_victimupdate",
    "pathways_accountedfor",
    "django_session",
    "account_emailaddress",
    "mfa_authenticator",
    "access_invitation",
    "sign_in_limits",
    "socialaccount_socialaccount",
    "socialaccount_socialapp",
    "socialaccount_socialtoken",
]


def migrate(verbosity: int = 0, *, anew: bool = True) -> None:
    """Bring tables, roles and policies up to date, as `owner`; then prove that no login can do too much.

    One process at a time. Policies are made anew, or, for a command beside a service that runs, only where they say something else."""
    owner = connections["owner"]
    owner.ensure_connection()
    with _alone(owner):
        hold_to_its_tables()
        call_command("migrate", database="owner", verbosity=verbosity, interactive=False)
        apply_policies(anew=anew)
        check()


@contextmanager
def _alone(owner: BaseDatabaseWrapper) -> Iterator[None]:
    owner.connection.execute("SELECT pg_advisory_lock(%s)", [MIGRATING])
    try:
        yield
    finally:
        owner.connection.execute("SELECT pg_advisory_unlock(%s)", [MIGRATING])


@dataclass
class Said:
    """Statements, to be counted before any of them is executed."""

    statements: list[tuple[str, Sequence[object] | None]] = field(default_factory=list)

    def execute(self, statement: str, params: Sequence[object] | None = None) -> None:
        self.statements.append((statement, params))

    @property
    def digest(self) -> str:
        return hashlib.sha256(repr((self.statements, editions())).encode()).hexdigest()


def apply_policies(*, anew: bool) -> None:
    """To make them anew holds every table for a moment, and every page that asks for one."""
    owner, said = connections["owner"].connection, Said()
    say_policies(said)
    ((stands,),) = owner.execute(
        "SELECT obj_description(to_regnamespace('access'), 'pg_namespace')"
    ).fetchall()
    if not anew and stands == said.digest:
        return
    with owner.transaction():
        for schema in IN_IMPORT_ORDER:
            # What a policy rests on goes with its function; every policy is made again below.
            owner.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
        for statement, params in said.statements:
            owner.execute(statement, params)
        owner.execute(f"COMMENT ON SCHEMA access IS '{said.digest}'")


def say_policies(said: Said) -> None:
    said.execute("DELETE FROM access_rolecategory")
    said.execute("DELETE FROM access_rolepermission")
    said.execute("DELETE FROM access_rolepurpose")
    said.execute("DELETE FROM access_roleholder")
    for role, rights in ROLES.items():
        for category in sorted(rights.categories):
            said.execute("INSERT INTO access_rolecategory (role, category) VALUES (%s, %s)", [role, category])
        for permission in sorted(rights.permissions):
            said.execute(
                "INSERT INTO access_rolepermission (role, permission) VALUES (%s, %s)", [role, permission]
            )
        answers = {ANSWERING} if Permission.ANSWER_REQUESTS in rights.permissions else set()
        for purpose in sorted(STATES.get(role, frozenset()) | answers):
            said.execute("INSERT INTO access_rolepurpose (role, purpose) VALUES (%s, %s)", [role, purpose])
        for kind in sorted(rights.held_at):
            said.execute(
                "INSERT INTO access_roleholder (role, kind, longest) VALUES (%s, %s, %s)",
                [role, kind, rights.longest],
            )
    said.execute("DELETE FROM records_kindauthor")
    for kind in kinds().values():
        for author in sorted(kind.authors):
            said.execute(
                "INSERT INTO records_kindauthor (kind, category, author) VALUES (%s, %s, %s)",
                [kind.name, kind.category.value, author.value],
            )
    said.execute("DELETE FROM notices_kind")
    for notice in notice_kinds().values():
        said.execute(
            'INSERT INTO notices_kind (name, "to", words) VALUES (%s, %s, %s)',
            [notice.name, notice.to.value, notice.words],
        )
    put_quorums(said)
    said.execute("DELETE FROM pathways_policingunit")
    for unit in UNITS:
        said.execute(
            "INSERT INTO pathways_policingunit (code, district, since, until) VALUES (%s, %s, %s, %s)",
            [unit.code, unit.district, unit.since, unit.until],
        )
    declare(said)
    for package in IN_IMPORT_ORDER:
        for policies in _policies(package):
            said.execute(policies.read_text())


def _policies(package: str) -> list[Traversable]:
    """Its policies.sql, then those of its other subjects."""
    found = [file for file in files(f"commonthread.{package}").iterdir() if file.name.endswith(".sql")]
    return sorted(found, key=lambda file: (file.name != "policies.sql", file.name))


def check() -> None:
    """Refuse to go on when a login holds a right that it must not have."""
    accounts = [
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in ACCOUNTS
    ]
    owner = connections["owner"]
    owner.ensure_connection()
    refuse_excess(owner.connection, app=APP_MAY_READ, door=[*accounts, *DOOR_MAY_READ], walled=WALLED)
