"""Every row of every table in docs/clocks.md, worked out again."""

import re
from datetime import date, datetime, time
from pathlib import Path

import pytest

from commonthread.kernel.citations import Authority, Confidence, Source
from commonthread.kernel.dates import moment_of
from commonthread.kernel.school_days import SchoolCalendar, SchoolYear, Span
from commonthread.pathways.clocks import known
from commonthread.pathways.clocks.calendars import Calendars, OpeningHours
from commonthread.pathways.clocks.clock import Clock
from commonthread.pathways.clocks.pauses import Pause
from commonthread.pathways.clocks.reading import read_limit
from commonthread.pathways.clocks.rules import ClockRule

PAGE = Path(__file__).parents[3] / "docs" / "clocks.md"
HEAD = ["what", "began", "with", "falls due", "because"]
SUPPOSED = Source("Supposed", "for an example", "https://example.org", Authority.LOCAL_PRACTICE)

ANYBOROUGH = SchoolYear(
    2026,
    terms=(
        Span(date(2026, 9, 2), date(2026, 12, 18)),
        Span(date(2027, 1, 4), date(2027, 3, 25)),
        Span(date(2027, 4, 12), date(2027, 7, 21)),
    ),
    half_terms=(Span(date(2026, 10, 26), date(2026, 10, 30)),),
    set_by="Anyborough",
    source="invented",
)
VALE = SchoolYear(
    2026, ANYBOROUGH.terms, (Span(date(2026, 10, 19), date(2026, 10, 30)),), "Vale Academy", "invented"
)
SCHOOLS = {
    "Hill Primary": SchoolCalendar(
        "Hill Primary", time(8, 45), (ANYBOROUGH,), training_days=frozenset({date(2026, 11, 2)})
    ),
    "Vale Academy": SchoolCalendar("Vale Academy", time(8, 20), (ANYBOROUGH,), own=(VALE,)),
}
HUB = OpeningHours("the hub", dict.fromkeys(range(5), (time(8, 30), time(17))))


def rows() -> list[list[str]]:
    lines = [[cell.strip() for cell in line.strip("| \n").split("|")] for line in PAGE.read_text("utf-8").splitlines() if line.startswith("|")]  # fmt: skip
    return [cells for cells in lines if cells != HEAD and not set(cells[0]) <= {"-"}]


def moment(text: str) -> datetime:
    """As on the page: Wed 1 April 2026 14:30. The day of the week must be right, too."""
    local = datetime.strptime(text, "%a %d %B %Y %H:%M")  # noqa: DTZ007
    assert f"{local:%a}" == text[:3], f"{text} is a {local:%A}"
    return moment_of(local)


def rule(what: str, on: date) -> ClockRule:
    if what in known.rules():
        return known.rule(what, on)
    return ClockRule(
        name="supposed", what="Something is done", within=read_limit(what), of="something",
        source=SUPPOSED, provision="none", confidence=Confidence.GENERAL,
    )  # fmt: skip


def running(what: str, began: str, conditions: str) -> tuple[Clock, Calendars]:
    """The clock and the calendars that the first three cells of a row speak of."""
    clock, school, hub = Clock(rule(what, moment(began).date()), moment(began)), None, None
    for condition in filter(None, conditions.split("; ")):
        if condition in SCHOOLS:
            school = SCHOOLS[condition]
        elif condition == "hub":
            hub = HUB
        elif paused := re.fullmatch(r"paused (.+) to (.+)", condition):
            pause = Pause(moment(paused[1]), moment(paused[2]), "an example", "a manager")
            clock = Clock(clock.rule, clock.started, (pause,))
        else:
            grade, _, when = condition.partition(" at ")
            at = moment(when) if when else clock.started
            clock = clock.graded(at, grade, reason="an example", graded_by="a manager")
    return clock, Calendars(school=school, opening=hub)


@pytest.mark.parametrize("cells", rows(), ids=lambda cells: " · ".join(cells[:3]))
def test_a_row_of_the_page_is_what_the_clock_says(cells):
    what, began, conditions, falls_due, because = cells
    clock, calendars = running(what, began, conditions)
    due = clock.due(calendars)
    assert (
        due.words
        == ("by " if falls_due[0].isdigit() or falls_due.startswith("midnight") else "by the ") + falls_due
    )
    told = "\n".join([*map(str, due.stretches), *due.remarks, str(clock.rule)])
    for reason in re.findall(r"\*([^*]+)\*", because):
        assert reason in told


def test_the_page_has_its_tables():
    assert len(rows()) > 55
