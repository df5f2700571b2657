"""What an area sets for itself: limits that the law leaves open, and bank holidays proclaimed since our data was made.

A TOML file, one table for each rule, each with who set it, on which day and why. A value holds for what begins from the
day on which it was set; where it is changed later, the rule has a list of tables, `[[strategy-discussion]]`.

    [strategy-discussion]
    within = "1 working day by 16:30"
    set_by = "Safeguarding partnership of Anyborough"
    set_on = 2026-09-01
    why = "agreed after the audit of summer 2026"

    [missing-review]
    within = { "very low" = "48 hours", low = "24 hours", medium = "4 hours", high = "1 hour" }
    …

    [[bank_holidays]]
    day = 2029-07-06
    name = "An invented jubilee"
    set_by = "the hub's systems administrator"
    set_on = 2029-06-20
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from commonthread.kernel.bank_holidays import ENGLAND, BankHolidays
from commonthread.pathways.clocks.limits import ByGrade
from commonthread.pathways.clocks.reading import read_limit
from commonthread.pathways.clocks.rules import ClockRule, LocalValue

FIELDS = {"within", "set_by", "set_on", "why"}
BANK_HOLIDAYS = "bank_holidays"
HOLIDAY = {"day", "name", "set_by", "set_on"}


class WrongLocalValue(ValueError):
    """Says which table of the file is wrong, and what should stand there."""


@dataclass(frozen=True)
class Local:
    """The rules as they hold in one area, and its bank holidays."""

    rules: Mapping[str, ClockRule]
    bank_holidays: BankHolidays


def read_local(text: str, rules: Mapping[str, ClockRule], bank_holidays: BankHolidays = ENGLAND) -> Local:
    """Rules and holidays with what the file says instead. One mistake refuses the whole file."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise WrongLocalValue(f"the file is not TOML: {wrong}") from wrong
    for holiday in _listed(tables.pop(BANK_HOLIDAYS, [])):
        if not isinstance(holiday, dict) or set(holiday) != HOLIDAY or type(holiday["day"]) is not date:
            raise WrongLocalValue("a bank holiday needs day, written as 2029-07-06, name, set_by and set_on")
        added = f"added by {holiday['set_by']} on {holiday['set_on']}"
        try:
            bank_holidays = bank_holidays.proclaimed(holiday["day"], holiday["name"], added)
        except ValueError as wrong:
            raise WrongLocalValue(str(wrong)) from wrong
    found = dict(rules)
    for name, values in tables.items():
        if name not in rules:
            raise WrongLocalValue(f"[{name}]: no rule has that name; see `commonthread clock rules`")
        for table in _listed(values):
            try:
                found[name] = found[name].set_locally(_value(table, rules[name]))
            except ValueError as wrong:
                raise WrongLocalValue(f"[{name}]: {wrong}") from wrong
    return Local(found, bank_holidays)


def _listed(value: object) -> list:
    return value if isinstance(value, list) else [value]


def _value(table: object, rule: ClockRule) -> LocalValue:
    if not isinstance(table, dict) or set(table) != FIELDS:
        raise ValueError(f"needs {', '.join(sorted(FIELDS))}, and nothing else")
    if type(table["set_on"]) is not date:
        raise ValueError("set_on is a day, written as 2026-09-01 without quotes")
    within = table["within"]
    if not isinstance(within, dict):
        limit = read_limit(str(within))
    elif isinstance(rule.within, ByGrade):
        grades = {grade: read_limit(str(words)) for grade, words in within.items()}
        limit = replace(rule.within, grades=grades)
    else:
        raise ValueError("has one time, and none for each grade")
    return LocalValue(limit, str(table["set_by"]), table["set_on"], str(table["why"]))
