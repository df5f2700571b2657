"""Pairs of mentions that fall between the thresholds: a human decides whether they are one person."""

from django.http import HttpRequest, HttpResponse

from commonthread.access.permissions import Permission
from commonthread.identity.queries import open_pairs
from commonthread.web.page import page
from commonthread.web.rendering import render

AT_MOST = 100


@page("review", needs=Permission.REVIEW_IDENTITY)
def identity_review(request: HttpRequest) -> HttpResponse:
    with request.scope.transaction():
        waiting = open_pairs(AT_MOST)
    return render(request, "review/page.html", {"pairs": waiting, "more": len(waiting) == AT_MOST})
