"""End a post today: access ends with it, at once."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.accounts import Standing, account, posts_of
from commonthread.access.actions import end_post
from commonthread.access.permissions import ROLES, Permission
from commonthread.web.components.reason import Reason, read_reason
from commonthread.web.page import page
from commonthread.web.rendering import render


@page(
    "staff/<number:number>/posts/<number:post>/end",
    needs=Permission.RUN_SERVICE,
    methods=("GET", "HEAD", "POST"),
)
def staff_end(request: HttpRequest, number: int, post: int) -> HttpResponse:
    scope = request.scope
    with scope.transaction():
        found = account(number)
        ending = next((each for each in posts_of(number) if each.number == post), None)
    if found.self or ending is None:
        raise Http404
    if ending.standing not in (Standing.NOW, Standing.TO_COME):
        messages.info(request, "That post has ended already.")
        return redirect("staff_account", number)
    reason = read_reason(request.POST) if request.method == "POST" else Reason("")
    if request.method != "POST" or reason.wrong:
        context = {"found": found, "post": ending, "reason": reason, "roles": ROLES}
        return render(request, "staff_end/page.html", context, status=422 if reason.wrong else 200)
    with scope.transaction():
        end_post(by=scope, post=post, why=reason.words)
    messages.success(
        request, "The post has ended." if ending.standing is Standing.NOW else "The post is withdrawn."
    )
    return redirect("staff_account", number)
