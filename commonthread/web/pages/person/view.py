"""One person's chronology: what each agency knows of them, in one line of time."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.permissions import Permission
from commonthread.chronology.members import household, is_child, names_in
from commonthread.chronology.queries import read_story
from commonthread.web.components.identity_bar import bar
from commonthread.web.components.showing import showing
from commonthread.web.page import page
from commonthread.web.rendering import render
from commonthread.web.words import today


@page("people/<int:number>", needs=Permission.READ_RECORDS)
def person(request: HttpRequest, number: int) -> HttpResponse:
    read = read_story(request.scope, number)
    if read is None:
        return redirect("purpose", number)
    agency, day = request.scope.agency, today()
    children = [number] if is_child(read.said.get(number, ()), day) else []
    context = {
        "who": bar(read, agency, day),
        "household": household(read, agency, day),
        "names": names_in(read, agency),
        "showing": showing(read.story, request.GET.dict(), day, children=children, about=number),
    }
    return render(request, "person/page.html", context)
