"""A form that was sent when the session had ended: not taken, and not lost. The page holds it, no server does."""

from django.http import HttpRequest, HttpResponse
from django.urls import resolve

from commonthread.web.rendering import render
from commonthread.web.typed_by import FIELD, mark, was_typed_by

NEVER_HELD = (
    "csrfmiddlewaretoken",
    "password",
    "oldpassword",
    "password1",
    "password2",
    "code",
    "credential",
    FIELD,
)


def not_sent(request: HttpRequest, user: int) -> HttpResponse:
    """What was typed, in a page that sends it again once its author has signed in again, in another window."""
    held = [
        (name, value) for name, values in request.POST.lists() if name not in NEVER_HELD for value in values
    ]
    context = {
        "held": held,
        "files": bool(request.FILES),
        "typed_by": {"name": FIELD, "value": mark(user, request.path)},
        "address": request.get_full_path(),
    }
    return render(request, "not_sent.html", context, status=403)


def sent_again(request: HttpRequest) -> HttpResponse | None:
    """Answer what is sent again. Signing in changed the form's token, but the mark is as secret as that and names its author."""
    same_site = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    if request.method != "POST" or not same_site or request.scope is None or not was_typed_by(request):
        return None
    found = resolve(request.path_info)
    return found.func(request, *found.args, **found.kwargs)
