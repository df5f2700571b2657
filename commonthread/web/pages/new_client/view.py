"""Set up a system of one's agency. Its secret is shown once, on the page that answers."""

from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest, HttpResponse

from commonthread.access.client_terms import PER_MINUTE, ClientScope
from commonthread.access.clients import set_up
from commonthread.access.permissions import Permission
from commonthread.kernel.text import clean
from commonthread.records.kind import kinds
from commonthread.web.page import page
from commonthread.web.rendering import render

LIVES = {"90": "3 months", "180": "6 months", "365": "a year"}
LONGEST = 120


@dataclass(frozen=True)
class Asked:
    """What was chosen, and what is wrong with it by field."""

    name: str
    scopes: tuple[str, ...]
    kinds: tuple[str, ...]
    lives: str
    wrong: dict[str, str]


@page("clients/new", needs=Permission.RUN_SERVICE, methods=("GET", "HEAD", "POST"))
def new_client(request: HttpRequest) -> HttpResponse:
    asked = _asked(request) if request.method == "POST" else Asked("", (), (), "365", {})
    if request.method != "POST" or asked.wrong:
        return _form(request, asked)
    with request.scope.transaction():
        made = set_up(
            by=request.scope,
            name=asked.name,
            scopes=[ClientScope(scope) for scope in asked.scopes],
            kinds=asked.kinds,
            categories={kinds()[kind].category for kind in asked.kinds},
            per_minute=PER_MINUTE,
            lives=timedelta(days=int(asked.lives)),
        )
    return render(request, "new_client/made.html", {"made": made, "name": asked.name})


def _asked(request: HttpRequest) -> Asked:
    wrong = {}
    try:
        name = clean(request.POST.get("name", "").strip())
    except ValueError as refused:
        name, wrong["name"] = "", f"The name {refused}"
    if not name:
        wrong.setdefault("name", "Enter what the system is called")
    elif len(name) > LONGEST:
        wrong["name"] = f"The name has more than {LONGEST} characters"
    scopes = tuple(scope for scope in request.POST.getlist("scopes") if scope in set(ClientScope))
    if not scopes:
        wrong["scopes"] = "Choose what it may do"
    named = tuple(kind for kind in request.POST.getlist("kinds") if kind in kinds())
    if not named:
        wrong["kinds"] = "Choose at least one kind of record"
    lives = request.POST.get("lives", "365")
    return Asked(name, scopes, named, lives if lives in LIVES else "365", wrong)


def _form(request: HttpRequest, asked: Asked) -> HttpResponse:
    choices = [(kind.name, kind.label) for kind in kinds().values()]
    return render(
        request,
        "new_client/page.html",
        {"asked": asked, "kinds": choices, "scopes": tuple(ClientScope), "lives": LIVES},
    )
