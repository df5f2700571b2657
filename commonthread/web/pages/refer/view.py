"""Sending a concern to a hub as somebody of an agency, and what came of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from commonthread.access.permissions import Permission
from commonthread.access.queries import agencies
from commonthread.access.scope import NotAllowed
from commonthread.pathways.telling import my_referrals
from commonthread.pathways.telling import refer as send
from commonthread.places.cited import DISTRICTS
from commonthread.records.catalogue.adult_safeguarding_concern import AdultAbuse
from commonthread.records.unfinished import drop_unfinished, keep_unfinished, take_unfinished
from commonthread.web.begun import can_be_kept
from commonthread.web.components.consent import CHOICES
from commonthread.web.page import page
from commonthread.web.pages.refer.form import ABOUT, AT_MOST, URGENT, Said, read, unsent, written
from commonthread.web.rendering import render
from commonthread.web.words import today

# One at a time: whoever comes back finds what they had begun.
TOKEN = KIND = "refer"
NO_HUB = "No hub answers for that district here. Ring its children’s or adults’ services"


@page("refer", needs=Permission.ENTER_RECORDS, methods=("GET", "HEAD", "POST"))
def refer(request: HttpRequest) -> HttpResponse:
    scope = request.scope
    if request.method != "POST":
        with scope.transaction():
            kept = take_unfinished(TOKEN, KIND)
        return _form(request, unsent(kept or {}), begun=bool(kept))
    doing = request.POST.get("do", "")
    said = read(request.POST, today(), whole=doing == "send")
    people = min(said.people + 1, AT_MOST) if doing == "another" else said.people
    with scope.transaction():
        typed = {name: words for name, words in said.typed.items() if can_be_kept([words])}
        keep_unfinished(TOKEN, KIND, {**typed, "people": str(people)})
    if doing == "keep":
        return HttpResponse(status=204)
    if doing == "another":
        return redirect(f"{reverse('refer')}?added=yes")
    if doing != "send":
        return redirect("refer")
    if said.wrong:
        return _form(request, said, status=422)
    return _send(request, said)


@page("refer/mine", needs=Permission.ENTER_RECORDS)
def referrals(request: HttpRequest) -> HttpResponse:
    with request.scope.transaction():
        sent = my_referrals()
    return render(request, "refer/mine.html", {"sent": sent})


def _send(request: HttpRequest, said: Said) -> HttpResponse:
    scope = request.scope
    try:
        with scope.transaction():
            contact, draft = written(said, scope, agencies()[scope.agency].kind, today())
            send(by=scope, contact=contact, draft=draft)
            drop_unfinished(TOKEN)
    except NotAllowed:
        wrong = Said(said.typed, said.abuse, said.people, {"district": NO_HUB})
        return _form(request, wrong, status=422)
    messages.success(request, f"The hub has it. Your reference is {contact.reference}.")
    return redirect("referrals")


def _form(request: HttpRequest, said: Said, *, begun: bool = False, status: int = 200) -> HttpResponse:
    context = {
        "said": said, "begun": begun, "about": ABOUT, "urgent": URGENT, "districts": DISTRICTS, "may_add": said.people < AT_MOST,
        "abuses": tuple(AdultAbuse), "family": {name: words for name, (_, _, words) in CHOICES.items()}, "wrong": said.wrong,
        "added": said.people > 1 and request.GET.get("added") == "yes",
    }  # fmt: skip
    return render(request, "refer/page.html", context, status=status)
