"""How long there is to answer a request, in words; and how requests are chosen from."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from commonthread.pathways.requests import Only
from commonthread.web.words import count

CHOICES = {
    Only.ALL: "all of them",
    Only.WAITING: "waiting for an answer",
    Only.OVERDUE: "overdue",
    Only.GRANTED: "granted",
    Only.REFUSED: "refused",
    Only.WITHDRAWN: "withdrawn",
}
DAY = timedelta(days=1)


def left(due_at: datetime, now: datetime) -> str:
    """3 days left; 2 h 10 min left; 10 min left. Of what is overdue: 2 days late."""
    late = due_at < now
    time = abs(due_at - now)
    if time >= DAY:
        words = count(time.days, "day")
    else:
        hours, minutes = divmod(int(time.total_seconds()) // 60, 60)
        words = f"{hours} h {minutes} min" if hours else f"{minutes} min"
    return f"{words} {'late' if late else 'left'}"


def chosen(asked: Mapping[str, str]) -> Only:
    """From the address; whatever is no choice chooses all."""
    given = asked.get("only", "")
    return Only(given) if given in set(Only) else Only.ALL
