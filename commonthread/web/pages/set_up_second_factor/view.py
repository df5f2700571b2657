"""Setting up a second factor: a passkey here, or an authenticator app on the next page."""

import json
from typing import Any

from allauth.mfa.webauthn.internal.auth import begin_registration
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from commonthread.access.sign_ins import Change, note_account
from commonthread.web.device import device
from commonthread.web.proof import factors, record_factor
from commonthread.web.rendering import frame
from commonthread.web.setting_up import own_page, where_to


class AddPasskey(AddWebAuthnView):
    template_name = "set_up_second_factor/page.html"
    template_engine = "pages"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"initial": {"name": device(self.request)}}

    def form_valid(self, form: Form) -> HttpResponse:
        answer = super().form_valid(form)
        note_account(self.request.user.pk, Change.PASSKEY_ADDED)
        record_factor(self.request, "webauthn")
        return answer

    def get_success_url(self) -> str:
        return reverse("recovery_codes") if self.did_generate_recovery_codes else where_to(self.request)

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        context = super().get_context_data(**given)
        return context | {
            "frame": frame(self.request),
            "must": self.request.scope is None,
            "has_app": "totp" in factors(self.request.user),
            "name": device(self.request),
            # A passkey that signs in by itself: it is kept on the device and asks who unlocks it.
            "options": json.dumps(_resident(begin_registration(self.request.user, True))),
            "wrong": bool(context["form"].errors),
        }


def _resident(options: dict) -> dict:
    return json.loads(json.dumps(options, default=dict))


add_passkey = AddPasskey.as_view()


@own_page("accounts/second-step/")
def set_up_second_factor(request: HttpRequest) -> HttpResponse:
    return add_passkey(request)
