"""Who is told of what is overdue, and when: the engine's work every few minutes."""

from datetime import timedelta

from django.db import connections

from commonthread.access.statements import value

# Local figures, until the partnership sets its own: how long after it was due each level is told. First the team's
# supervisors, as each step of a procedure names them; then all of the agency's.
TOLD_AFTER = (timedelta(0), timedelta(hours=4))
ACCEPTED_WITHIN = timedelta(hours=1)


def escalate() -> int:
    """Tell of everything overdue, and of what is owned by somebody who has left or was offered and not
    accepted, as `engine`; returns of how many."""
    with connections["engine"].cursor() as cursor:
        cursor.execute("SELECT pathways.escalate(%s, %s)", [list(TOLD_AFTER), ACCEPTED_WITHIN])
        return cursor.fetchone()[0]


def untold() -> int:
    """How many tasks of one's agency wait too long with nobody who supervises: for an administrator."""
    return value("SELECT pathways.untold()")
