"""The second step, for whoever has one: a passkey, a code from an app, or one kept for an emergency."""

import json
from typing import Any

from allauth.mfa.base.views import AuthenticateView
from django.http import HttpRequest, HttpResponse

from commonthread.web.page import Open, page
from commonthread.web.proof import factors
from commonthread.web.rendering import frame


class SecondFactor(AuthenticateView):
    template_name = "second_factor/page.html"
    template_engine = "pages"

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        context = super().get_context_data(**given)
        errors = context["form"].errors.get("code") or context["webauthn_form"].errors.get("credential")
        return context | {
            "frame": frame(self.request),
            "has_passkey": "webauthn" in factors(self.stage.login.user),
            "has_app": "totp" in factors(self.stage.login.user),
            "options": json.dumps(context["js_data"]["request_options"]),
            "wrong": errors[0] if errors else "",
        }


second_factor = SecondFactor.as_view()


@page("accounts/2fa/authenticate/", needs=Open.TO_ANYONE, methods=("GET", "HEAD", "POST"))
def mfa_authenticate(request: HttpRequest) -> HttpResponse:
    return second_factor(request)
