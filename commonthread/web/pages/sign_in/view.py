"""Signing in: by a passkey, by username and password, by one's agency; and in the demo as one of its people."""

from typing import Any

from allauth.account.views import LoginView
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.conf import settings
from django.contrib.auth import login
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from commonthread.access import demo
from commonthread.access.permissions import ROLES
from commonthread.web.components.rights import picture
from commonthread.web.connected import providers, sites
from commonthread.web.headers import policy
from commonthread.web.page import Open, page
from commonthread.web.proof import IN_DEMO
from commonthread.web.rendering import frame
from commonthread.web.scoped import SIGNED_OUT, end_scope

WITHOUT_PASSWORD = "allauth.account.auth_backends.AuthenticationBackend"
NOT_ACCEPTED = "passkey not accepted"
BECAUSE = {
    "idle": "You were signed out after 15 minutes without use. Sign in to go on where you were.",
    "too long": "You were signed out: nobody stays signed in for more than 10 hours. Sign in to go on where you were.",
    "ended": "This session was ended from another one of yours, or by your agency. If that was not you, tell whoever looks after its accounts.",
    "post": "Your post has changed or ended, so you were signed out. Sign in to see what you may do now.",
    NOT_ACCEPTED: "That passkey was not accepted. It may have been taken away from your account.",
}


class SignIn(LoginView):
    template_name = "sign_in/page.html"
    template_engine = "pages"

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        return super().get_context_data(**given) | {
            "frame": frame(self.request),
            "next": self.request.POST.get("next") or self.request.GET.get("next", ""),
            "because": BECAUSE.get(self.request.session.pop(SIGNED_OUT, ""), ""),
            "providers": providers(),
            "people": [(person, ROLES[person.role], picture(person)) for person in _people()],
        }


class SignInByPasskey(LoginWebAuthnView):
    def form_invalid(self, form: Form) -> HttpResponse:
        self.request.session[SIGNED_OUT] = NOT_ACCEPTED
        return redirect("account_login")


sign_in = SignIn.as_view()
sign_in_by_passkey = SignInByPasskey.as_view()


@page("accounts/login/", needs=Open.TO_ANYONE, methods=("GET", "HEAD", "POST"))
def account_login(request: HttpRequest) -> HttpResponse:
    answer = sign_in(request)
    answer["Content-Security-Policy"] = policy(forms_to=sites())
    return answer


@page("accounts/passkey/", needs=Open.TO_ANYONE, methods=("GET", "POST"))
def mfa_login_webauthn(request: HttpRequest) -> HttpResponse:
    """What the browser needs to present a passkey, and the passkey."""
    return sign_in_by_passkey(request)


@page("accounts/demo/", needs=Open.TO_ANYONE, methods=("POST",))
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """As one of the people of the demo, without a password: never where there is no demo."""
    account = demo.account(request.POST.get("username", "")) if settings.DEMO else None
    if account is None:
        raise Http404
    end_scope(request)
    login(request, account, backend=WITHOUT_PASSWORD)
    request.session[IN_DEMO] = account.pk
    going = request.POST.get("next", "")
    return redirect(going if url_has_allowed_host_and_scheme(going, {request.get_host()}) else "/")


def _people() -> tuple[demo.PersonShown, ...]:
    return demo.people() if settings.DEMO else ()
