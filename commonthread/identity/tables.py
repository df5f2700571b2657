"""Any CSV file as mentions: columns by a mapping, dates in whatever style the column keeps."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from commonthread.identity.standardise import GivenMention, Standard, standardise

FIELDS = frozenset(field.name for field in fields(GivenMention)) - {"number", "born_precision"}
SEX = {"f": "F", "female": "F", "2": "F", "m": "M", "male": "M", "1": "M"}
ENCODING = "utf-8-sig"
FIRST_ROWS = 1000


class Unreadable(ValueError):
    """A file or mapping that cannot be read, with the reason for whoever asked."""


class NoSuchColumn(Unreadable):
    pass


class NoSuchField(Unreadable):
    pass


@dataclass(frozen=True)
class Row:
    """`id` is as the file has it; `mention` is numbered by the row's place."""

    id: str
    mention: Standard


def rows_of(paths: Sequence[Path], mapping: Mapping[str, str], id_column: str) -> Iterator[Row]:
    """The rows of the files, read once. `mapping` gives for a field of a mention the column that holds it.

    Several columns joined by + are read as one, in order: `address=street_number+address_1`.
    """
    unknown = sorted(mapping.keys() - FIELDS)
    if unknown:
        raise NoSuchField(
            f"A mention has no field {', '.join(unknown)}. It has: {', '.join(sorted(FIELDS))}."
        )
    columns = {field: tuple(part.strip() for part in told.split("+")) for field, told in mapping.items()}
    number = 0
    for path in paths:
        style = _style(path, columns.get("born_on", ()))
        for row in _read(path, {id_column, *(part for parts in columns.values() for part in parts)}):
            number += 1
            yield Row(row[id_column], _mention(number, row, columns, style))


def _read(path: Path, wanted: Iterable[str]) -> Iterator[dict[str, str]]:
    with path.open(encoding=ENCODING, newline="") as file:
        header = file.readline()
        file.seek(0)
        reader = csv.reader(file, delimiter=max(",;\t|", key=header.count), skipinitialspace=True)
        names = [name.strip() for name in next(reader, [])]
        missing = sorted(set(wanted) - set(names))
        if missing:
            raise NoSuchColumn(f"{path} has no column {', '.join(missing)}. It has: {', '.join(names)}.")
        for values in reader:
            yield dict(zip(names, (value.strip() for value in values), strict=False))


def _mention(
    number: int, row: Mapping[str, str], columns: Mapping[str, tuple[str, ...]], style: str
) -> Standard:
    told = {field: " ".join(row.get(part, "") for part in parts).strip() for field, parts in columns.items()}
    digits = born_digits(told.pop("born_on", ""), style)
    if "sex" in told:
        told["sex"] = SEX.get(told["sex"].casefold(), "")
    mention = standardise(GivenMention(number, **{field: value or None for field, value in told.items()}))
    if not digits:
        return mention
    # Kept as digits: a date that no calendar has still shows most of the true one.
    return replace(mention, born=digits, born_year=digits // 10000, born_day_known=digits % 10000 != 101)


STYLES = {
    "ymd": re.compile(r"(?P<y>\d{4})\D?(?P<m>\d\d?)\D?(?P<d>\d\d?)(?!\d)"),
    "dmy": re.compile(r"(?P<d>\d\d?)\D(?P<m>\d\d?)\D(?P<y>\d{4})\b"),
    "mdy": re.compile(r"(?P<m>\d\d?)\D(?P<d>\d\d?)\D(?P<y>\d{4})\b"),
}


def born_digits(text: str, style: str) -> int:
    """The date as the number yyyymmdd, or 0."""
    found = STYLES[style].match(text)
    return int(found["y"]) * 10000 + int(found["m"]) * 100 + int(found["d"]) if found else 0


def _style(path: Path, columns: tuple[str, ...]) -> str:
    """The style in which most of the first dates are dates; day before month where both may be."""
    if not columns:
        return "ymd"
    first = [
        " ".join(row[part] for part in columns)
        for row, _ in zip(_read(path, columns), range(FIRST_ROWS), strict=False)
    ]
    return max(STYLES, key=lambda style: sum(_plausible(born_digits(text, style)) for text in first))


def _plausible(digits: int) -> bool:
    return 0 < digits % 100 <= 31 and 0 < digits // 100 % 100 <= 12
