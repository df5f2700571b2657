"""The second factor, for whoever has one: a code from an app, or one kept for an emergency."""

from typing import Any

from allauth.mfa.base.views import AuthenticateView
from django.http import HttpRequest, HttpResponse

from commonthread.web.page import Open, page
from commonthread.web.rendering import frame


class SecondFactor(AuthenticateView):
    template_name = "second_factor/page.html"
    template_engine = "pages"

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        return super().get_context_data(**given) | {"frame": frame(self.request)}


second_factor = SecondFactor.as_view()


@page("accounts/2fa/authenticate/", needs=Open.TO_ANYONE, methods=("GET", "HEAD", "POST"))
def mfa_authenticate(request: HttpRequest) -> HttpResponse:
    return second_factor(request)
