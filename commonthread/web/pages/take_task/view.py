"""Taking a task that somebody else does not do in time: with a reason, and with it a part in its case."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.permissions import Permission
from commonthread.pathways.work import take_task as take
from commonthread.web.components.reason import read_reason
from commonthread.web.page import page
from commonthread.web.rendering import render


@page("work/take/<number:task>", needs=Permission.OPEN_CASES, methods=("GET", "HEAD", "POST"))
def take_task(request: HttpRequest, task: int) -> HttpResponse:
    reason = read_reason(request.POST)
    if request.method != "POST" or reason.wrong:
        wrong = reason.wrong if request.method == "POST" else ""
        context = {"task": task, "wrong": wrong, "said": reason.words}
        return render(request, "take_task/page.html", context, status=422 if wrong else 200)
    with request.scope.transaction():
        case = take(by=request.scope, number=task, because=reason.words)
    messages.success(request, "It is yours now, and you work on its case.")
    return redirect("task", case, task)
