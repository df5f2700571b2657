"""One person of one's own agency: every post that they have or had, and what an administrator can do about it."""

from django.http import HttpRequest, HttpResponse

from commonthread.access.accounts import Standing, account, posts_of
from commonthread.access.permissions import ROLES, Permission
from commonthread.web.components.rights import may
from commonthread.web.page import page
from commonthread.web.rendering import render

OPEN = (Standing.NOW, Standing.TO_COME)


@page("staff/<number:number>", needs=Permission.RUN_SERVICE)
def staff_account(request: HttpRequest, number: int) -> HttpResponse:
    with request.scope.transaction():
        found = account(number)
        posts = posts_of(number)
    here = next((post for post in posts if post.standing is Standing.NOW), None)
    context = {
        "found": found,
        "posts": posts,
        "open": OPEN,
        "here": here,
        "may": may(ROLES[here.role].permissions) if here else (),
        "again": None if any(post.standing in OPEN for post in posts) else posts[0],
        "roles": ROLES,
    }
    return render(request, "staff_account/page.html", context)
