"""Setting up an authenticator app: its secret as a picture and as letters, and a code to show that it took it."""

from typing import Any

import qrcode
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.views import ActivateTOTPView
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from commonthread.access.sign_ins import Change, note_account
from commonthread.web.proof import factors, record_factor
from commonthread.web.rendering import frame
from commonthread.web.setting_up import own_page, where_to


class AddApp(ActivateTOTPView):
    template_name = "set_up_app/page.html"
    template_engine = "pages"

    def form_valid(self, form: Form) -> HttpResponse:
        answer = super().form_valid(form)
        note_account(self.request.user.pk, Change.APP_ADDED)
        record_factor(self.request, "totp")
        return answer

    def get_success_url(self) -> str:
        return reverse("recovery_codes") if self.did_generate_recovery_codes else where_to(self.request)

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        secret = given.get("form") or self.get_form()
        address = get_adapter().build_totp_url(self.request.user, secret.secret)
        squares, size = _squares(address)
        errors = secret.errors.get("code")
        return {
            "frame": frame(self.request),
            "squares": squares,
            "size": size,
            "letters": " ".join(secret.secret[at : at + 4] for at in range(0, len(secret.secret), 4)),
            "wrong": errors[0] if errors else "",
        }


def _squares(said: str) -> tuple[str, int]:
    """A QR code as the path of an SVG, and how many squares it is wide."""
    code = qrcode.QRCode(border=4)
    code.add_data(said)
    rows = code.get_matrix()
    path = "".join(
        f"M{across} {down}h1v1h-1z"
        for down, row in enumerate(rows)
        for across, dark in enumerate(row)
        if dark
    )
    return path, len(rows)


add_app = AddApp.as_view()


@own_page("accounts/second-step/app/")
def set_up_app(request: HttpRequest) -> HttpResponse:
    if "totp" in factors(request.user):
        return redirect("my_sign_in")
    return add_app(request)
