"""The minutes of a meeting: a professional and a family edition of what its chair approved. Pure but for what is kept.

The family edition is made of what may stand in it, and never by leaving out of the other: lines that were open to all,
agencies by name, nobody's whereabouts, and nobody from outside, who may be the one who told.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from commonthread.access.scope import Scope
from commonthread.access.statements import rows, value
from commonthread.pathways.meetings import AttendeeSort, Comes, LineSort, Part
from commonthread.pathways.meetings_reading import Attendee, MeetingShown

WITHHELD = "[left out]"
# Whatever could lead to where somebody lives or is reached: postcodes, telephone numbers, addresses of e-mail and the web.
LEADS_TO_SOMEBODY = re.compile(
    r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b|(?:\+44|\b0)(?:[\s-]?\d){9,10}\b|[\w.+-]+@[\w.-]*\w"
    r"|\b(?:https?://|www\.)[^\s,;]+",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Said:
    """A line as it stands in the minutes. `whose` is who acts, or which agency dissents."""

    sort: LineSort
    person: int | None
    words: str
    threshold: str = ""
    whose: str = ""
    due_at: datetime | None = None
    restricted: bool = False


@dataclass(frozen=True)
class Present:
    """Who was there, or was asked and was not. `note` says why not, or why not for the whole."""

    called: str
    came: bool
    note: str
    sort: AttendeeSort = AttendeeSort.AGENCY


@dataclass(frozen=True)
class Minutes:
    what: str
    held_at: datetime
    chair: str
    agency: str
    present: tuple[Present, ...]
    without_quorum: str
    whom: tuple[int, ...]
    said: tuple[Said, ...]

    def of(self, *sorts: LineSort, person: int | None = None) -> tuple[Said, ...]:
        return tuple(
            line for line in self.said if line.sort in sorts and (person is None or line.person == person)
        )


@dataclass(frozen=True)
class Edition:
    number: int
    minutes: Minutes
    withheld: tuple[str, ...]
    approved_by: str
    approved_at: datetime


@dataclass(frozen=True)
class Given:
    edition: int
    attendee: int
    by: str
    at: datetime


def minutes_of(meeting: MeetingShown, agency: str) -> Minutes:
    """For professionals, of all that was said."""
    present = tuple(Present(one.called, bool(one.came), _note(one), one.sort) for one in meeting.attendees)
    said = tuple(
        Said(
            line.sort,
            line.person,
            line.words,
            line.threshold,
            line.owner or line.agency,
            line.due_at,
            line.restricted,
        )
        for line in meeting.lines
    )
    excused = " ".join(filter(None, (meeting.without_quorum, meeting.without_quorum_by)))
    return Minutes(
        meeting.step.does, meeting.starts_at, meeting.chair, agency, present, excused, meeting.whom, said
    )


def for_family(minutes: Minutes, withheld: Iterable[str]) -> Minutes:
    """What the family reads: only lines that were open to all; of those there, agencies and family, and no reason why
    somebody was not. Words that are withheld, and whatever leads to where somebody is, are left out of what remains."""
    hidden = _any_of(withheld)

    def clear(words: str) -> str:
        return LEADS_TO_SOMEBODY.sub(WITHHELD, hidden.sub(WITHHELD, words) if hidden else words)

    return Minutes(
        what=clear(minutes.what),
        held_at=minutes.held_at,
        chair=clear(minutes.chair),
        agency=clear(minutes.agency),
        present=tuple(
            Present(clear(one.called), True, "", one.sort)
            for one in minutes.present
            if one.came and one.sort is not AttendeeSort.OUTSIDER
        ),
        without_quorum="",
        whom=minutes.whom,
        said=tuple(
            Said(
                line.sort,
                line.person,
                clear(line.words),
                clear(line.threshold),
                clear(line.whose),
                line.due_at,
            )
            for line in minutes.said
            if not line.restricted
        ),
    )


def approve_minutes(*, by: Scope, meeting: int, minutes: Minutes, withheld: Iterable[str]) -> int:
    """Keep another edition, as its chair approves it; NotAllowed for anybody else, and before the meeting has ended."""
    return value(
        "SELECT pathways.approve_minutes(%s, %s::jsonb, %s::text[])",
        meeting,
        _as_json(minutes),
        list(withheld),
    )


def editions(meeting: int) -> list[Edition]:
    """The newest first; inside the transaction of whoever opened the meeting."""
    return [
        Edition(number, _read(json.loads(body)), tuple(withheld), approved_by, approved_at)
        for number, body, withheld, approved_by, approved_at in rows(
            "SELECT * FROM pathways.minutes(%s)", meeting
        )
    ]


def give_minutes(*, by: Scope, meeting: int, edition: int, attendee: int) -> None:
    """Say on the ledger that an edition is given to somebody who was asked."""
    value("SELECT pathways.give_minutes(%s, %s, %s)", meeting, edition, attendee)


def given_to(meeting: int) -> list[Given]:
    """To whom which edition was given, the latest first."""
    return [Given(*row) for row in rows("SELECT * FROM pathways.minutes_given(%s)", meeting)]


def _note(one: Attendee) -> str:
    if one.part is Part.NONE:
        return f"not to be there: {one.part_because}"
    told = {Comes.APOLOGIES: f"apologies: {one.words}", Comes.REPORT: f"sent a report: {one.words}"}.get(
        one.answer, ""
    )
    part = "not for what was restricted" if one.part is Part.OPEN and one.sort is AttendeeSort.AGENCY else ""
    return "; ".join(filter(None, (told, part, one.part_because)))


def _any_of(withheld: Iterable[str]) -> re.Pattern | None:
    """However its words are spaced and whichever letters are large."""
    given = [r"\s+".join(map(re.escape, words.split())) for words in withheld if words.strip()]
    return re.compile("|".join(sorted(given, key=len, reverse=True)), re.IGNORECASE) if given else None


def _as_json(minutes: Minutes) -> str:
    def plain(one) -> object:
        return one.isoformat() if isinstance(one, datetime) else vars(one)

    return json.dumps(vars(minutes), default=plain)


def _read(body: dict) -> Minutes:
    def line(of: dict) -> Said:
        due = of["due_at"] and datetime.fromisoformat(of["due_at"])
        return Said(**of | {"sort": LineSort(of["sort"]), "due_at": due})

    return Minutes(
        **body
        | {
            "held_at": datetime.fromisoformat(body["held_at"]),
            "present": tuple(Present(**one | {"sort": AttendeeSort(one["sort"])}) for one in body["present"]),
            "whom": tuple(body["whom"]),
            "said": tuple(line(one) for one in body["said"]),
        }
    )
