"""Enter one record on the form of its kind."""

from django.http import HttpRequest, HttpResponse

from commonthread.access.permissions import ROLES, Permission
from commonthread.web.about import cells_about, person_asked_about
from commonthread.web.entering import Entering, answer, fresh_key, kind_to_enter
from commonthread.web.page import page

FILLED = "How your agency last named them is filled in: change what is different now."
NOT_FILLED = (
    "Nothing of them is filled in, as your agency has not named them or you have not said why you look."
)


@page("enter/<slug:name>", needs=Permission.ENTER_RECORDS, methods=("GET", "HEAD", "POST"))
def enter_kind(request: HttpRequest, name: str) -> HttpResponse:
    kind = kind_to_enter(request.scope, name)
    scope = request.scope
    start = {"key": fresh_key(), "author_name": scope.name, "author_role": ROLES[scope.role].label}
    person = person_asked_about(request)
    note = ""
    if person and request.method != "POST":
        named = cells_about(scope, person, kind)
        start |= named
        note = FILLED if named else NOT_FILLED
    return answer(request, Entering(kind, "enter_kind/page.html", start, about=person, note=note))
