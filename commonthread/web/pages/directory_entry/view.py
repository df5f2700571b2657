"""One entry of one's own agency's directory, to be put right; or a new one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.actions import keep_entry
from commonthread.access.permissions import Permission
from commonthread.access.queries import Colleague
from commonthread.access.queries import directory_entry as one_entry
from commonthread.access.scope import KeyInUse
from commonthread.web.components.typed import Typed, empty, read_fields
from commonthread.web.page import page
from commonthread.web.rendering import render

ABOUT_THEM = {"name": 200, "role": 200, "team": 200, "phone": 200, "hours": 200}
LENGTHS = {"key": 200, **ABOUT_THEM}
NEEDED = {"name": "Give a name", "key": "Give the key that records bear, such as a staff number"}


@page("directory/add", needs=Permission.KEEP_DIRECTORY, methods=("GET", "HEAD", "POST"))
def directory_add(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _form(request, None, empty(tuple(LENGTHS)))
    typed = read_fields(request.POST, LENGTHS, NEEDED)
    if typed.wrong:
        return _form(request, None, typed, status=422)
    try:
        with request.scope.transaction():
            keep_entry(by=request.scope, is_new=True, **typed.values)
    except KeyInUse:
        return _form(request, None, typed.but(key="Another entry has this key"), status=422)
    messages.success(request, "The entry is in the directory.")
    return redirect("directory")


@page("directory/<number:number>", needs=Permission.KEEP_DIRECTORY, methods=("GET", "HEAD", "POST"))
def directory_entry(request: HttpRequest, number: int) -> HttpResponse:
    with request.scope.transaction():
        found = one_entry(number)
    if request.method != "POST":
        return _form(request, found, Typed({name: getattr(found, name) for name in LENGTHS}))
    typed = read_fields({**request.POST.dict(), "key": found.key}, LENGTHS, NEEDED)
    if typed.wrong:
        return _form(request, found, typed, status=422)
    with request.scope.transaction():
        keep_entry(by=request.scope, is_new=False, **typed.values)
    messages.success(request, "The entry is changed.")
    return redirect("directory")


def _form(request: HttpRequest, found: Colleague | None, typed: Typed, status: int = 200) -> HttpResponse:
    context = {"found": found, "typed": typed}
    return render(request, "directory_entry/page.html", context, status=status)
