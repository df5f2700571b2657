"""Enter one record on the form of its kind."""

from django.http import HttpRequest, HttpResponse

from commonthread.access.permissions import ROLES, Permission
from commonthread.web.entering import Entering, answer, fresh_key, kind_to_enter
from commonthread.web.page import page


@page("enter/<slug:name>", needs=Permission.ENTER_RECORDS, methods=("GET", "HEAD", "POST"))
def enter_kind(request: HttpRequest, name: str) -> HttpResponse:
    kind = kind_to_enter(request.scope, name)
    scope = request.scope
    start = {"key": fresh_key(), "author_name": scope.name, "author_role": ROLES[scope.role].label}
    return answer(request, Entering(kind, "enter_kind/page.html", start))
