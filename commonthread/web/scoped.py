"""Gives each request its scope: who is asking, in which post. None where nobody has signed in."""

import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from commonthread.access.permissions import Role
from commonthread.access.scope import NotAllowed, Scope, close_scope, open_scope

KEPT_AS = "scope"
OPENED_AT = "scope opened at"
# The database ends a scope then as well: `access.open_session`.
LONGEST = timedelta(hours=10)


def scoped(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def with_scope(request: HttpRequest) -> HttpResponse:
        request.scope = _scope(request)
        return answer(request)

    return with_scope


def _scope(request: HttpRequest) -> Scope | None:
    """The scope of this session; opened at the first request after signing in, None without a post."""
    if not request.user.is_authenticated:
        return None
    if kept := request.session.get(KEPT_AS):
        if time.time() - request.session[OPENED_AT] < LONGEST.total_seconds():
            return Scope(**{**kept, "role": Role(kept["role"])})
        end_scope(request)
        logout(request)
        return None
    try:
        scope = open_scope(request.user.pk)
    except NotAllowed:
        return None
    request.session[KEPT_AS] = asdict(scope)
    request.session[OPENED_AT] = time.time()
    return scope


def end_scope(request: HttpRequest) -> None:
    """End the scope of this session before it is signed out."""
    if kept := request.session.pop(KEPT_AS, None):
        close_scope(kept["token"])
