"""Why a job failed, said in our own words; and how long it is tried."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, InterfaceError, OperationalError
from psycopg.errors import AdminShutdown, DeadlockDetected, DiskFull

from commonthread.jobs.terms import ATTEMPTS, Failed, wait_after


def because(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "why", "may_pass"),
    [
        (OperationalError("server closed"), "The database could not be reached, or broke off", True),
        (AdminShutdown("cut"), "The database could not be reached, or broke off", True),
        (InterfaceError("closed"), "The database could not be reached, or broke off", True),
        (because(OperationalError(), DeadlockDetected()), "Somebody else was changing the same things", True),
        (because(OperationalError(), DiskFull()), "There was no room on the database’s disk", True),
        (FileNotFoundError("/x"), "A file that it needs is not there", False),
        (ConnectionResetError(), "A file or the network could not be used", True),
        (DatabaseError("Key (name)=(Abena)"), "A fault in the program (DatabaseError)", False),
        (ValueError("Abena"), "A fault in the program (ValueError)", False),
    ],
)
def test_what_is_said_of(error, why, may_pass):
    failed = Failed.of(error)
    assert (str(failed), failed.may_pass) == (why, may_pass)


def test_ten_attempts_take_seventeen_minutes():
    waits = [wait_after(attempt) for attempt in range(1, ATTEMPTS + 1)]
    assert waits[-1] is None
    assert len(waits) == 10
    assert timedelta(minutes=17) < sum(waits[:-1], timedelta()) < timedelta(minutes=18)
