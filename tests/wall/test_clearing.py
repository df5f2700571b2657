"""What nobody can use any more is cleared; what is still of use stays."""

import pytest
from django.db import connections

from commonthread import flow
from commonthread.access.permissions import Role
from commonthread.access.scope import open_scope
from commonthread.access.terms import Purpose
from commonthread.records.actions import open_person
from commonthread.records.queries import ask
from commonthread.serving.worker import worker_app

AGES = {
    "django_session": "UPDATE django_session SET expire_date = now() - interval '1 second'",
    "access_session": "UPDATE access_session SET expires_at = now() - interval '25 hours'",
    "access_ticket": "UPDATE access_ticket SET asked_at = now() - interval '61 minutes'",
    "access_grant": "UPDATE access_grant SET until_at = now() - interval '25 hours'",
}


@pytest.fixture
def used(fresh_database, make):
    """Somebody has signed in, stated a purpose and asked for a record."""
    agency, person = make.agency(), make.person()
    record = make.record(agency, persons=(person,))
    scope = open_scope(make.user(agency, Role.POLICE_SUPERVISOR))
    make._owner(
        "INSERT INTO django_session (session_key, session_data, expire_date) VALUES ('k', '', now() + interval '15 minutes')"
    )
    with scope.transaction():
        open_person(by=scope, person=person, purpose=Purpose.OWN_WORK, because="allocated to me")
        ask([record], purpose=Purpose.OWN_WORK, reason="allocated to me")
    return scope


def counted(make) -> dict[str, int]:
    return {table: make._owner(f"SELECT count(*) FROM {table}")[0] for table in AGES}


def test_what_can_still_be_used_stays(used, make):
    flow.clear_what_ended(0)
    assert counted(make) == dict.fromkeys(AGES, 1)


@pytest.mark.parametrize("table", AGES)
def test_what_has_run_out_goes_and_nothing_else(used, make, table):
    make._owner(AGES[table])
    events = make._owner("SELECT count(*) FROM ledger_event")
    flow.clear_what_ended(0)
    assert counted(make) == {**dict.fromkeys(AGES, 1), table: 0}
    assert make._owner("SELECT count(*) FROM ledger_event") == events


def test_a_scope_that_was_ended_yesterday_goes(used, make):
    make._owner("UPDATE access_session SET ended_at = now() - interval '25 hours'")
    flow.clear_what_ended(0)
    assert counted(make)["access_session"] == 0


def test_the_worker_does_it_by_itself(database):
    periodic = worker_app().periodic_registry.periodic_tasks.values()
    assert ("clear_what_ended", "*/15 * * * *") in {(task.task.name, task.cron) for task in periodic}


def test_nobody_clears_but_the_worker(make, used):
    with (
        used.transaction(),
        connections["app"].cursor() as cursor,
        pytest.raises(Exception, match="permission denied"),
    ):
        cursor.execute("SELECT access.clear_what_ended()")


def test_jobs_that_were_done_go_after_a_day_and_failed_ones_after_half_a_year(fresh_database, make):
    ages = {
        "succeeded": ("23 hours", "25 hours"),
        "failed": ("179 days", "181 days"),
        "todo": ("2 years", "2 years"),
    }
    for status, both in ages.items():
        for age in both:
            make._owner(
                "WITH made AS (INSERT INTO procrastinate_jobs (queue_name, task_name, status) VALUES ('default', %s, %s) RETURNING id) "
                "INSERT INTO procrastinate_events (job_id, type, at) SELECT id, 'deferred', now() - %s::interval FROM made",
                f"{status} {age}", status, age,
            )  # fmt: skip
    make._owner(
        "UPDATE procrastinate_events SET at = now() - interval '2 years' WHERE job_id IN (SELECT id FROM procrastinate_jobs WHERE status = 'todo')"
    )
    flow.clear_what_ended(0)
    assert make._owner("SELECT array_agg(task_name::text ORDER BY id) FROM procrastinate_jobs")[0] == [
        "succeeded 23 hours", "failed 179 days", "todo 2 years", "todo 2 years",
    ]  # fmt: skip
