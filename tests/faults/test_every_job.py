"""Every job, killed with SIGKILL in each of its steps and then done again, leaves what it leaves when nobody kills it."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connections
from django.utils.timezone import now

from commonthread import flow
from commonthread.access.permissions import Role
from commonthread.access.scope import open_scope
from commonthread.access.terms import AgencyKind, Purpose
from commonthread.feeds.actions import take_in
from commonthread.feeds.store import DeliveryStore
from commonthread.identity.actions import unlink
from commonthread.identity.linking import link_unlinked
from commonthread.notices.actions import ToAddress, ToAgency
from commonthread.pathways.queries import case
from commonthread.pathways.tasks import follow_procedure
from commonthread.places.cited import DISTRICTS
from commonthread.records.record import Mention, MentionRole
from tests.delivering import ROW, Sender
from tests.mail_server import MailServer, mail_server
from tests.making import Making
from tests.noticing import mark, send

JOBS = [task.__name__ for task in (*flow.TASKS, *flow.PERIODIC)]
CHILD = Mention(role=MentionRole.SUBJECT, given_name="Odalys", family_name="Quenby", nhs_number="9990000034")
# What says how often somebody tried, and not what was done.
TRIES = "notices_attempt|procrastinate_|django_migrations"
# A long job is killed several times in one copy of the world.
COPIES = 4
STANDS = (
    "SELECT state, count(*) FROM notices_sending GROUP BY 1 ORDER BY 1",
    "SELECT state, count(*), count(destroyed_at), sum(cursor) FROM feeds_delivery GROUP BY 1 ORDER BY 1",
    "SELECT count(person) FROM content.mention",
    "SELECT count(parted_at) FROM pathways_caseperson",
    "SELECT count(overdue_at) FROM notices_notice",
    "SELECT task_name, count(*) FROM procrastinate_jobs WHERE status = 'todo' GROUP BY 1 ORDER BY 1",
)


class World:
    """One in which every job has something to do."""

    def __init__(self, folder: Path, server: MailServer) -> None:
        self.make = make = Making()
        self.store = DeliveryStore(folder / "deliveries")
        self.hub = make.hub(DISTRICTS[0].code)
        self.worker = make.scope(self.hub.agency, Role.SOCIAL_WORKER, team=self.hub.team)
        self.given = dict.fromkeys(JOBS, 0) | {
            "load_delivery": [self.sent(folder)], "destroy_files": [self.loaded(folder)], "send_notices": self.notices(),
            "follow_parting": self.parted(),
        }  # fmt: skip
        self.given["derive_households"] = [self.household()]
        self.given["link_new"] = []
        self.late()
        self.silent(folder)
        self.arrived()
        make.record(make.agency(), make.draft("missing_report", CHILD, happened_from=datetime(2010, 3, 1, tzinfo=UTC), happened_until=None),
                    persons=(make.person(),))  # fmt: skip
        make._owner(
            "INSERT INTO django_session (session_key, session_data, expire_date) VALUES ('k', '', now() - interval '1 hour')"
        )

    def sent(self, folder: Path) -> int:
        sender = Sender(self.make, folder)
        file = sender.file(*(ROW.under(f"V{n}") for n in range(3)), ROW.wrong("V9"))
        return take_in(
            by=open_scope(sender.officer), store=self.store, paths=[file], format="extract", kind=None
        )

    def loaded(self, folder: Path) -> int:
        number = self.sent_other(folder)
        flow.load_kept(store=self.store, delivery=number)
        return number

    def sent_other(self, folder: Path) -> int:
        sender = Sender(self.make, folder)
        file = sender.file(ROW.under("W1"), name="home_visit.csv")
        return take_in(
            by=open_scope(sender.officer), store=self.store, paths=[file], format="extract", kind=None
        )

    def notices(self) -> list[int]:
        number = self.make.case(self.worker, self.make.person())
        notices = [
            send(self.worker, number, ToAddress(mark(self.worker, number, f"reader-{n}@example.org")))
            for n in range(2)
        ]
        late = send(self.worker, number, ToAgency(self.make.agency(AgencyKind.SCHOOL)))
        self.make._owner(
            "UPDATE notices_notice SET answer_by = now() - interval '1 hour' WHERE number = %s", late
        )
        return [
            self.make._owner("SELECT number FROM notices_sending WHERE notice_id = %s", notice)[0]
            for notice in notices[:1]
        ]

    def parted(self) -> list[int]:
        records = [self.make.record(self.hub.agency, self.make.draft("case_note", CHILD)) for _ in range(2)]
        link_unlinked()
        mention, child = self.make._owner(
            "SELECT number, person FROM content.mention WHERE record = %s", records[1]
        )
        self.make.case(self.worker, child)
        officer = self.make.scope(self.hub.agency, Role.RECORDS_OFFICER)
        with officer.transaction():
            unlink(by=officer, mention=mention, reason="a cousin")
        return [mention, child]

    def household(self) -> int:
        mother = Mention(
            role=MentionRole.PARENT,
            given_name="Ines",
            family_name="Quenby",
            address="14 Larkspur Row",
            postcode="B98 7CV",
        )
        child = CHILD.model_copy(
            update={"nhs_number": "9990000042", "address": "14 Larkspur Row", "postcode": "B98 7CV"}
        )
        record = self.make.record(self.hub.agency, self.make.draft("case_note", child, mother))
        link_unlinked()
        self.make._owner("DELETE FROM identity_tie")
        return self.make._owner(
            "SELECT person FROM content.mention WHERE record = %s ORDER BY ordinal", record
        )[0]

    def late(self) -> None:
        number = self.make.case(self.worker, self.make.person(), purpose=Purpose.SECTION_47)
        with self.worker.transaction():
            follow_procedure(by=self.worker, case=case(number), pathway="section-47")
        self.make._owner(
            "UPDATE pathways_task SET counts_from = now() - interval '9 days', due_at = now() - interval '8 days' WHERE case_id = %s",
            number,
        )
        self.make.scope(self.hub.agency, Role.TEAM_MANAGER, team=self.hub.team)

    def silent(self, folder: Path) -> None:
        sender = Sender(self.make, folder)
        self.make._owner(
            "UPDATE feeds_feedagreement SET weekly = 40, signed_at = now() - interval '30 days' WHERE agency = %s",
            sender.agency,
        )

    def arrived(self) -> None:
        """Two contacts of a feed, whose people nobody has looked for."""
        bram = Mention(role=MentionRole.SUBJECT, given_name="Bram", family_name="Tolliver")
        for _ in range(2):
            self.make.record(
                self.make.agency(),
                self.make.draft("public_protection_notice", bram, happened_from=now(), happened_until=None),
            )


@dataclass
class Copies:
    """The world again and again, as it was, and what a job leaves of it."""

    name: str
    folder: Path
    server: MailServer
    copy: object
    given: dict
    process: subprocess.Popen

    def as_it_was(self) -> str:
        """A fresh copy, with the files; returns its name."""
        connections.close_all()
        deliveries = self.folder / "var" / "deliveries"
        shutil.rmtree(deliveries, ignore_errors=True)
        shutil.copytree(self.folder / "deliveries", deliveries)
        self.server.accepted.clear()
        return self.copy(f"{self.name}_again", self.name)

    def done(self, job: str, *kills: int) -> "Left":
        """The job in a fresh copy, killed at the first of these steps, begun again and killed at the next, and then done."""
        here = self.as_it_was()
        killed = []
        for kill_at in kills:
            killed.append(self._do(here, job, kill_at)["ended"] == -9)
            with self.copy.owner(here) as owner:
                owner.execute(
                    "UPDATE notices_sending SET next_at = now() - interval '1 second' WHERE state = 'waiting'"
                )
        last = self._do(here, job, None)
        assert last["ended"] == 0
        return Left(self.stands(here), last["steps"], killed)

    def _do(self, database: str, job: str, kill_at: int | None) -> dict:
        asked = {"database": database, "task": job, "given": self.given[job], "kill_at": kill_at}
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def stands(self, database: str) -> list:
        with self.copy.owner(database) as owner:
            (counting,) = owner.execute(
                "SELECT string_agg(format('SELECT %%L, count(*) FROM %%I.%%I', tablename, schemaname, tablename), ' UNION ALL ') "
                "FROM pg_tables WHERE schemaname IN ('public', 'content') AND tablename !~ %s",
                [TRIES],
            ).fetchone()
            found = [
                sorted(owner.execute(counting).fetchall()),
                *(owner.execute(query).fetchall() for query in STANDS),
            ]
        files = sorted(
            path.name for path in (self.folder / "var" / "deliveries").rglob("*") if path.is_file()
        )
        return [*found, files, {mail.id for mail in self.server.accepted}]


@dataclass(frozen=True)
class Left:
    stands: list
    steps: int
    killed: list[bool]


@pytest.fixture(scope="module")
def world(own_database, copied, tmp_path_factory):
    folder = tmp_path_factory.mktemp("world")
    server = mail_server(folder)
    with server.up(), own_database() as name:
        made = World(folder, server)
        environment = os.environ | {
            "COMMONTHREAD_VAR": str(folder / "var"), "SSL_CERT_FILE": str(server.certificate),
            "COMMONTHREAD_MAIL_SERVER": server.address, "COMMONTHREAD_MAIL_FROM": "post@example.org",
        }  # fmt: skip
        with subprocess.Popen(
            [sys.executable, "-m", "tests.faults.killing"],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            connections.close_all()
            yield Copies(name, folder, server, copied, made.given, process)
            process.stdin.close()


@pytest.mark.parametrize("job", JOBS)
def test_killed_in_any_step_it_is_done_again_and_once(world, job):
    before = world.stands(world.as_it_was())
    whole = world.done(job)
    assert whole.stands != before, "the job has nothing to do"
    for first in range(1, min(whole.steps, COPIES) + 1):
        killed = world.done(job, *range(first, whole.steps + 1, COPIES))
        assert killed.killed[0]
        assert killed.stands == whole.stands, f"killed at step {first} of {whole.steps}"
