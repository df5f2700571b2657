"""The minutes of a meeting: a professional and a family edition of what its chair approved. Pure.

The family edition is made of what may stand in it, and never by leaving out of the other: lines that were open to all,
agencies by name, nobody's whereabouts, and nobody from outside, who may be the one who told.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

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
    """Who was there, or was asked and was not. `note` says why not, or why not for the whole; `part` is that for which they
    were asked."""

    called: str
    came: bool
    note: str
    sort: AttendeeSort = AttendeeSort.AGENCY
    part: Part = Part.WHOLE


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

    @property
    def attendance(self) -> dict[str, tuple[Present, ...]]:
        """Who was there, apart for each part where not everybody was there for all of it."""
        came = [one for one in self.present if one.came]
        apart = {part: tuple(one for one in came if one.part is part) for part in (Part.WHOLE, Part.OPEN)}
        if not apart[Part.OPEN]:
            return {"Who was there": apart[Part.WHOLE]}
        return {
            "Who was there for all of it": apart[Part.WHOLE],
            "Who was there for the part that is not restricted": apart[Part.OPEN],
        }

    def of(self, *sorts: LineSort, person: int | None = None) -> tuple[Said, ...]:
        return tuple(
            line for line in self.said if line.sort in sorts and (person is None or line.person == person)
        )


def minutes_of(meeting: MeetingShown, agency: str) -> Minutes:
    """For professionals, of all that was said."""
    present = tuple(
        Present(one.called, bool(one.came), _note(one), one.sort, one.part) for one in meeting.attendees
    )
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
        meeting.step.meeting, meeting.starts_at, meeting.chair, agency, present, excused, meeting.whom, said
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


def _note(one: Attendee) -> str:
    if one.part is Part.NONE:
        return f"not to be there: {one.part_because}"
    told = {Comes.APOLOGIES: f"apologies: {one.words}", Comes.REPORT: f"sent a report: {one.words}"}.get(
        one.answer, ""
    )
    return "; ".join(filter(None, (told, one.part_because)))


def _any_of(withheld: Iterable[str]) -> re.Pattern | None:
    """However its words are spaced and whichever letters are large."""
    given = [r"\s+".join(map(re.escape, words.split())) for words in withheld if words.strip()]
    return re.compile("|".join(sorted(given, key=len, reverse=True)), re.IGNORECASE) if given else None


def as_json(minutes: Minutes) -> str:
    def plain(one) -> object:
        return one.isoformat() if isinstance(one, datetime) else vars(one)

    return json.dumps(vars(minutes), default=plain)


def read(body: dict) -> Minutes:
    def line(of: dict) -> Said:
        due = of["due_at"] and datetime.fromisoformat(of["due_at"])
        return Said(**of | {"sort": LineSort(of["sort"]), "due_at": due})

    return Minutes(
        **body
        | {
            "held_at": datetime.fromisoformat(body["held_at"]),
            "present": tuple(
                Present(**one | {"sort": AttendeeSort(one["sort"]), "part": Part(one["part"])})
                for one in body["present"]
            ),
            "whom": tuple(body["whom"]),
            "said": tuple(line(one) for one in body["said"]),
        }
    )
