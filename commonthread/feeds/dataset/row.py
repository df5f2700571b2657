"""One row of a table of the dataset: its values as what they mean, and what is wrong with them."""

import json
from collections.abc import Mapping
from datetime import date, datetime, time
from functools import cache
from typing import Any, TypeVar

from commonthread.feeds.dataset.tables import Table
from commonthread.kernel.dates import has_time, in_england, read_date, read_moment
from commonthread.records.codes import Code
from commonthread.records.record import Fault

C = TypeVar("C", bound=Code)

NOTHING = {"", "null", "none", "placeholder_data", "n/a"}
FLAGS = {"y": True, "yes": True, "true": True, "1": True, "n": False, "no": False, "false": False, "0": False}
NOT_APPLICABLE = {"na", "u", "unknown"}


class Row:
    """Columns are asked for without the prefix of their table."""

    def __init__(self, table: Table, values: Mapping[str, str]) -> None:
        self.table, self.values = table, values
        self.rejected: list[Fault] = []
        self.warned: list[Fault] = []

    def column(self, name: str) -> str:
        return self.table.prefix + name

    def reject(self, name: str, message: str) -> None:
        self.rejected.append(Fault(column=self.column(name), message=message))

    def warn(self, name: str, message: str) -> None:
        self.warned.append(Fault(column=self.column(name), message=message))

    def text(self, name: str) -> str | None:
        text = (self.values.get(self.column(name)) or "").strip()
        return None if text.casefold() in NOTHING else text

    def day(self, name: str) -> date | datetime | None:
        """A day; a moment where a time other than midnight is given."""
        text = self.text(name)
        if text is None:
            return None
        try:
            if not has_time(text):
                return read_date(text)
            moment = read_moment(text)
        except ValueError as wrong:
            self.reject(name, str(wrong))
            return None
        there = in_england(moment)
        return there.date() if there.time() == time() else moment

    def date(self, name: str) -> date | None:
        found = self.day(name)
        return in_england(found).date() if isinstance(found, datetime) else found

    def flag(self, name: str) -> bool | None:
        text = self.text(name)
        if text is None or text.casefold() in NOT_APPLICABLE:
            return None
        if text.casefold() not in FLAGS:
            self.reject(name, "is neither Y nor N")
            return None
        return FLAGS[text.casefold()]

    def number(self, name: str) -> float | None:
        text = self.text(name)
        try:
            return None if text is None else float(text)
        except ValueError:
            self.reject(name, "is not a number")
            return None

    def code(self, name: str, codes: type[C], others: Mapping[str, C] | None = None) -> C | None:
        """A code or its label; `others` are words that mean one too."""
        text = self.text(name)
        if text is None:
            return None
        found = (others or {}).get(text.casefold()) or by_words(codes).get(text.casefold())
        if found is None:
            self.reject(name, "is not one of the codes")
        return found

    def json(self, name: str) -> Any:
        text = self.text(name)
        if text is None:
            return None
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            self.reject(name, "is not JSON, as this column must be")
            return None

    def flags(self, name: str, meanings: Mapping[str, C]) -> tuple[C, ...]:
        """What is marked in a JSON object of flags: {"NFA_FLAG": "Y", …}."""
        stated = self.json(name)
        if not isinstance(stated, dict):
            return ()
        return tuple(meaning for flag, meaning in meanings.items() if is_set(stated.get(flag)))


def is_set(value: Any) -> bool:
    return value is True or (
        isinstance(value, (str, int)) and FLAGS.get(str(value).strip().casefold(), False)
    )


@cache
def by_words(codes: type[C]) -> Mapping[str, C]:
    return {word.casefold(): code for code in codes for word in (code.label, code.value)}
