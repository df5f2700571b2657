"""The start page: who you are here, what you can do, and in the demo its first story."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now

from commonthread.access.demo import stories
from commonthread.access.permissions import ROLES, Permission
from commonthread.access.queries import agencies
from commonthread.access.terms import Purpose
from commonthread.feeds.silences import silent_feeds
from commonthread.jobs.queries import life as worker_life
from commonthread.rights.queries import corrected_since_read
from commonthread.web.components.purpose import usual
from commonthread.web.components.rights import may
from commonthread.web.components.search import FIELDS
from commonthread.web.forwarded import ignored
from commonthread.web.page import page
from commonthread.web.pages.home.waits import waits
from commonthread.web.rendering import render


@page("", needs=Permission.USE_SERVICE)
def home(request: HttpRequest) -> HttpResponse:
    scope = request.scope
    told = stories(settings.VAR) if settings.DEMO and scope.may(Permission.READ_RECORDS) else ()
    hidden = tuple(story for story in told if story.seen_by not in ("", request.user.get_username()))
    corrected, life, silent, known, at = 0, None, [], {}, now()
    with scope.transaction():
        waiting = waits(scope, at)
        if scope.may(Permission.READ_RECORDS):
            corrected = len(corrected_since_read())
        if scope.may(Permission.RUN_SERVICE):
            life = worker_life()
        if scope.may(Permission.SEE_DELIVERIES):
            silent, known = silent_feeds(), agencies()
        elif scope.may(Permission.RUN_SERVICE):
            silent, known = [one for one in silent_feeds() if one.told_at], agencies()
    return render(
        request,
        "home/page.html",
        {
            "may": may(ROLES[scope.role].permissions),
            "role": ROLES[scope.role],
            "sees_ledger": scope.may(Permission.SEE_LEDGER),
            "searches": scope.may(Permission.SEARCH_OWN),
            "sees_others": scope.may(Permission.READ_SHARED),
            "typed": dict.fromkeys(FIELDS, ""),
            "wrong": {},
            "stories": tuple(story for story in told if story not in hidden),
            "hidden": hidden,
            "corrected": corrected,
            "waits": waiting,
            "life": life,
            "ignored": ignored() if life else None,
            "silent": silent,
            "looks_after_feeds": scope.may(Permission.SEE_DELIVERIES),
            "agencies": known,
            "home_agency": scope.agency,
            "now": at,
            "purpose": Purpose.SECTION_47 if scope.may(Permission.READ_SHARED) else usual(scope),
        },
    )
