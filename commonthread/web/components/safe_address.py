"""An address or number outside as a form gives it: whose, how it is reached, who said that it is safe, until when."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from commonthread.kernel.dates import LONDON
from commonthread.kernel.text import clean
from commonthread.notices.addresses import OUTSIDE, Channel
from commonthread.web.words import today

FIELDS = ("whose", "channel", "address", "said_by", "until", "from_time", "to_time")
MAIL = re.compile(r'[^\s@<>",;]+@[^\s@<>",;]+\.[^\s@<>",;]+')
NUMBER = re.compile(r"\+?[0-9]{10,15}")
LONGEST = {"whose": 80, "said_by": 200, "address": 254}


@dataclass(frozen=True)
class Said:
    """`hours` are those of the day in which it may be used; nothing may be marked where something is `wrong`."""

    typed: Mapping[str, str]
    until: datetime | None = None
    hours: tuple[time, time] | None = None
    wrong: Mapping[str, str] = field(default_factory=dict)


def anew() -> Said:
    return Said(dict.fromkeys(FIELDS, "") | {"until": f"{today() + timedelta(days=90)}"})


def marked(sent: Mapping[str, str]) -> Said:
    typed, wrong = {}, {}
    for name in FIELDS:
        try:
            typed[name] = clean(sent.get(name, "").strip())
        except ValueError as fault:
            typed[name], wrong[name] = "", f"What you wrote {fault}"
    if typed["channel"] not in [channel.value for channel in OUTSIDE]:
        wrong["channel"] = "Choose e-mail or text message"
    if typed["channel"] == Channel.TEXT:
        typed["address"] = typed["address"].replace(" ", "")
    shape = NUMBER if typed["channel"] == Channel.TEXT else MAIL
    if not shape.fullmatch(typed["address"]) or len(typed["address"]) > LONGEST["address"]:
        wrong["address"] = "Give a whole address, or a telephone number in digits"
    for name, words in (
        ("whose", "Say whose it is, by what they are"),
        ("said_by", "Say who said that it is safe, and how you know"),
    ):
        if not typed[name] or len(typed[name]) > LONGEST[name]:
            wrong[name] = f"{words}, in at most {LONGEST[name]} characters"
    until = _day(typed["until"])
    if until is None or not today() < until <= today() + timedelta(days=365):
        wrong["until"] = "Give a day after today, within a year"
    begins, ends = _time(typed["from_time"]), _time(typed["to_time"])
    asked = bool(typed["from_time"] or typed["to_time"])
    if asked and (begins is None or ends is None or begins >= ends):
        wrong["from_time"] = "Give both hours of one day, the earlier first, or leave both empty"
    by = datetime.combine(until, time(), LONDON) if until else None
    return Said(typed, by, (begins, ends) if asked and begins and ends else None, wrong)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _time(text: str) -> time | None:
    try:
        return time.fromisoformat(text)
    except ValueError:
        return None
