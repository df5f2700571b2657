"""One community contact: what the role was told, and that it is a contact no more."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.permissions import Permission
from commonthread.kernel.text import clean
from commonthread.pathways import community
from commonthread.web.components.neighbourhoods import names
from commonthread.web.components.reason import read_reason
from commonthread.web.page import page
from commonthread.web.rendering import render

LONGEST = 1000


@page("community/<number:number>", needs=Permission.KEEP_COMMUNITY, methods=("GET", "HEAD", "POST"))
def community_contact(request: HttpRequest, number: int) -> HttpResponse:
    if request.method != "POST":
        return _show(request, number, "", "")
    words, wrong = request.POST.get("words", "").strip(), ""
    try:
        words = clean(words)
    except ValueError as fault:
        wrong = f"What you wrote {fault}"
    if not 0 < len(words) <= LONGEST:
        wrong = wrong or f"Write what they were told, in at most {LONGEST:,} characters"
    if wrong:
        return _show(request, number, words, wrong, status=422)
    with request.scope.transaction():
        community.tell_contact(by=request.scope, number=number, words=words)
    messages.success(request, "Kept.")
    return redirect("community_contact", number)


@page("community/<number:number>/end", needs=Permission.KEEP_COMMUNITY, methods=("POST",))
def end_community_contact(request: HttpRequest, number: int) -> HttpResponse:
    reason = read_reason(request.POST)
    if reason.wrong:
        messages.error(request, f"Nothing was changed. {reason.wrong}.")
        return redirect("community_contact", number)
    with request.scope.transaction():
        community.end_contact(by=request.scope, number=number, because=reason.words)
    messages.success(request, "It is a contact of your team no more.")
    return redirect("community")


def _show(request: HttpRequest, number: int, words: str, wrong: str, status: int = 200) -> HttpResponse:
    with request.scope.transaction():
        told = community.contact_told(number)
        contact = next((one for one in community.contacts() if one.number == number), None)
    if contact is None:
        raise Http404
    context = {"contact": contact, "told": told, "places": names(), "words": words, "wrong": wrong}
    return render(request, "community_contact/page.html", context, status=status)
