"""Work in the background for administrators: whether the worker lives, what waits, what failed and why."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import now

from commonthread.access.permissions import Permission
from commonthread.jobs import actions, queries
from commonthread.jobs.terms import ATTEMPTS
from commonthread.web.components.pages import asked_for, limits, part
from commonthread.web.components.reason import read_reason
from commonthread.web.forwarded import ignored
from commonthread.web.page import page
from commonthread.web.rendering import render


@page("jobs", needs=Permission.RUN_SERVICE)
def background_jobs(request: HttpRequest) -> HttpResponse:
    number = asked_for(request)
    with request.scope.transaction():
        life, waiting = queries.life(), queries.waiting()
        failed = queries.failed_jobs(**limits(number))
    context = {
        "life": life,
        "waiting": waiting,
        "part": part(failed, number),
        "attempts": ATTEMPTS,
        "ignored": ignored(),
        "now": now(),
    }
    return render(request, "jobs/page.html", context)


@page("jobs/<number:number>", needs=Permission.RUN_SERVICE, methods=("POST",))
def change_job(request: HttpRequest, number: int) -> HttpResponse:
    """Try it again, or give it up and say why."""
    wanted, by = request.POST.get("do"), request.scope
    if wanted == "again":
        with by.transaction():
            actions.try_again(by=by, job=number)
        messages.success(request, f"Job {number} will be tried again now.")
    elif wanted == "give up":
        reason = read_reason(request.POST)
        if reason.wrong:
            messages.error(request, f"Job {number} was not given up. {reason.wrong}.")
        else:
            with by.transaction():
                actions.give_up(by=by, job=number, because=reason.words)
            messages.success(request, f"Job {number} is given up. It can still be tried again.")
    else:
        raise Http404
    return HttpResponseRedirect(reverse("background_jobs"))
