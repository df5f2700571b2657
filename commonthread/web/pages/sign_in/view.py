"""Signing in: by username and password, and in the demo as one of its people."""

from typing import Any

from allauth.account.views import LoginView
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from commonthread.access import demo
from commonthread.access.permissions import ROLES
from commonthread.web.components.rights import picture
from commonthread.web.page import Open, page
from commonthread.web.rendering import frame
from commonthread.web.scoped import end_scope

WITHOUT_PASSWORD = "allauth.account.auth_backends.AuthenticationBackend"


class SignIn(LoginView):
    template_name = "sign_in/page.html"
    template_engine = "pages"

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        return super().get_context_data(**given) | {
            "frame": frame(self.request),
            "next": self.request.GET.get("next", ""),
            "was_signed_in": settings.SESSION_COOKIE_NAME in self.request.COOKIES,
            "people": [(person, ROLES[person.role], picture(person)) for person in _people()],
        }


sign_in = SignIn.as_view()


@page("accounts/login/", needs=Open.TO_ANYONE, methods=("GET", "HEAD", "POST"))
def account_login(request: HttpRequest) -> HttpResponse:
    return sign_in(request)


@page("accounts/demo/", needs=Open.TO_ANYONE, methods=("POST",))
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """As one of the people of the demo, without a password: never where there is no demo."""
    account = demo.account(request.POST.get("username", "")) if settings.DEMO else None
    if account is None:
        raise Http404
    end_scope(request)
    login(request, account, backend=WITHOUT_PASSWORD)
    going = request.POST.get("next", "")
    return redirect(going if url_has_allowed_host_and_scheme(going, {request.get_host()}) else "/")


def _people() -> tuple[demo.PersonShown, ...]:
    return demo.people() if settings.DEMO else ()
