"""What each job does, in words; why one failed; and which failures may pass by themselves."""

from datetime import timedelta

import psycopg
from django.db import InterfaceError, OperationalError
from psycopg.errors import DeadlockDetected, DiskFull, SerializationFailure

# Tried so often, each wait twice the one before: ten times in seventeen minutes.
ATTEMPTS = 10
# A worker says every few seconds that it lives; after so long without a word it has stopped.
LIVES = timedelta(seconds=60)
STOPPED_IN_THE_MIDDLE = f"The worker stopped in the middle of it, {ATTEMPTS} times"

WORDS = {
    "link_new": "Find whom new records are about",
    "derive_households": "Work households out anew",
    "load_delivery": "Load a delivery",
    "follow_parting": "Tell the cases about somebody who turned out to be two",
    "destroy_files": "Destroy files after an erasure",
    "send_notices": "Send notices",
    "send_what_waits": "Send notices that wait",
    "tell_what_is_overdue": "Tell whoever looks after a team of tasks that are overdue",
    "open_what_arrived": "Open a case at a hub for what feeds bring it",
    "tell_senders_of_notices": "Tell senders of notices that nobody acknowledged",
    "find_what_is_due": "Find records whose period has ended",
    "find_silent_feeds": "Find feeds that have fallen silent",
    "clear_what_ended": "Clear what nobody can use any more",
}


class Failed(Exception):
    """Why a job failed, without a word of what it was about."""

    def __init__(self, why: str, *, may_pass: bool) -> None:
        super().__init__(why)
        self.why = why
        self.may_pass = may_pass

    @classmethod
    def of(cls, error: Exception) -> "Failed":
        said = error if isinstance(error, psycopg.Error) else error.__cause__
        if isinstance(said, DeadlockDetected | SerializationFailure):
            return cls("Somebody else was changing the same things", may_pass=True)
        if isinstance(said, DiskFull):
            return cls("There was no room on the database’s disk", may_pass=True)
        if isinstance(
            error, OperationalError | InterfaceError | psycopg.OperationalError | psycopg.InterfaceError
        ):
            return cls("The database could not be reached, or broke off", may_pass=True)
        if isinstance(error, FileNotFoundError):
            return cls("A file that it needs is not there", may_pass=False)
        if isinstance(error, OSError):
            return cls("A file or the network could not be used", may_pass=True)
        return cls(f"A fault in the program ({type(error).__name__})", may_pass=False)


def wait_after(attempt: int) -> timedelta | None:
    """How long until the next attempt; None after the last."""
    return timedelta(seconds=2**attempt) if attempt < ATTEMPTS else None
