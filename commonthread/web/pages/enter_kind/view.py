"""Enter one record on the form of its kind."""

import re

from django.http import HttpRequest, HttpResponse

from commonthread.access.permissions import ROLES, Permission
from commonthread.access.scope import Scope
from commonthread.records.kind import Kind
from commonthread.records.unfinished import take_unfinished
from commonthread.web.about import cells_about, person_asked_about
from commonthread.web.entering import KEY, Entering, answer, fresh_key, kind_to_enter
from commonthread.web.page import page

FILLED = "How your agency last named them is filled in: change what is different now."
NOT_FILLED = (
    "Nothing of them is filled in, as your agency has not named them or you have not said why you look."
)


@page("enter/<slug:name>", needs=Permission.ENTER_RECORDS, methods=("GET", "HEAD", "POST"))
def enter_kind(request: HttpRequest, name: str) -> HttpResponse:
    kind = kind_to_enter(request.scope, name)
    person = person_asked_about(request)
    if request.method == "POST":
        return answer(request, _entering(kind, {}, about=person, token=_token(request.POST)))
    token = _token(request.GET)
    start = _begun(request.scope, kind, token) or _fresh(request.scope)
    note = ""
    if person:
        named = cells_about(request.scope, person, kind)
        start |= named
        note = FILLED if named else NOT_FILLED
    return answer(request, _entering(kind, start, about=person, note=note, token=token or start["key"]))


def _entering(kind: Kind, start: dict[str, str], **more) -> Entering:
    return Entering(kind, "enter_kind/page.html", start, **more)


def _fresh(scope: Scope) -> dict[str, str]:
    return {"key": fresh_key(), "author_name": scope.name, "author_role": ROLES[scope.role].label}


def _begun(scope: Scope, kind: Kind, token: str) -> dict[str, str] | None:
    if not token:
        return None
    with scope.transaction():
        return take_unfinished(token, kind.name)


def _token(given) -> str:
    token = given.get("unfinished", "")
    return token if re.fullmatch(KEY, token) else ""
