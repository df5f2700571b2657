"""What a sender must know becomes a task of the case, once: that nobody acknowledged a notice, or that it did not go."""

from django.db import connections, transaction

from commonthread.notices.kind import kinds
from commonthread.pathways.tasks import engine_task

SOURCE = "Notices: nothing that is sent goes unheard in silence"


def tell_senders() -> None:
    """As `engine`. Killed in the middle it tells nobody twice: a task is made once for its key."""
    with connections["engine"].cursor() as cursor:
        cursor.execute("SELECT * FROM notices.to_tell()")
        untold = cursor.fetchall()
    for notice, sending, case, person, to_user, kind, recipient, due_at, why in untold:
        with transaction.atomic(using="engine"), connections["engine"].cursor() as cursor:
            engine_task(
                key=f"notice {notice} not sent" if sending else f"notice {notice} not acknowledged", case=case,
                does=f"Reach {recipient} in another way" if sending else f"Ring {recipient}: a notice is not acknowledged",
                due_at=due_at, source=SOURCE, because=f"{kinds()[kind].title}: {why}", person=person, to_user=to_user,
            )  # fmt: skip
            cursor.execute("SELECT notices.have_told(%s, %s)", [notice, sending])
