"""The school years of the demo: invented terms of its first district, with Easter in the right place, and one school's training day."""

from datetime import date, datetime, timedelta

from django.utils.timezone import get_current_timezone, localdate

from commonthread.kernel.bank_holidays import ENGLAND

MONDAY, WEDNESDAY, FRIDAY = 0, 2, 4
COUNCIL, SCHOOL = "csc-birmingham", "school-thimblecroft-primary"


def bring_terms(cursor) -> None:
    """This school year and the next, as though entered in the summer before. Safe to do again."""
    today = localdate()
    this = today.year - (today.month < 9)
    for begins in (this, this + 1):
        if (terms := terms_of(begins)) is None:
            continue
        entered = datetime(this, 7, 6, 10, 20, tzinfo=get_current_timezone())
        _set(cursor, COUNCIL, "", begins, terms, "Cabinet member for schools, on 1 July", "as consulted on in spring",
             "administrator", entered)  # fmt: skip
        _set(cursor, SCHOOL, SCHOOL, begins, f"training day {_day(_opens(begins))}", "The governors, on 3 July",
             "the staff learn about attendance", "school.lead", entered)  # fmt: skip


def terms_of(begins: int) -> str | None:
    """None where nobody has yet proclaimed when Good Friday is."""
    good_friday = next((day for day, held in ENGLAND.days.items() if day.year == begins + 1 and held.name == "Good Friday"), None)  # fmt: skip
    if good_friday is None:
        return None
    autumn, spring = date(begins, 12, 20), date(begins + 1, 1, 4)
    back, summer = good_friday + timedelta(days=17), date(begins + 1, 7, 21)
    spans = (
        ("term", _opens(begins), _last(autumn, FRIDAY)),
        ("half-term", *_week(_last(date(begins, 10, 31), MONDAY))),
        ("term", _first(spring, MONDAY), good_friday - timedelta(days=1)),
        ("half-term", *_week(_first(date(begins + 1, 2, 12), MONDAY))),
        ("term", back, _last(summer, FRIDAY)),
        ("half-term", *_week(_last(date(begins + 1, 5, 31), MONDAY))),
    )
    return "\n".join(f"{what} {_day(first)} to {_day(last)}" for what, first, last in spans)


def _set(
    cursor,
    agency: str,
    school: str,
    begins: int,
    words: str,
    authority: str,
    because: str,
    by: str,
    at: datetime,
) -> None:
    cursor.execute(
        "INSERT INTO pathways_setting (agency, district, school, about, name, words, authority, because, made_by, made_at, holds_from) "
        "SELECT a.code, a.district, %s, 'school year', %s, %s, %s, %s, u.id, %s, %s FROM access_agency a, access_user u "
        "WHERE a.code = %s AND u.username = %s AND NOT EXISTS ("
        "  SELECT 1 FROM pathways_setting s WHERE s.district = a.district AND s.school = %s AND s.about = 'school year' AND s.name = %s)",
        [school, str(begins), words, authority, because, at, at.date() + timedelta(days=1), agency, by, school, str(begins)],
    )  # fmt: skip


def _opens(begins: int) -> date:
    return _first(date(begins, 9, 2), WEDNESDAY)


def _week(monday: date) -> tuple[date, date]:
    return monday, monday + timedelta(days=4)


def _first(day: date, weekday: int) -> date:
    """The first such day of the week from then on."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def _last(day: date, weekday: int) -> date:
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def _day(day: date) -> str:
    return f"{day:%-d %b %Y}"
