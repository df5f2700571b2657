"""A worker that is killed leaves nothing undone and does nothing twice: the next one takes up what it was at."""

import json

import psycopg
import pytest
from django.conf import settings
from django.db import connections

from commonthread import flow
from commonthread.access.logins import Login
from commonthread.access.scope import open_scope
from commonthread.feeds.actions import take_in
from commonthread.feeds.store import DeliveryStore
from commonthread.jobs.terms import ATTEMPTS, STOPPED_IN_THE_MIDDLE
from tests.delivering import ROW, Sender
from tests.faults.command_line import CommandLine
from tests.making import Making

MANY = 4_000
STEPS = {
    "it had taken the job": "SELECT 1 FROM procrastinate_jobs WHERE status = 'doing'",
    "some was stored": "SELECT 1 FROM feeds_delivery WHERE cursor > 0",
    "all was stored": "SELECT 1 FROM feeds_delivery WHERE state = 'loaded'",
    "people had been found": "SELECT 1 FROM identity_link LIMIT 1",
}


class Sent:
    """A delivery that waits in the queue, with a worker's command line."""

    def __init__(self, database: str, folder) -> None:
        self.make = Making()
        self.command_line = CommandLine(folder / "var", database)
        sender = Sender(self.make, folder)
        file = sender.file(*(ROW.under(f"V{n}") for n in range(MANY)))
        take_in(
            by=open_scope(sender.officer), store=DeliveryStore(folder / "var" / "deliveries"), paths=[file],
            format="extract", kind=None,
        )  # fmt: skip

    def job(self, of: str) -> object:
        return self.make._owner(f"SELECT {of} FROM procrastinate_jobs WHERE task_name = 'load_delivery'")[0]

    def work(self):
        return self.command_line.start("worker")

    def is_there(self, sql: str) -> bool:
        return self.make._owner(sql) is not None

    def forget_the_dead(self) -> None:
        """As though the time had passed after which a worker counts as dead."""
        self.make._owner("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")

    def done_once(self) -> bool:
        stored = self.make._owner("SELECT count(*), count(DISTINCT key_digest) FROM records_record")
        linked = self.make._owner(
            "SELECT count(*), count(DISTINCT mention) FROM identity_link WHERE ended_at IS NULL"
        )
        return stored == linked == (MANY, MANY)


@pytest.fixture
def sent(fresh_database, tmp_path):
    return Sent(fresh_database, tmp_path)


@pytest.mark.parametrize("step", STEPS)
def test_what_a_worker_was_killed_at_is_finished_by_the_next_and_done_once(sent, step):
    sent.work().when(lambda: sent.is_there(STEPS[step])).kill()
    sent.forget_the_dead()
    sent.work().when(lambda: sent.job("status::text") == "succeeded").stop()
    assert sent.done_once()


def test_what_stops_every_worker_is_given_to_no_more_of_them(sent):
    sent.work().when(lambda: sent.is_there(STEPS["it had taken the job"])).kill()
    sent.make._owner("UPDATE procrastinate_jobs SET attempts = %s WHERE status = 'doing'", ATTEMPTS - 1)
    sent.forget_the_dead()
    sent.work().when(lambda: sent.job("status::text") == "failed").stop()
    assert sent.make._owner("SELECT why, attempt FROM jobs_failure") == (STOPPED_IN_THE_MIDDLE, ATTEMPTS)


def test_a_connection_that_breaks_is_tried_again_and_the_work_is_done_once(sent, fresh_database):
    """Every connection of the worker is cut while it stores what was sent."""
    worker = sent.work().when(lambda: sent.is_there(STEPS["some was stored"]))
    connections["engine"].close()
    with psycopg.connect(
        **settings.ADDRESSES[Login.ENGINE] | {"dbname": fresh_database}, autocommit=True
    ) as cut:
        cut.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'ct_engine' AND pid <> pg_backend_pid() AND datname = current_database()"
        )
    worker.when(lambda: sent.job("status::text") == "succeeded").stop()
    assert sent.done_once()
    assert sent.make._owner("SELECT DISTINCT why FROM jobs_failure") == (
        "The database could not be reached, or broke off",
    )


def test_a_failure_that_does_not_pass_is_shown_at_once_in_words_that_quote_nothing(
    fresh_database, make, tmp_path
):
    make._owner(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, args) VALUES ('default', 'derive_households', %s) RETURNING id",
        json.dumps({"numbers": ["Abena"]}),
    )
    worker = CommandLine(tmp_path / "var", fresh_database).start("worker")
    worker.when(lambda: make._owner("SELECT 1 FROM procrastinate_jobs WHERE status = 'failed'")).stop()
    why, attempt = make._owner("SELECT why, attempt FROM jobs_failure")
    assert (why.startswith("A fault in the program ("), attempt) == (True, 1)
    assert "Abena" not in why
    assert "invalid input" not in worker.said.read_text()


def test_a_worker_says_that_it_lives(sent):
    sent.work().when(
        lambda: sent.is_there("SELECT 1 FROM jobs_life WHERE at > now() - interval '5 seconds'")
    ).stop()


def test_every_kind_of_job_that_a_worker_had_taken_when_it_was_killed_is_taken_up(
    fresh_database, make, tmp_path
):
    (dead,) = make._owner(
        "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 minute') RETURNING id"
    )
    for task in flow.TASKS:
        numbers = [0, 0] if task is flow.follow_parting else []
        make._owner(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, worker_id) VALUES ('default', %s, %s, 'doing', %s)",
            task.__name__, json.dumps({"numbers": numbers}), dead,
        )  # fmt: skip
    worker = CommandLine(tmp_path / "var", fresh_database).start("worker")
    worker.when(
        lambda: make._owner("SELECT count(*) FROM procrastinate_jobs WHERE status = 'succeeded' AND task_name = ANY (%s)",
                            [task.__name__ for task in flow.TASKS]) == (len(flow.TASKS),)
    ).stop()  # fmt: skip
