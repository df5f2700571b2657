"""Move somebody to another post from a day, or give a post again that was ended by mistake."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now

from commonthread.access.accounts import Account, PostHeld, account, posts_of
from commonthread.access.actions import move_person
from commonthread.access.permissions import ROLES, Permission
from commonthread.web.components.post_form import Offered, blank, like, offered, read_post
from commonthread.web.components.typed import Typed
from commonthread.web.page import page
from commonthread.web.rendering import render


@page("staff/<number:number>/post", needs=Permission.RUN_SERVICE, methods=("GET", "HEAD", "POST"))
def staff_post(request: HttpRequest, number: int) -> HttpResponse:
    scope = request.scope
    with scope.transaction():
        found, posts, offers = account(number), posts_of(number), offered(scope)
    if found.self:
        raise Http404
    if request.method != "POST":
        return _form(request, found, offers, _as_it_was(posts, request.GET.get("again", "")))
    typed, post = read_post(request.POST, offers, now(), more={}, needed={})
    if typed.wrong:
        return _form(request, found, offers, typed, status=422)
    with scope.transaction():
        move_person(by=scope, who=number, post=post, why=typed.values["why"])
    messages.success(
        request, "The post is given." if post.from_at is None else "The post is given from that day."
    )
    return redirect("staff_account", number)


def _as_it_was(posts: list[PostHeld], asked: str) -> Typed:
    return next((like(post) for post in posts if str(post.number) == asked), blank())


def _form(
    request: HttpRequest, found: Account, offers: Offered, typed: Typed, status: int = 200
) -> HttpResponse:
    context = {"found": found, "typed": typed, "offers": offers, "roles": ROLES}
    return render(request, "staff_post/page.html", context, status=status)
