"""Identities that must never be bridged: for one named team, and nobody else."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.permissions import Permission
from commonthread.access.scope import NotAllowed
from commonthread.identity.actions import GROUNDS, never_bridge
from commonthread.identity.queries import barriers
from commonthread.web.components.numbers import person_number
from commonthread.web.page import page
from commonthread.web.rendering import render

WHY = "the list of those who are held apart"
NOT_TWO_PEOPLE = "Give the numbers of two people who are there and are not the same, for example P-204817309"


@page("held-apart", needs=Permission.JOIN_PROTECTED, methods=("GET", "HEAD", "POST"))
def held_apart(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request)
    typed = {name: request.POST.get(name, "").strip() for name in ("first", "second", "ground")}
    wrong = {} if typed["ground"] in GROUNDS else {"ground": "Choose the ground"}
    numbers = [person_number(typed[name]) for name in ("first", "second")]
    if None in numbers:
        wrong["first"] = NOT_TWO_PEOPLE
    if not wrong:
        try:
            with request.scope.transaction():
                never_bridge(by=request.scope, first=numbers[0], second=numbers[1], ground=typed["ground"])
        except NotAllowed:
            wrong["first"] = NOT_TWO_PEOPLE
    if wrong:
        return _page(request, typed, wrong, status=422)
    messages.success(request, "These two are held apart from now on.")
    return redirect("held_apart")


def _page(
    request: HttpRequest, typed: dict | None = None, wrong: dict | None = None, status: int = 200
) -> HttpResponse:
    held = barriers(request.scope, reason=WHY)
    empty = {"first": "", "second": "", "ground": ""}
    wrong = wrong or {}
    context = {
        "held": held,
        "typed": typed or empty,
        "wrong": wrong,
        "errors": [{"text": text, "href": f"#{name}"} for name, text in wrong.items()],
        "ground_items": [{"value": ground, "text": ground.capitalize()} for ground in GROUNDS],
    }
    return render(request, "held_apart/page.html", context, status=status)
