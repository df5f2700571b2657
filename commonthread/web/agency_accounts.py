"""Whom an agency's own provider may sign in: that agency's people, each linked by an invitation or by themselves."""

from typing import Any, NoReturn

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from commonthread.access.invitations import invited, take_invitation
from commonthread.access.sign_ins import Change, Failure, note_account, note_failed_sign_in
from commonthread.web.device import address, device
from commonthread.web.proof import BY_PROVIDER, proved_lately
from commonthread.web.provider import CONFIRMING
from commonthread.web.rendering import render
from commonthread.web.second_factors import sealed

INVITATION = "invitation"
LINKING = "connect"

WORDS = {
    Failure.UNKNOWN_SUBJECT: (
        "No account here is linked to this sign-in",
        "Your agency’s provider says who you are, but nobody has given you an account here, or it is not linked yet. "
        "No account was made.",
    ),
    Failure.OTHER_AGENCY: (
        "This is not your agency’s sign-in",
        "The sign-in of an agency opens accounts of its own people alone. Use the one of the agency in which you hold a post.",
    ),
    Failure.PROVIDER: (
        "Your agency’s sign-in did not work",
        "It was cancelled, took too long, or did not answer as it must. Nothing is wrong with your account here: try again.",
    ),
}


class AgencyAccounts(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list:
        apps = super().list_apps(request, provider, client_id)
        for app in apps:
            app.secret = sealed().decrypt(app.settings["secret"].encode()).decode()
        return apps

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict) -> Any:
        return sociallogin.user

    def on_authentication_error(self, request: HttpRequest, provider: Any, **given: Any) -> None:
        raise ImmediateHttpResponse(self._refuse(request, Failure.PROVIDER, provider.app.provider_id))

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        agency, process = sociallogin.account.provider, sociallogin.state.get("process")
        if process == LINKING:
            self._link_own(request, sociallogin, agency)
        if not sociallogin.is_existing and not self._link_invited(request, sociallogin, agency):
            raise ImmediateHttpResponse(self._refuse(request, Failure.UNKNOWN_SUBJECT, agency))
        if not sociallogin.user.post_set.filter(agency=agency).exists():
            raise ImmediateHttpResponse(
                self._refuse(request, Failure.OTHER_AGENCY, agency, sociallogin.user.pk)
            )
        if process == CONFIRMING:
            if request.user != sociallogin.user:
                raise ImmediateHttpResponse(self._refuse(request, Failure.UNKNOWN_SUBJECT, agency))
            record_authentication(request, request.user, "socialaccount", provider=agency)
        elif request.user.is_authenticated:
            get_account_adapter(request).logout(request)
        request.session[BY_PROVIDER] = {
            "user": sociallogin.user.pk,
            "agency": agency,
            "second_factor": sociallogin.second_factor,
        }

    def _link_own(self, request: HttpRequest, sociallogin: Any, agency: str) -> NoReturn:
        """Somebody who is signed in, and has lately proved it, links their own; never what is somebody else's."""
        if request.scope is None or request.scope.agency != agency:
            raise ImmediateHttpResponse(self._refuse(request, Failure.OTHER_AGENCY, agency))
        if not proved_lately(request):
            raise ImmediateHttpResponse(redirect_to_login(reverse("my_sign_in"), reverse("confirm_again")))
        if sociallogin.is_existing and sociallogin.user != request.user:
            raise ImmediateHttpResponse(self._refuse(request, Failure.UNKNOWN_SUBJECT, agency))
        if not sociallogin.is_existing:
            with transaction.atomic(using="default"):
                sociallogin.connect(request, request.user)
                note_account(request.user.pk, Change.LINKED)
        messages.success(request, "Your agency’s sign-in now opens this account.")
        raise ImmediateHttpResponse(redirect("my_sign_in"))

    def _link_invited(self, request: HttpRequest, sociallogin: Any, agency: str) -> bool:
        token = request.session.get(INVITATION, "")
        invitation = invited(token)
        if invitation is None or invitation.agency != agency:
            return False
        with transaction.atomic(using="default"):
            person = take_invitation(token)
            if person is None:
                return False
            sociallogin.connect(request, get_user_model().objects.get(pk=person))
            note_account(person, Change.LINKED)
        del request.session[INVITATION]
        return True

    def _refuse(
        self, request: HttpRequest, why: Failure, agency: str, user: int | None = None
    ) -> HttpResponse:
        note_failed_sign_in(why, user=user, via=agency, device=device(request), address=address(request))
        heading, words = WORDS[why]
        context = {
            "heading": heading,
            "words": words,
            "agency": self.get_app(request, agency).settings["agency_name"],
        }
        return render(request, "agency_sign_in/page.html", context, status=403)
