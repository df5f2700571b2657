"""Minutes that were sent to one's agency: its own edition. That it is opened is on the ledger first; whoever may acknowledge the
notice that announced it does so here."""

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now

from commonthread.access.permissions import Permission
from commonthread.access.queries import agencies
from commonthread.notices.queries import notice_to_us, read_notice
from commonthread.pathways.minutes_given import read_minutes
from commonthread.web.components.answer_due import left
from commonthread.web.page import page
from commonthread.web.rendering import render


@page("meetings/sent/<number:attendee>/<number:edition>", needs=Permission.READ_NOTICES)
def minutes_to_us(request: HttpRequest, attendee: int, edition: int) -> HttpResponse:
    scope = request.scope
    sent, kept, part = read_minutes(scope, attendee, edition)
    with scope.transaction():
        everybody, notice = agencies(), notice_to_us(sent.notice)
    if notice and notice.waits and not notice.i_have_read:
        read_notice(scope, sent.notice)
    context = {
        "sent": sent,
        "kept": kept,
        "part": part,
        "notice": notice,
        "left": left,
        "now": now(),
        "theirs": everybody[sent.agency],
        "ours": everybody[scope.agency],
    }
    return render(request, "minutes_to_us/page.html", context)
