"""One person's chronology: what each agency knows of them, in one line of time."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now

from commonthread.access.permissions import Permission
from commonthread.access.scope import NotAllowed, Scope
from commonthread.chronology.members import household, is_child, names_in
from commonthread.chronology.queries import purpose_for, read_story
from commonthread.pathways.queries import case as find
from commonthread.pathways.tasks import Task, tasks
from commonthread.records.held import held_back
from commonthread.records.queries import OpenPerson
from commonthread.web.components.answer_due import left
from commonthread.web.components.identity_bar import bar
from commonthread.web.components.showing import showing
from commonthread.web.page import page
from commonthread.web.rendering import render
from commonthread.web.words import today


@page("people/<int:number>", needs=Permission.READ_RECORDS)
def person(request: HttpRequest, number: int) -> HttpResponse:
    try:
        read = read_story(request.scope, number)
    except NotAllowed:
        return _held_back_only(request, number)
    if read is None:
        return redirect("purpose", number)
    agency, day = request.scope.agency, today()
    children = [number] if is_child(read.said.get(number, ()), day) else []
    held = held_back(request.scope, number, purpose=read.purpose.purpose, reason=read.purpose.because)
    context = {
        "held": held,
        "attention": _waiting(request.scope, number, read.purpose),
        "left": left,
        "now": now(),
        "who": bar(read, agency, day),
        "household": household(read, agency, day),
        "names": names_in(read, agency),
        "showing": showing(read.story, request.GET.dict(), day, children=children, about=number),
    }
    return render(request, "person/page.html", context)


def _waiting(scope: Scope, number: int, purpose: OpenPerson) -> list[Task]:
    """What is to be done about them, or about everybody, in the case for which they are looked at; the soonest due first."""
    if not purpose.case or not scope.may(Permission.OPEN_CASES):
        return []
    try:
        with scope.transaction():
            found = tasks(find(purpose.case))
    except NotAllowed:  # sent to one meeting of the case, and no more
        return []
    waiting = [task for task in found if task.done_at is None and task.person in (number, None)]
    return sorted(waiting, key=lambda task: task.due_at)


def _held_back_only(request: HttpRequest, number: int) -> HttpResponse:
    """Nothing can be seen; where that is since an investigation holds it back, whom to ring."""
    purpose = purpose_for(request.scope, number)
    held = purpose and held_back(request.scope, number, purpose=purpose.purpose, reason=purpose.because)
    if not held:
        return redirect("known", number)
    return render(request, "person/held.html", {"number": number, "held": held})
