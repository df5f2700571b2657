"""Leave: from when to when somebody is away, and who sees their work meanwhile."""

from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.permissions import Permission
from commonthread.kernel.dates import read_date, start_of_day, start_of_next_day
from commonthread.pathways.handover import covers, end_cover, set_cover
from commonthread.pathways.queries import colleagues
from commonthread.web.components.reason import read_reason
from commonthread.web.page import page
from commonthread.web.rendering import render
from commonthread.web.words import today

LONGEST = timedelta(days=366)


@page("work/cover", needs=Permission.OPEN_CASES, methods=("GET", "HEAD", "POST"))
def cover(request: HttpRequest) -> HttpResponse:
    scope = request.scope
    with scope.transaction():
        known, there = covers(), {str(one.user): one for one in colleagues()}
    context = {
        "covers": known,
        "colleagues": there,
        "supervises": scope.may(Permission.SUPERVISE),
        "wrong": {},
        "said": {},
    }
    if request.method != "POST":
        return render(request, "cover/page.html", context)
    sent = request.POST
    if (ended := sent.get("end", "")) in {str(one.cover) for one in known}:
        with scope.transaction():
            end_cover(by=scope, cover=int(ended))
        messages.success(request, "Ended.")
        return redirect("cover")
    reason, who, by = read_reason(sent), sent.get("who", ""), sent.get("covered_by", "")
    first, until, wrong_days = _days(sent.get("from", ""), sent.get("until", ""))
    allowed = {""} | (there.keys() if scope.may(Permission.SUPERVISE) else set())
    wrong = {
        "who": "" if who in allowed else "Choose who is away",
        "covered_by": "Choose another colleague who covers" if by not in there or by == who else "",
        "from": wrong_days,
        "reason": reason.wrong,
    }
    if any(wrong.values()):
        context |= {"wrong": {field: words for field, words in wrong.items() if words}, "said": sent}
        return render(request, "cover/page.html", context, status=422)
    with scope.transaction():
        set_cover(by=scope, who=int(who) if who else None, covered_by=int(by), from_at=first, until_at=until,
                  because=reason.words)  # fmt: skip
    messages.success(request, "Kept. From the first day to the last they see the work on their own list.")
    return redirect("cover")


def _days(first: str, last: str) -> tuple[datetime | None, datetime | None, str]:
    try:
        begins, ends = read_date(first), read_date(last)
    except ValueError as fault:
        return None, None, f"Give the first and the last day: what you wrote {fault}"
    if ends < begins or ends < today() or ends > begins + LONGEST:
        return None, None, "Give a first day and a last day that is not before it, within a year"
    return start_of_day(begins), start_of_next_day(ends), ""
