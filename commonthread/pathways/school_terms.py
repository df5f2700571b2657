"""The days of one school as it writes them: its own terms, training days and closures; and what an edition would change."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from itertools import groupby

from commonthread.kernel.bank_holidays import ENGLAND, BankHolidays
from commonthread.kernel.dates import read_date
from commonthread.kernel.school_days import SchoolCalendar, SchoolYear, Span, TermsUnknown

SCHOOLS_OPEN = time(8, 45)
SATURDAY = 5
LINE = re.compile(
    r"(?P<what>term|half-term|training day|closed):? +(?P<first>[^:]+?)(?: +to +(?P<last>[^:]+?))?(?:: *(?P<why>.+))?", re.IGNORECASE
)  # fmt: skip
OPENS = re.compile(r"opens(?: at)? +(\d{1,2}):(\d{2})", re.IGNORECASE)
EXAMPLES = (
    "training day 2 Sep 2026", "term 3 Sep 2026 to 18 Dec 2026", "half-term 26 Oct 2026 to 30 Oct 2026",
    "closed 10 Dec 2026: snow", "opens 08:40",
)  # fmt: skip
HOW = f"one on each line, as: {'; '.join(EXAMPLES)}"
COLUMNS = ("event", "start", "end", "note")
LONGEST_SPAN = timedelta(days=366)


@dataclass(frozen=True)
class OwnYear:
    """What one school does of its own in a school year. Without `terms` it keeps those of its district."""

    begins: int
    terms: SchoolYear | None = None
    training_days: frozenset[date] = frozenset()
    closures: Mapping[date, str] = field(default_factory=dict)
    opens: time | None = None

    @property
    def first(self) -> date:
        return date(self.begins, 9, 1)

    @property
    def last(self) -> date:
        return date(self.begins + 1, 8, 31)

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))


@dataclass(frozen=True)
class Line:
    """One line as it was written: `last` is the first day again where it is of one day."""

    what: str
    first: date
    last: date
    why: str

    def __str__(self) -> str:
        until = f" to {_day(self.last)}" if self.last > self.first else ""
        return f"{self.what} {_day(self.first)}{until}{': ' + self.why if self.why else ''}"


@dataclass(frozen=True)
class Change:
    """Days that an edition makes something else. None stands for a day on which there is school."""

    first: date
    last: date
    was: str | None
    becomes: str | None


def read_own_year(begins: int, words: str, set_by: str) -> OwnYear:
    """ValueError says which line cannot be read, or is not of that year, and how to write it."""
    spans: dict[str, list[Span]] = {"term": [], "half-term": []}
    training: set[date] = set()
    closures: dict[date, str] = {}
    opens = None
    for written in filter(None, (line.strip() for line in words.splitlines())):
        if found := OPENS.fullmatch(written):
            opens = _time(written, found)
            continue
        line = _line(written)
        if line.first < date(begins, 9, 1) or line.last > date(begins + 1, 8, 31):
            raise ValueError(f"{written!r} is outside the school year {begins}/{(begins + 1) % 100:02}")
        if line.what in spans:
            spans[line.what].append(Span(line.first, line.last))
        elif line.what == "training day":
            training |= set(_days(line))
        else:
            closures |= dict.fromkeys(_days(line), f"closed: {line.why}" if line.why else "closed")
    terms, halves = (tuple(sorted(spans[which], key=lambda span: span.first)) for which in spans)
    if halves and not terms:
        raise ValueError(
            "Half-term holidays stand within terms: write the terms too, or leave both to the district"
        )
    year = SchoolYear(begins, terms, halves, set_by, set_by) if terms else None
    return OwnYear(begins, year, frozenset(training), closures, opens)


def calendar_of(
    district: Iterable[SchoolYear], own: Iterable[OwnYear], *, name: str = "the child’s school", bank_holidays: BankHolidays = ENGLAND
) -> SchoolCalendar:  # fmt: skip
    """The days of one school: its own terms where it has any, else those of its district, less what it says of single days."""
    years = tuple(own)
    opens = next((year.opens for year in reversed(years) if year.opens), SCHOOLS_OPEN)
    return SchoolCalendar(
        name, opens, tuple(district), tuple(year.terms for year in years if year.terms),
        frozenset(day for year in years for day in year.training_days),
        {day: why for year in years for day, why in year.closures.items()}, bank_holidays,
    )  # fmt: skip


def check(calendar: SchoolCalendar, year: OwnYear) -> None:
    """ValueError where a training day or a closure is on a day without school anyway, which is mostly a slip of a digit."""
    plain = SchoolCalendar(
        calendar.school, calendar.opens, calendar.district, calendar.own, bank_holidays=calendar.bank_holidays
    )
    for day in sorted(year.training_days | set(year.closures)):
        try:
            why = plain.why_closed(day)
        except TermsUnknown:
            raise ValueError(
                "The district’s terms of that year are not entered: write the school’s own terms too"
            ) from None
        if why:
            raise ValueError(f"{_day(day)} is no day of school anyway: {why}")


def changes(before: SchoolCalendar, after: SchoolCalendar, year: OwnYear) -> list[Change]:
    """What an edition would change, as days together that change alike, over weekends, on which there is no school anyway."""
    days = [(day, _why(before, day), _why(after, day)) for day in year.days if day.weekday() < SATURDAY]
    found: list[Change] = []
    for (is_same, was, becomes), those in groupby(
        days, key=lambda one: (_open(one[1]) == _open(one[2]), one[1], one[2])
    ):
        run = [day for day, _, _ in those]
        if not is_same:
            found.append(Change(run[0], run[-1], was, becomes))
    return found  # fmt: skip


def count_days(calendar: SchoolCalendar, year: OwnYear) -> int:
    """On how many days there is school."""
    return sum(_why(calendar, day) is None for day in year.days)


def lines_of(words: str) -> list[Line]:
    """Those that say days, for a file."""
    return [_line(line.strip()) for line in words.splitlines() if line.strip() and not OPENS.fullmatch(line.strip())]  # fmt: skip


def as_csv(words: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for line in lines_of(words):
        writer.writerow([line.what.replace("-", "_").replace(" ", "_"), line.first, line.last, line.why])
    return out.getvalue()


def from_csv(lines: Iterable[str]) -> str:
    """A file's rows as lines. ValueError names the line of the file, and what should stand there."""
    rows = csv.DictReader(lines)
    if absent := [column for column in COLUMNS[:3] if column not in (rows.fieldnames or ())]:
        raise ValueError(f"line 1: no column {', '.join(absent)}; needed are event, start, end")
    written = []
    for number, row in enumerate(rows, start=2):
        what = (row["event"] or "").strip().lower().replace("half_term", "half-term").replace("_", " ")
        if what not in ("term", "half-term", "training day", "closed"):
            raise ValueError(f"line {number}: event is none of term, half_term, training_day, closed")
        try:
            first, last = (read_date(row[name] or row["start"] or "") for name in ("start", "end"))
        except ValueError as wrong:
            raise ValueError(f"line {number}: what stands there {wrong}") from wrong
        written.append(str(Line(what, first, last, " ".join((row.get("note") or "").split()))))
    return "\n".join(written)


def _line(written: str) -> Line:
    if not (found := LINE.fullmatch(written)):
        raise ValueError(f"{written!r} cannot be read: write {HOW}")
    what = found["what"].lower()
    if what in ("term", "half-term") and not found["last"]:
        raise ValueError(f"{written!r} says no last day: write it as term 3 Sep 2026 to 18 Dec 2026")
    try:
        first = read_date(found["first"])
        last = read_date(found["last"]) if found["last"] else first
    except ValueError as wrong:
        raise ValueError(f"{written!r} {wrong}") from wrong
    if not first <= last <= first + LONGEST_SPAN:
        raise ValueError(f"{written!r} ends before it begins, or runs for more than a year")
    return Line(what, first, last, found["why"] or "")


def _time(written: str, found: re.Match) -> time:
    try:
        return time(int(found[1]), int(found[2]))
    except ValueError:
        raise ValueError(f"{written!r} is no time of day: write it as opens 08:40") from None


def _days(line: Line) -> Iterator[date]:
    return (line.first + timedelta(days=n) for n in range((line.last - line.first).days + 1) if (line.first + timedelta(days=n)).weekday() < 5 or line.first == line.last)  # fmt: skip


def _why(calendar: SchoolCalendar, day: date) -> str | None:
    try:
        return calendar.why_closed(day)
    except TermsUnknown:
        return "not known"


def _open(why: str | None) -> str:
    return "school" if why is None else "not known" if why == "not known" else "none"


def _day(day: date) -> str:
    return f"{day:%-d %b %Y}"
