"""One notice. That it was opened is on the ledger first; then whoever it is for acknowledges it, and its sender sees that."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now

from commonthread.access.permissions import Permission
from commonthread.access.queries import agencies
from commonthread.access.scope import ChangedMeanwhile
from commonthread.kernel.text import clean
from commonthread.notices import actions
from commonthread.notices.catalogue.minutes import MINUTES
from commonthread.notices.queries import notice_from_us, notice_to_us, read_notice
from commonthread.pathways.minutes_given import minutes_to_us
from commonthread.web.components.answer_due import left
from commonthread.web.components.reason import LONGEST, read_reason
from commonthread.web.page import page
from commonthread.web.rendering import render


@page("notices/<number:number>", needs=Permission.READ_NOTICES)
def notice(request: HttpRequest, number: int) -> HttpResponse:
    content = read_notice(request.scope, number)
    with request.scope.transaction():
        found = notice_to_us(number) if content.to_me else notice_from_us(number)
        everybody = agencies()
        minutes = None
        if content.to_me and content.words and found and found.kind is MINUTES:
            minutes = next((one for one in minutes_to_us() if one.notice == number), None)
    if found is None:
        raise Http404
    context = {
        "notice": found,
        "content": content,
        "minutes": minutes,
        "is_minutes": found.kind is MINUTES,
        "agencies": everybody,
        "left": left,
        "now": now(),
    }
    return render(request, "notice/page.html", context)


@page("notices/<number:number>/acknowledge", needs=Permission.READ_NOTICES, methods=("POST",))
def acknowledge_notice(request: HttpRequest, number: int) -> HttpResponse:
    answer = request.POST.get("answer", "").strip()
    try:
        answer = clean(answer)
    except ValueError as fault:
        messages.error(request, f"Not acknowledged yet: what you wrote {fault}.")
        return redirect("notice", number)
    if len(answer) > LONGEST:
        messages.error(request, f"Not acknowledged yet: use at most {LONGEST} characters.")
        return redirect("notice", number)
    try:
        with request.scope.transaction():
            actions.acknowledge(by=request.scope, number=number, answer=answer)
    except ChangedMeanwhile:
        messages.error(request, "Somebody was quicker, or it was withdrawn: what holds is below.")
    else:
        messages.success(request, "Acknowledged. Whoever sent it sees that, and your name.")
    return redirect("notice", number)


@page("notices/<number:number>/withdraw", needs=Permission.OPEN_CASES, methods=("POST",))
def withdraw_notice(request: HttpRequest, number: int) -> HttpResponse:
    reason = read_reason(request.POST)
    if reason.wrong:
        messages.error(request, f"Nothing was withdrawn. {reason.wrong}.")
        return redirect("notice", number)
    try:
        with request.scope.transaction():
            actions.withdraw(by=request.scope, number=number, because=reason.words)
    except ChangedMeanwhile:
        messages.error(request, "It was withdrawn already.")
    else:
        messages.success(request, "Withdrawn. Whoever has not read it never will.")
    return redirect("notice", number)


@page("notices/<number:number>/again", needs=Permission.OPEN_CASES, methods=("POST",))
def send_notice_again(request: HttpRequest, number: int) -> HttpResponse:
    try:
        with request.scope.transaction():
            actions.try_again(by=request.scope, number=number)
    except ChangedMeanwhile:
        messages.error(
            request,
            "Nothing is left to be sent: it has gone, it was withdrawn, or its address is safe no more.",
        )
    else:
        messages.success(request, "It is tried again now. It is the same message: nobody gets it twice.")
    return redirect("notice", number)
