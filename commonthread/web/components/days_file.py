"""Days of a school as a file for a calendar: whole days, each with what it is. They are public, and about nobody."""

from collections.abc import Iterable
from datetime import UTC, date, timedelta

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import now

from commonthread.pathways.school_terms import Line, as_csv, from_csv, lines_of

ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
FOLDED_AT = 73
LONGEST_FILE = 100_000


def days_as(request: HttpRequest, form: str, key: str, called: str, words: str) -> HttpResponse:
    """As a table, or for a calendar."""
    if form == "ics":
        return days_file(request, key, called, lines_of(words))
    if form != "csv":
        raise Http404
    filename = f'attachment; filename="{key}.csv"'
    return HttpResponse(
        as_csv(words), content_type="text/csv; charset=utf-8", headers={"Content-Disposition": filename}
    )


def days_from(file: UploadedFile | None) -> str:
    """A table as lines. ValueError says what is wrong with it."""
    if file is None or file.size > LONGEST_FILE:
        raise ValueError("Choose a file with columns event, start and end, of at most 100 kB")
    try:
        return from_csv(file.read().decode("utf-8-sig").splitlines())
    except UnicodeDecodeError:
        raise ValueError("It is not a table in UTF-8") from None


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
