"""A household: who belongs to it and since when, and everybody's records in one line of time."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from commonthread.access.permissions import Permission
from commonthread.access.scope import NotAllowed
from commonthread.chronology.members import household, is_child, names_in
from commonthread.chronology.named_too import named_too
from commonthread.chronology.queries import StoryRead, read_household
from commonthread.pathways.actions import add_household
from commonthread.records.queries import open_purpose
from commonthread.web.components.genogram import genogram
from commonthread.web.components.identity_bar import bar
from commonthread.web.components.showing import showing
from commonthread.web.page import page
from commonthread.web.rendering import render
from commonthread.web.words import count, today


@page("people/<int:number>/household", needs=Permission.READ_RECORDS, methods=("GET", "HEAD", "POST"))
def household_page(request: HttpRequest, number: int) -> HttpResponse:
    if request.method == "POST":
        return _open(request, number)
    read = read_household(request.scope, number)
    if read is None:
        return redirect(reverse("purpose", args=[number]) + "?going=household")
    agency, day = request.scope.agency, today()
    together = household(read, agency, day)
    names = names_in(read, agency)
    children = [
        person for person in names if is_child(read.said.get(person, ()), day) and person in read.persons
    ]
    context = {
        "who": bar(read, agency, day),
        "household": together,
        "drawing": genogram(together, number),
        "not_tied": named_too(read),
        "names": names,
        "can_open": _can_open(request, read),
        "showing": showing(
            read.story, request.GET.dict(), day, children=children, people=read.persons, names=names
        ),
    }
    return render(request, "household/page.html", context)


def _open(request: HttpRequest, number: int) -> HttpResponse:
    """Put the household into the case under which one looks; without a case there is nobody to put it to."""
    with request.scope.transaction():
        purpose = open_purpose(number)
        if purpose is None or purpose.case is None:
            raise NotAllowed("Not found.")
        found = add_household(by=request.scope, case=purpose.case, person=number)
    messages.success(
        request,
        f"{count(found, 'more person', 'more people')} of this household {'is' if found == 1 else 'are'} in the case now."
        if found
        else "No tie that you may see leads to anybody else.",
    )
    return redirect("household_page", number)


def _can_open(request: HttpRequest, read: StoryRead) -> bool:
    """Under a case that asks other agencies, while it is not about everybody here."""
    everybody = len(read.persons) > 1 and read.opened.issuperset(read.persons)
    return request.scope.may(Permission.OPEN_CASES) and read.purpose.asks_others and not everybody
