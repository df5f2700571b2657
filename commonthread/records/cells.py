"""How one field stands in one cell: its type, what may be in it, how it is read and written."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from functools import lru_cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from annotated_types import Ge, Le, MaxLen
from pydantic import StringConstraints
from pydantic.fields import FieldInfo

from commonthread.kernel.dates import in_england, read_date, read_moment
from commonthread.records.codes import Code


class CellType(Code):
    TEXT = "text"
    LONG_TEXT = "long text"
    DATE = "date"
    MOMENT = "date and time", "Date, with a time if known"
    YES_NO = "yes or no"
    WHOLE_NUMBER = "whole number"
    NUMBER = "number"
    CHOICE = "choice", "One of the codes"
    CHOICES = "choices", "One or more of the codes, with ; between"


LONG = 200
MANY_CODES = 12
WHOLE = re.compile(r"-?[0-9]{1,9}", re.ASCII)
DECIMAL = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,9})?", re.ASCII)
YES_NO = {**dict.fromkeys(("yes", "y", "true", "1"), True), **dict.fromkeys(("no", "n", "false", "0"), False)}


def cell_type(field: FieldInfo) -> CellType:
    base, many = _base(field.annotation)
    if issubclass(base, Code):
        return CellType.CHOICES if many else CellType.CHOICE
    if base is str:
        return CellType.LONG_TEXT if (longest(field) or 0) > LONG else CellType.TEXT
    return {
        bool: CellType.YES_NO,
        int: CellType.WHOLE_NUMBER,
        float: CellType.NUMBER,
        date: CellType.DATE,
        datetime: CellType.MOMENT,
    }[base]


def codes(field: FieldInfo) -> tuple[Code, ...]:
    """The codes that the field takes, if it takes codes."""
    base, _ = _base(field.annotation)
    return tuple(base) if issubclass(base, Code) else ()


def longest(field: FieldInfo) -> int | None:
    """How many characters, or how many codes, there is room for."""
    for note in _notes(field):
        if isinstance(note, StringConstraints | MaxLen) and note.max_length is not None:
            return note.max_length
    return None


def bounds(field: FieldInfo) -> tuple[float | None, float | None]:
    """The least and the greatest number allowed."""
    least = next((note.ge for note in _notes(field) if isinstance(note, Ge)), None)
    greatest = next((note.le for note in _notes(field) if isinstance(note, Le)), None)
    return least, greatest


def reader_of(field: FieldInfo) -> Callable[[str], Any] | None:
    """How a cell becomes a value; None where the text itself is the value. ValueError gives the rule."""
    choices = codes(field)
    readers = {
        CellType.DATE: read_date,
        CellType.MOMENT: read_moment,
        CellType.YES_NO: _read_yes_no,
        CellType.WHOLE_NUMBER: _read_whole,
        CellType.NUMBER: _read_number,
        CellType.CHOICE: _choice_reader(choices),
        CellType.CHOICES: _choices_reader(choices),
    }
    return readers.get(cell_type(field))


def write_cell(value: Any) -> str:
    """The cell from which the value is read again."""
    if isinstance(value, tuple):
        return "; ".join(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return _moment_cell(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _moment_cell(moment: datetime) -> str:
    """The start of a day in England is a day whose time is not known."""
    there = in_england(moment)
    return there.date().isoformat() if there.time() == time() else there.isoformat()


def _read_yes_no(cell: str) -> bool:
    try:
        return YES_NO[cell.strip().casefold()]
    except KeyError:
        raise ValueError("is neither yes nor no") from None


def _read_whole(cell: str) -> int:
    if not WHOLE.fullmatch(cell.strip()):
        raise ValueError("is not a whole number")
    return int(cell)


def _read_number(cell: str) -> float:
    if not DECIMAL.fullmatch(cell.strip()):
        raise ValueError("is not a number such as 12 or 12.5")
    return float(cell)


def _choice_reader(choices: tuple[Code, ...]) -> Callable[[str], Code]:
    known = {label: code for code in choices for label in (code.label.casefold(), code.casefold())}
    complaint = _not_a_code(choices)

    @lru_cache(maxsize=1_000)
    def read(cell: str) -> Code:
        try:
            return known[cell.strip().casefold()]
        except KeyError:
            raise ValueError(complaint) from None

    return read


def _choices_reader(choices: tuple[Code, ...]) -> Callable[[str], tuple[Code, ...]]:
    read_one = _choice_reader(choices)

    @lru_cache(maxsize=1_000)
    def read(cell: str) -> tuple[Code, ...]:
        return tuple(read_one(part) for part in cell.split(";") if part.strip())

    return read


def _not_a_code(choices: tuple[Code, ...]) -> str:
    if len(choices) > MANY_CODES:
        return f"is not one of the {len(choices)} codes that its page lists"
    return "is not one of " + ", ".join(_code_and_label(code) for code in choices)


def _code_and_label(code: Code) -> str:
    return str(code) if code.casefold() == code.label.casefold() else f"{code} ({code.label})"


def _base(annotation: Any) -> tuple[type, bool]:
    """The plain type within optional, annotated and tuple; and whether there may be many."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _base(get_args(annotation)[0])
    if origin in (Union, UnionType):
        (inner,) = (argument for argument in get_args(annotation) if argument is not NoneType)
        return _base(inner)
    if origin is tuple:
        return _base(get_args(annotation)[0])[0], True
    return annotation, False


def _notes(field: FieldInfo) -> tuple[Any, ...]:
    return (*field.metadata, *_inner_notes(field.annotation))


def _inner_notes(annotation: Any) -> tuple[Any, ...]:
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *notes = get_args(annotation)
        unpacked = (
            part for note in notes for part in (note.metadata if isinstance(note, FieldInfo) else (note,))
        )
        return (*unpacked, *_inner_notes(inner))
    if origin in (Union, UnionType):
        return tuple(note for part in get_args(annotation) for note in _inner_notes(part))
    return ()
