"""A row becomes a record: everything that the header settles is settled once, before the first row."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Any, NamedTuple

from pydantic import TypeAdapter, ValidationError

from commonthread.kernel.dates import has_time
from commonthread.records.cells import reader_of
from commonthread.records.column import Column, Part, columns, columns_by_name
from commonthread.records.faults import Place, complaints
from commonthread.records.header import name_of
from commonthread.records.kind import Kind
from commonthread.records.record import (
    Author,
    Contact,
    Draft,
    Fault,
    Grading,
    Mention,
    MentionRole,
    StaffSafetyWarning,
)
from commonthread.records.rules import broken_rules

Outcome = Draft | tuple[Fault, ...]
Person = tuple[MentionRole, int]

WHOLE_LINE = "(whole line)"
MODELS = {
    Part.RECORD: Draft,
    Part.CONTACT: Contact,
    Part.GRADING: Grading,
    Part.AUTHOR: Author,
    Part.MENTION: Mention,
    Part.WARNING: StaffSafetyWarning,
}
ONCE = (Part.RECORD, Part.DETAIL, Part.CONTACT, Part.GRADING, Part.AUTHOR)

validate_draft = TypeAdapter(Draft).validate_python


class Cell(NamedTuple):
    """Where the value of one cell goes: the part of the row's parts, the field, and how it is read."""

    part: int
    field: str
    read: Callable[[str], Any] | None
    column: str


@lru_cache(maxsize=500)
def row_reader(kind: Kind, header: tuple[str, ...]) -> Callable[[Sequence[str], date], Outcome]:
    """The reader of rows under a header that `check_header` has passed."""
    return RowReader(kind, header).read


class RowReader:
    def __init__(self, kind: Kind, header: tuple[str, ...]) -> None:
        known = columns_by_name(kind)
        given = [known[name_of(heading)] for heading in header]
        people = sorted(
            {(column.role, column.place) for column in given if column.role},
            key=lambda person: (list(kind.mentions).index(person[0]), person[1]),
        )
        self.kind = kind
        self.width = len(header)
        self.people = [(len(ONCE) + 2 * index, role, place) for index, (role, place) in enumerate(people)]
        self.size = len(ONCE) + 2 * len(people)
        self.cells = [self._cell(column, people) for column in given]
        self.begins = next(index for index, column in enumerate(given) if column.name == "happened_from")
        self.validate_detail = TypeAdapter(kind.detail).validate_python

    def _cell(self, column: Column, people: list) -> Cell:
        if column.role:
            part = len(ONCE) + 2 * people.index((column.role, column.place)) + (column.part is Part.WARNING)
        else:
            part = ONCE.index(column.part)
        model = self.kind.detail if column.part is Part.DETAIL else MODELS[column.part]
        return Cell(part, column.field, reader_of(model.model_fields[column.field]), column.name)

    def read(self, cells: Sequence[str], today: date) -> Outcome:
        if len(cells) != self.width:
            message = f"has {len(cells)} cells where the first line names {self.width} columns"
            return (Fault(column=WHOLE_LINE, message=message),)
        parts: list[dict[str, Any]] = [{} for _ in range(self.size)]
        unreadable: list[Fault] = []
        for (part, field, read, column), text in zip(self.cells, cells, strict=True):
            if not text or text.isspace():
                continue
            try:
                parts[part][field] = read(text) if read else text
            except ValueError as fault:
                unreadable.append(Fault(column=column, message=str(fault)))
        values, mentioned = self._assembled(parts)
        values["time_known"] = has_time(cells[self.begins])
        try:
            values["detail"] = self.validate_detail(parts[1])
            draft = validate_draft(values)
        except ValidationError:
            return self._faults(parts, values, mentioned, unreadable)
        return tuple(unreadable) or broken_rules(self.kind, draft, today) or draft

    def _assembled(self, parts: list[dict[str, Any]]) -> tuple[dict[str, Any], list[Person]]:
        """The record's values without its detail, and whom its mentions are."""
        record, _, contact, grading, author = parts[: len(ONCE)]
        mentions, mentioned = [], []
        for index, role, place in self.people:
            mention, warning = parts[index], parts[index + 1]
            if mention or warning:
                mention["role"] = role
                if warning:
                    mention["staff_safety_warning"] = warning
                mentions.append(mention)
                mentioned.append((role, place))
        record |= {"kind": self.kind.name, "mentions": mentions}
        if author:
            record["author"] = author
        if contact:
            record["contact"] = contact
        if grading:
            record["grading"] = grading
        return record, mentioned

    def _faults(
        self,
        parts: list[dict[str, Any]],
        values: dict[str, Any],
        mentioned: list[Person],
        unreadable: list[Fault],
    ) -> tuple[Fault, ...]:
        """Every fault of the row, once for each column."""
        faults = {fault.column: fault for fault in unreadable}
        for place, message in self._complaints(parts[ONCE.index(Part.DETAIL)], values):
            column = self._column_at(place, mentioned)
            faults.setdefault(column, Fault(column=column, message=message))
        return tuple(faults.values())

    def _complaints(self, detail: dict[str, Any], values: dict[str, Any]) -> Iterator[tuple[Place, str]]:
        try:
            values["detail"] = self.validate_detail(detail)
        except ValidationError as error:
            yield from (((Part.DETAIL, *place), message) for place, message in complaints(error))
            # Stands in for the detail, so that the other faults of the row come to light as well.
            values["detail"] = self.kind.detail.model_construct()
        try:
            validate_draft(values)
        except ValidationError as error:
            yield from complaints(error)

    def _column_at(self, place: Place, mentioned: list[Person]) -> str:
        names = _names(self.kind)
        match place:
            case ("mentions", int(index), "staff_safety_warning", str(field), *_):
                return names[Part.WARNING, *mentioned[index], field]
            case ("mentions", int(index), str(field), *_):
                return names[Part.MENTION, *mentioned[index], field]
            case (str(part), str(field), *_) if part in ONCE:
                return names[Part(part), None, None, field]
            case (str(field), *_):
                return names[Part.RECORD, None, None, field]
        raise ValueError(f"no column stands at {place}")


@cache
def _names(kind: Kind) -> Mapping[tuple[Part, MentionRole | None, int | None, str], str]:
    return {(column.part, column.role, column.place, column.field): column.name for column in columns(kind)}
