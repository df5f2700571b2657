"""Rendering a page in its frame: who is signed in, where they can go, and that this is a demo."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.contrib.messages import ERROR, get_messages
from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render as render_template
from django.urls import reverse
from django.utils.timezone import now

from commonthread.access.permissions import ROLES, Permission
from commonthread.access.scope import NotAllowed, Scope, ScopeEnded
from commonthread.records.breaking_glass import to_be_reviewed_by, waiting_for_review
from commonthread.web.page import Open, pages

MENU = {
    "who_is_this": "Who is this?",
    "front_door": "Front door",
    "work": "My work",
    "cases": "Cases",
    "meetings": "Meetings",
    "disagreements": "Disagreements",
    "supervision_due": "Supervision",
    "samples": "Dip samples",
    "my_requests": "My requests",
    "requests_to_us": "Asked of us",
    "notices": "Notices",
    "community": "Community",
    "enter": "Record",
    "refer": "Tell a hub",
    "deliveries": "Deliveries",
    "identity_review": "Same person?",
    "held_apart": "Held apart",
    "ledger": "The ledger",
    "agreements": "Agreements",
    "broken_glass": "Broken glass",
    "restricted": "Hidden people",
    "sealed": "Sealed records",
    "conflicts_of_interest": "Conflicts",
    "persons_requests": "About themselves",
    "keeping": "Keep or destroy",
    "people_sign_in": "How people sign in",
    "sign_ins": "Sign-ins",
    "clients": "Systems",
    "background_jobs": "Background work",
    "staff": "People and posts",
    "teams": "Teams",
    "times_and_terms": "Times and terms",
    "school_terms": "School terms",
    "notice_addresses": "Where we are told",
    "notice_words": "Words of notices",
    "directory": "Directory",
}

# So many letters stand in one line of a desktop's window, with two for the space beside each name; beyond that these go to
# the foot of the page, the first of them first.
IN_ONE_LINE, BESIDE = 140, 2
SELDOM = (
    "samples",
    "directory",
    "notice_words",
    "notice_addresses",
    "agreements",
    "disagreements",
    "identity_review",
    "held_apart",
)


@dataclass(frozen=True)
class Who:
    name: str
    role: str
    agency: str


@dataclass(frozen=True)
class Said:
    """`refused` where nothing was done."""

    words: str
    refused: bool


@dataclass(frozen=True)
class BrokenGlass:
    """How often it was broken to one's agency's records and waits for review, when last, and by which day the first is due."""

    count: int
    latest: datetime
    due_on: date


@dataclass(frozen=True)
class Frame:
    assets: str
    demo: bool
    who: Who | None
    navigation: tuple[dict[str, Any], ...]
    further: tuple[dict[str, Any], ...]
    said: tuple[Said, ...]
    at: datetime
    broken: BrokenGlass | None


def render(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Render what was read. Within the scope's transaction it refuses: a page must not read while it is drawn."""
    if connections["app"].in_atomic_block:
        raise RuntimeError("render outside the scope's transaction")
    return render_template(
        request, template, {"frame": frame(request), **context}, status=status, using="pages"
    )


def frame(request: HttpRequest) -> Frame:
    scope = getattr(request, "scope", None)
    who = Who(scope.name, ROLES[scope.role].label, scope.agency_name) if scope else None
    said = tuple(Said(str(message), message.level >= ERROR) for message in get_messages(request))
    broken = _broken(request, scope)
    return Frame(settings.STATIC_URL, settings.DEMO, who, *_navigation(request, scope), said, now(), broken)


def _broken(request: HttpRequest, scope: Scope | None) -> BrokenGlass | None:
    """Whoever answers for an agency's records is told on every page that the glass was broken to them; but where it is reviewed,
    and where it stands with what waits."""
    told = {reverse("broken_glass"), reverse("home")}
    if scope is None or not scope.may(Permission.SEE_LEDGER) or request.path in told:
        return None
    with suppress(ScopeEnded, NotAllowed), scope.transaction():
        times = sorted(waiting_for_review())
        return BrokenGlass(len(times), times[-1], to_be_reviewed_by(times[0])) if times else None
    return None


def _navigation(request: HttpRequest, scope: Scope | None) -> tuple[tuple[dict[str, Any], ...], ...]:
    """Where to go, and what stands at the foot of the page because it is too much for one line."""
    here = request.resolver_match.url_name if request.resolver_match else None
    open_to = [name for name in MENU if name in pages() and _may_open(scope, name)]
    line, foot = list(open_to), []
    for name in SELDOM:
        if name in line and sum(len(MENU[one]) + BESIDE for one in line) > IN_ONE_LINE:
            line.remove(name)
            foot.insert(0, name)
    return tuple(
        tuple({"text": MENU[name], "href": reverse(name), "current": name == here} for name in names)
        for names in (line, foot)
    )


def _may_open(scope: Scope | None, name: str) -> bool:
    needs = pages()[name].needs
    return scope is not None and (needs is Open.TO_ANYONE or scope.may(needs))
