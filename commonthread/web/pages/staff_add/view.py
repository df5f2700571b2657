"""Add somebody to one's own agency, with their first post."""

import re

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now

from commonthread.access.actions import add_person
from commonthread.access.permissions import ROLES, Permission
from commonthread.access.scope import KeyInUse
from commonthread.web.components.post_form import Offered, blank, offered, read_post
from commonthread.web.components.typed import Typed
from commonthread.web.page import page
from commonthread.web.rendering import render

ABOUT_THEM = {"name": 120, "username": 60, "email": 254}
NEEDED = {"name": "Give their name", "username": "Give a username"}
USERNAME = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*", re.IGNORECASE)
EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


@page("staff/add", needs=Permission.RUN_SERVICE, methods=("GET", "HEAD", "POST"))
def staff_add(request: HttpRequest) -> HttpResponse:
    scope = request.scope
    with scope.transaction():
        offers = offered(scope)
    if request.method != "POST":
        return _form(request, offers, blank(*ABOUT_THEM))
    typed, post = read_post(request.POST, offers, now(), more=ABOUT_THEM, needed=NEEDED)
    typed = _checked(typed)
    if typed.wrong:
        return _form(request, offers, typed, status=422)
    given = typed.values
    try:
        with scope.transaction():
            number = add_person(by=scope, username=given["username"], name=given["name"], email=given["email"], post=post, why=given["why"])  # fmt: skip
    except KeyInUse:
        return _form(
            request, offers, typed.but(username="This username is taken. Choose another"), status=422
        )
    messages.success(request, "The account is there. It has no way in yet.")
    return redirect("staff_account", number)


def _checked(typed: Typed) -> Typed:
    username, email = typed.values["username"], typed.values["email"]
    if username and "username" not in typed.wrong and not USERNAME.fullmatch(username):
        typed = typed.but(
            username="Use letters and digits, with single dots, hyphens or underscores between them"
        )
    if email and "email" not in typed.wrong and not EMAIL.fullmatch(email):
        typed = typed.but(email="Give an e-mail address such as name@example.org")
    return typed


def _form(request: HttpRequest, offers: Offered, typed: Typed, status: int = 200) -> HttpResponse:
    context = {"typed": typed, "offers": offers, "roles": ROLES}
    return render(request, "staff_add/page.html", context, status=status)
