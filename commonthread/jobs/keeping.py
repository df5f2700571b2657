"""What the worker says of itself and of its jobs, as `engine`."""

from django.db import connections


def say_alive() -> None:
    _run(
        "INSERT INTO jobs_life (one, at) VALUES (true, now()) ON CONFLICT (one) DO UPDATE SET at = EXCLUDED.at"
    )


def keep_failure(*, job: int, task: str, attempt: int, why: str) -> None:
    _run(
        "INSERT INTO jobs_failure (job, task, attempt, why) VALUES (%s, %s, %s, %s)", job, task, attempt, why
    )


def clear_finished() -> None:
    """Jobs that were done go after a day, those that failed after half a year."""
    _run("SELECT jobs.clear_finished()")


def _run(sql: str, *params) -> None:
    with connections["engine"].cursor() as cursor:
        cursor.execute(sql, params)
