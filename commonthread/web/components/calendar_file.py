"""A meeting as a file for a calendar: when, and where to sign in. Others read calendars over shoulders and on telephones, so it
says neither what it is, nor where, nor who, nor about whom."""

from datetime import UTC, datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now

STAMP = "%Y%m%dT%H%M%SZ"
# Nobody says how long one lasts.
LASTS = timedelta(hours=1)


def calendar_file(
    request: HttpRequest, number: int, address: str, starts_at: datetime, *, is_off: bool
) -> HttpResponse:
    lines = (
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Common Thread//Meetings//EN", "METHOD:PUBLISH", "BEGIN:VEVENT",
        f"UID:{number}@{request.get_host()}", f"DTSTAMP:{_at(now())}", f"DTSTART:{_at(starts_at)}",
        f"DTEND:{_at(starts_at + LASTS)}", f"SUMMARY:Meeting {number}", "DESCRIPTION:Sign in to see what it is.",
        f"URL:{request.build_absolute_uri(address)}", "CLASS:PRIVATE",
        f"STATUS:{'CANCELLED' if is_off else 'CONFIRMED'}", "END:VEVENT", "END:VCALENDAR",
    )  # fmt: skip
    return HttpResponse(
        "".join(f"{line}\r\n" for line in lines),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="meeting-{number}.ics"'},
    )


def _at(given: datetime) -> str:
    return given.astimezone(UTC).strftime(STAMP)
