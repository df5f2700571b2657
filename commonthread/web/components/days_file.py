"""Days of a school as a file for a calendar: whole days, each with what it is. They are public, and about nobody."""

from collections.abc import Iterable
from datetime import UTC, date, timedelta

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now

from commonthread.pathways.school_terms import Line

ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
FOLDED_AT = 73


def days_file(request: HttpRequest, key: str, school: str, lines: Iterable[Line]) -> HttpResponse:
    written = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Common Thread//School days//EN"]
    for number, line in enumerate(lines):
        what = f"{school}: {line.what}{', ' + line.why if line.why else ''}".translate(ESCAPED)
        written += [
            "BEGIN:VEVENT", f"UID:{key}-{number}@{request.get_host()}", f"DTSTAMP:{now().astimezone(UTC):%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{_day(line.first)}", f"DTEND;VALUE=DATE:{_day(line.last + timedelta(days=1))}",
            f"SUMMARY:{what}", "TRANSP:TRANSPARENT", "END:VEVENT",
        ]  # fmt: skip
    written.append("END:VCALENDAR")
    return HttpResponse(
        "".join(f"{_folded(line)}\r\n" for line in written),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{key}.ics"'},
    )


def _folded(line: str) -> str:
    parts = [line[at : at + FOLDED_AT] for at in range(0, len(line), FOLDED_AT)]
    return "\r\n ".join(parts)


def _day(day: date) -> str:
    return f"{day:%Y%m%d}"
