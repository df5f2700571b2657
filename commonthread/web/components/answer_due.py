"""How long there is to answer a request, in words; and how requests are chosen from."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils.timezone import now as this_moment

from commonthread.access.queries import agencies
from commonthread.pathways.requests import Only, requests_waiting
from commonthread.web.components.pages import asked_for, limits, part
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


def listed(request: HttpRequest, asked: Callable) -> dict[str, object]:
    """What either list shows: of what one's cases asked, or of what others ask of one's agency."""
    only, number = chosen(request.GET), asked_for(request)
    with request.scope.transaction():
        found = asked(only=only, **limits(number))
        waiting = requests_waiting()
        everybody = agencies()
    return {
        "part": part(found, number),
        "only": only,
        "choices": CHOICES,
        "waiting": waiting,
        "agencies": everybody,
        "left": left,
        "now": this_moment(),
    }
