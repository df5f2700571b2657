"""What one's agency has sent, the newest first: what became of it, and what is still to be put right."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import now

from commonthread.access.permissions import Permission
from commonthread.access.queries import agencies
from commonthread.feeds import queries
from commonthread.feeds.silences import answer_silence as keep_answer
from commonthread.feeds.silences import silent_feeds
from commonthread.feeds.silences import take_silence as take
from commonthread.web.components.delivery import told
from commonthread.web.components.pages import asked_for, limits, part
from commonthread.web.components.reason import read_reason
from commonthread.web.page import page
from commonthread.web.rendering import render


@page("deliveries", needs=Permission.SEE_DELIVERIES)
def deliveries(request: HttpRequest) -> HttpResponse:
    number = asked_for(request)
    with request.scope.transaction():
        found = queries.deliveries(**limits(number))
        silent, known = silent_feeds(), agencies()
    context = {
        "part": part([told(each) for each in found], number),
        "silent_feeds": silent,
        "agencies": known,
        "mine": request.scope.agency,
        "now": now(),
    }
    return render(request, "deliveries/page.html", context)


@page("deliveries/silences/<number:number>", needs=Permission.SEE_DELIVERIES, methods=("POST",))
def answer_silence(request: HttpRequest, number: int) -> HttpResponse:
    """What is behind a feed that has fallen silent, for both agencies."""
    reason, by = read_reason(request.POST), request.scope
    if reason.wrong:
        messages.error(request, f"Nothing was kept. {reason.wrong}.")
    else:
        with by.transaction():
            keep_answer(by=by, number=number, words=reason.words)
        messages.success(request, "It is kept, and both agencies see it.")
    return HttpResponseRedirect(reverse("deliveries"))


@page("deliveries/silences/<number:number>/take", needs=Permission.SEE_DELIVERIES, methods=("POST",))
def take_silence(request: HttpRequest, number: int) -> HttpResponse:
    by = request.scope
    with by.transaction():
        take(by=by, number=number)
    messages.success(request, "It is yours until records come again.")
    return HttpResponseRedirect(reverse("deliveries"))
