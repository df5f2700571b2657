"""What an entry form sent: who is in it, and each cell as it would stand in a file."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from commonthread.kernel.dates import has_time, read_date, read_moment
from commonthread.records.cells import CellType
from commonthread.records.columns import columns_by_name, mention_columns, record_columns
from commonthread.records.kind import Kind
from commonthread.records.record import MentionRole
from commonthread.web.words import day, moment

Sent = Mapping[str, Sequence[str]]
PERSON = re.compile(r"([a-z_]+)_([0-9]{1,2})", re.ASCII)


@dataclass(frozen=True, order=True)
class Place:
    """Where in the form somebody stands: child number 2."""

    role: MentionRole
    number: int

    @property
    def key(self) -> str:
        return f"{self.role}_{self.number}"


@dataclass(frozen=True)
class Posted:
    """The cells under the names of the columns, and the people in order. `added` has just been asked for."""

    people: tuple[Place, ...]
    cells: Mapping[str, str]
    added: Place | None = None


def posted(kind: Kind, sent: Sent) -> Posted:
    """What was sent, after the buttons that add or take away a person."""
    people = _people(kind, sent)
    now = Posted(people, _cells(kind, people, sent))
    asked, _, which = _last(sent, "do").partition(":")
    if asked == "add":
        return _with_one_more(kind, now, _last(sent, "add_role"))
    if asked == "remove":
        return _without(kind, now, which)
    return now


def as_posted(kind: Kind, cells: Mapping[str, str]) -> Posted:
    """Cells that were read elsewhere, as though the form had sent them."""
    places = [Place(role, number) for role, most in kind.mentions.items() for number in range(1, most + 1)]
    filled = {name for name, cell in cells.items() if cell.strip()}
    people = [
        place
        for place in places
        if any(column.name in filled for column in mention_columns(place.role, place.number))
    ]
    sent = {name: (cell,) for name, cell in cells.items()}
    if people:
        sent["person"] = tuple(place.key for place in people)
    return posted(kind, sent)


def readable(kind: Kind, cells: Mapping[str, str]) -> dict[str, str]:
    """The same cells with dates as people write them, wherever nothing is lost by it."""
    known = columns_by_name(kind)
    return {name: _readable(known[name].type, cell) for name, cell in cells.items()}


def _readable(type: CellType, cell: str) -> str:
    if type is CellType.DATE:
        return day(read_date(cell))
    if type is CellType.MOMENT:
        at = read_moment(cell)
        written = moment(at) if has_time(cell) else day(read_date(cell))
        return written if read_moment(written) == at else cell
    return cell


def wants_saving(sent: Sent) -> bool:
    return _last(sent, "do") == "save"


def room(kind: Kind, people: Sequence[Place]) -> tuple[MentionRole, ...]:
    """Roles in which one more person has room."""
    return tuple(
        role for role, most in kind.mentions.items() if sum(place.role == role for place in people) < most
    )


def _people(kind: Kind, sent: Sent) -> tuple[Place, ...]:
    """As sent, as far as the kind has room for them; at first somebody whom the record is about."""
    places = [Place(kind.about[0], 1)] if "person" not in sent else []
    for key in sent.get("person", ()):
        found = PERSON.fullmatch(key)
        if found and found[1] in set(MentionRole):
            place = Place(MentionRole(found[1]), int(found[2]))
            if 1 <= place.number <= kind.mentions.get(place.role, 0) and place not in places:
                places.append(place)
    return tuple(places)


def _cells(kind: Kind, people: Sequence[Place], sent: Sent) -> dict[str, str]:
    asked = [
        *record_columns(kind),
        *(c for place in people for c in mention_columns(place.role, place.number)),
    ]
    return {
        column.name: "; ".join(filter(None, sent.get(column.name, ())))
        if column.type is CellType.CHOICES
        else _last(sent, column.name)
        for column in asked
    }


def _with_one_more(kind: Kind, now: Posted, role: str) -> Posted:
    if role not in room(kind, now.people):
        return now
    taken = {place.number for place in now.people if place.role == role}
    added = Place(MentionRole(role), max(taken, default=0) + 1)
    new = {column.name: "" for column in mention_columns(added.role, added.number)}
    return Posted((*now.people, added), {**now.cells, **new}, added)


def _without(kind: Kind, now: Posted, key: str) -> Posted:
    """Take one away; those after them in the same role move up by one."""
    gone = next((place for place in now.people if place.key == key), None)
    if gone is None:
        return now
    cells = {column.name: now.cells[column.name] for column in record_columns(kind)}
    people = []
    for place in now.people:
        if place == gone:
            continue
        later = place.role == gone.role and place.number > gone.number
        moved = Place(place.role, place.number - 1) if later else place
        people.append(moved)
        columns = zip(
            mention_columns(place.role, place.number), mention_columns(moved.role, moved.number), strict=True
        )
        cells |= {new.name: now.cells[old.name] for old, new in columns}
    return Posted(tuple(people), cells)


def _last(sent: Sent, name: str) -> str:
    values = sent.get(name, ())
    return values[-1] if values else ""
