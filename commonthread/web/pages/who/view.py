"""Who is this? A search by what is known; what was typed is in no address and in no title."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.permissions import Permission
from commonthread.identity.queries import who
from commonthread.web.components.candidates import shown
from commonthread.web.components.search import FIELDS, read_search
from commonthread.web.page import page
from commonthread.web.rendering import render
from commonthread.web.words import today

# Kept with the session and not in the browser, so that going back from a person leads to the results again.
KEPT_AS = "search"


@page("who", needs=Permission.SEARCH_OWN, methods=("GET", "HEAD", "POST"))
def who_is_this(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "who/page.html", {"typed": dict.fromkeys(FIELDS, ""), "wrong": {}})
    search = read_search(request.POST, today())
    if search.wrong:
        return render(request, "who/page.html", {"typed": search.typed, "wrong": search.wrong}, status=422)
    request.session[KEPT_AS] = search.typed
    return redirect("who_found")


@page("who/found", needs=Permission.SEARCH_OWN)
def who_found(request: HttpRequest) -> HttpResponse:
    if KEPT_AS not in request.session:
        return redirect("who_is_this")
    search = read_search(request.session[KEPT_AS], today())
    found = shown(who(request.scope, *search.asked), today())
    return render(
        request, "who/found.html", {"search": search, "typed": search.typed, "wrong": {}, "found": found}
    )
