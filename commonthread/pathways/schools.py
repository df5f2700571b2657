"""The schools whose own days somebody sets, and by which days the schools of a case's children count."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from commonthread.access.scope import Scope
from commonthread.access.statements import rows, value
from commonthread.kernel.school_days import SchoolCalendar, SchoolYear
from commonthread.pathways.area import Area, read_terms
from commonthread.pathways.school_terms import OwnYear, calendar_of, changes, check, read_own_year
from commonthread.pathways.settings import my_area

BEFORE = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class SchoolListed:
    """`years` are those for which it has days of its own; `made_by` is who set them last."""

    code: str
    name: str
    years: tuple[str, ...]
    made_by: str | None
    made_at: datetime | None


@dataclass(frozen=True)
class Edition:
    """One edition of a school year: of the school, or of its district."""

    is_own: bool
    name: str
    words: str
    authority: str
    because: str
    agency: str
    made_by: str
    made_at: datetime
    holds_from: date


def schools_to_set(part: str = "", *, limit: int = 51, offset: int = 0) -> tuple[list[SchoolListed], int]:
    """Those whose days the viewer may set whose names have that part, and how many there are."""
    found = rows("SELECT * FROM pathways.schools_to_set(%s, %s, %s)", part, limit, offset)
    listed = [SchoolListed(row[0], row[1], tuple(row[2]), row[3], row[4]) for row in found]
    return listed, found[0][5] if found else 0


def editions_of(school: str) -> list[Edition]:
    """In order of time. NotAllowed for whoever may not set them."""
    return [Edition(*row) for row in rows("SELECT * FROM pathways.school_years(%s)", school)]


def set_school_year(*, by: Scope, school: str, year: int, words: str, authority: str, because: str) -> date:
    """Returns the day from which it holds. ValueError says what is wrong with it. Without words it is the district's again."""
    proposed(editions_of(school), year, words, authority)
    return value(
        "SELECT pathways.set_school_year(%s, %s, %s, %s, %s)", school, str(year), words, authority, because
    )


def proposed(
    every: Iterable[Edition], year: int, words: str, authority: str
) -> tuple[SchoolCalendar, SchoolCalendar, OwnYear]:
    """The days as they are and as they would be. ValueError for what cannot be right."""
    known = list(every)
    own = read_own_year(year, words, authority)
    now, then = _calendar(known), _calendar([*known, replace(_blank(year), words=words, authority=authority)])
    check(then, own)
    return now, then, own  # fmt: skip


def what_changes(every: Iterable[Edition], year: int, words: str, authority: str):
    before, after, own = proposed(every, year, words, authority)
    return changes(before, after, own)


def area_of_case(case: int, *, by_school: bool) -> Area:
    """That of the viewer's agency; where a time is counted in the days of a school, with those of each child's own."""
    return _with_schools("SELECT * FROM pathways.terms_of(%s)", case) if by_school else my_area()


def area_of_task(task: int, *, by_school: bool) -> Area:
    """The same, of the case of a task."""
    return _with_schools("SELECT * FROM pathways.terms_of_task(%s)", task) if by_school else my_area()


def _with_schools(query: str, number: int) -> Area:
    here = my_area()
    found: dict[tuple[int, int], list[Edition]] = defaultdict(list)
    for person, school, is_own, name, words, authority in rows(query, number):
        edition = replace(_blank(int(name)), is_own=is_own, words=words, authority=authority)
        found[person, school].append(edition)
    schools: dict[int, list[SchoolCalendar]] = defaultdict(list)
    for (person, _), editions in found.items():
        schools[person].append(_calendar(editions, here))
    return replace(here, schools={person: tuple(those) for person, those in schools.items()})


def _calendar(editions: Iterable[Edition], here: Area | None = None) -> SchoolCalendar:
    """Of each year the last edition holds. What cannot be read any more is left out, as though nobody had entered it."""
    last: Mapping[tuple[bool, str], Edition] = {(one.is_own, one.name): one for one in editions}
    district: list[SchoolYear] = []
    own: list[OwnYear] = []
    for one in last.values():
        with suppress(ValueError):
            if one.is_own:
                own.append(read_own_year(int(one.name), one.words, one.authority))
            else:
                district.append(read_terms(one.name, one.words, one.authority))
    return calendar_of(district, own) if here is None else calendar_of(district, own, bank_holidays=here.bank_holidays)  # fmt: skip


def _blank(year: int) -> Edition:
    return Edition(True, str(year), "", "", "", "", "", BEFORE, date.min)
