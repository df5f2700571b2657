"""Where one is signed in: each device in words, and a way to end each."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.permissions import Permission
from commonthread.access.sessions import end_my_other_sessions, end_my_session, my_sessions
from commonthread.web.page import page
from commonthread.web.rendering import render


@page("account/sessions", needs=Permission.USE_SERVICE, methods=("GET", "HEAD", "POST"))
def sessions(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        messages.success(request, _end(request))
        return redirect("sessions")
    with request.scope.transaction():
        found = my_sessions()
    here = next(session.address for session in found if session.this)
    return render(request, "my_sessions/page.html", {"sessions": found, "here": here})


def _end(request: HttpRequest) -> str:
    with request.scope.transaction():
        if "others" in request.POST:
            end_my_other_sessions()
            return "You are signed out everywhere else."
        try:
            end_my_session(UUID(request.POST.get("session", "")))
        except ValueError:
            return "Nothing was ended."
    return "That session is ended."
