"""What another agency asks one's own to do: who asks, by which power, about whom, by when; and the answer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now

from commonthread.access.permissions import Permission
from commonthread.access.queries import agencies
from commonthread.access.scope import ChangedMeanwhile
from commonthread.pathways.asked import AskedTask, answer_asked
from commonthread.pathways.asked import asked_task as find
from commonthread.web.components.answer_due import left
from commonthread.web.components.reason import read_words
from commonthread.web.page import page
from commonthread.web.rendering import render
from commonthread.web.words import moment


@page("work/asked/<number:task>", needs=Permission.OPEN_CASES, methods=("GET", "HEAD", "POST"))
def asked_task(request: HttpRequest, task: int) -> HttpResponse:
    with request.scope.transaction():
        found = find(task)
    if request.method != "POST":
        return _form(request, found, {})
    if found.done_at:
        return _done_meanwhile(request, found)
    outcome, words = request.POST.get("outcome", ""), read_words(request.POST)
    wrong = {
        "outcome": "" if outcome in found.outcomes else "Choose what your agency answers",
        "words": words.wrong,
    }
    if any(wrong.values()):
        return _form(request, found, {field: said for field, said in wrong.items() if said}, status=422)
    try:
        with request.scope.transaction():
            answer_asked(by=request.scope, task=found, outcome=outcome, words=words.words)
    except ChangedMeanwhile:
        with request.scope.transaction():
            found = find(task)
        return _done_meanwhile(request, found)
    messages.success(request, "Answered. Whoever asked reads it now.")
    return redirect("asked_task", task)


def _done_meanwhile(request: HttpRequest, found: AskedTask) -> HttpResponse:
    messages.error(
        request,
        f"Nothing was changed: “{found.outcome}” was recorded at {moment(found.done_at)}. Read it first.",
    )
    return redirect("asked_task", found.task)


def _form(request: HttpRequest, found: AskedTask, wrong: dict[str, str], status: int = 200) -> HttpResponse:
    with request.scope.transaction():
        asking = agencies()[found.agency]
    context = {
        "task": found,
        "asking": asking,
        "wrong": wrong,
        "said": request.POST,
        "left": left,
        "now": now(),
    }
    return render(request, "asked_task/page.html", context, status=status)
