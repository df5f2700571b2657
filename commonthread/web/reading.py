"""Why somebody reads a record: the live purpose for one of its people, or what they said for this record."""

from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils.timezone import now

from commonthread.records.queries import Envelope, OpenPerson, reading_under

KEPT_AS = "reading"
LASTS = timedelta(hours=8)
AT_MOST = 40


def reason_to_read(request: HttpRequest, found: Envelope) -> OpenPerson | None:
    """Within the scope's transaction. None where a purpose must be stated first."""
    return reading_under(found) or _said_before(request, found.number)


def keep_reason(request: HttpRequest, record: int, purpose: str, because: str) -> None:
    """Remember for a working day of this session, so that one record is asked about once."""
    others = {key: said for key, said in request.session.get(KEPT_AS, {}).items() if key != str(record)}
    kept = {**others, str(record): [purpose, because, (now() + LASTS).isoformat()]}
    request.session[KEPT_AS] = dict(list(kept.items())[-AT_MOST:])


def _said_before(request: HttpRequest, record: int) -> OpenPerson | None:
    said = request.session.get(KEPT_AS, {}).get(str(record))
    if said is None:
        return None
    purpose, because, until = said
    closes = datetime.fromisoformat(until)
    return OpenPerson(purpose, because, closes) if closes > now() else None
