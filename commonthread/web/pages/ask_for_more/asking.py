"""What a form that asks another agency for more says, and what is wrong with it by field."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.http import QueryDict

from commonthread.access.terms import Category, Level
from commonthread.pathways.queries import CaseShown
from commonthread.records.queries import Envelope
from commonthread.web.components.numbers import record_number
from commonthread.web.components.reason import read_reason
from commonthread.web.words import today

LEVELS = {str(level.value): level for level in (Level.SUMMARY, Level.FULL)}
USUAL_DAYS, MOST_DAYS, MOST_RECORDS = 30, 365, 50


@dataclass(frozen=True)
class Asking:
    """Everything of a category, or the records that are named."""

    category: str
    records: tuple[int, ...]
    what: str
    because: str
    level: str
    until: str
    until_on: date | None = None
    wrong: Mapping[str, str] = field(default_factory=dict)


def begun(case: CaseShown, named: tuple[int, ...]) -> Asking:
    """As the form begins: with the case's own reason, for a month."""
    until = (today() + timedelta(days=USUAL_DAYS)).isoformat()
    return Asking("", named, "", case.because, "3", until)


def sent(form: QueryDict, nameable: tuple[Envelope, ...]) -> Asking:
    """As it was sent; only records that the asker sees can be named."""
    there = {envelope.number for envelope in nameable}
    category, level, until = (form.get(name, "").strip() for name in ("category", "level", "until"))
    named = tuple(number for number in map(record_number, form.getlist("record")) if number in there)
    what, because = read_reason(form, "what"), read_reason(form, "because")
    until_on = _day(until)
    wrong = {}
    if category and named:
        wrong["category"] = (
            "Ask for the records that you ticked, or for everything of a kind: not both at once"
        )
    elif category not in {"", *Category}:
        wrong["category"] = "Choose what you ask about from the list"
    elif len(named) > MOST_RECORDS:
        wrong["record"] = f"Choose at most {MOST_RECORDS} records"
    elif not (category or named):
        field = "record" if nameable else "category"
        wrong[field] = "Choose which of their records, or what kind, you ask for"
    if what.wrong:
        wrong["what"] = what.wrong if what.words else "Say what you need to know"
    if because.wrong:
        wrong["because"] = because.wrong if because.words else "Say why; they read it"
    if level not in LEVELS:
        wrong["level"] = "Choose how much you need to see"
    if until_on is None or not today() <= until_on <= today() + timedelta(days=MOST_DAYS):
        wrong["until"] = "Give a day from today, within a year"
    return Asking(category, named, what.words, because.words, level, until, until_on, wrong)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
