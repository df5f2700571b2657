"""Accounts are made by an agency's administrator, never by whoever comes along."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from commonthread.access.sign_ins import Failure, note_failed_sign_in
from commonthread.web import known_device
from commonthread.web.device import address, device
from commonthread.web.proof import SECOND_FACTORS, proved_lately
from commonthread.web.refusals import account_closed
from commonthread.web.scoped import end_scope

STAGE = "allauth.mfa.stages.AuthenticateStage"
OURS = "commonthread.web.stages.SecondFactorStage"
NOTED_AGAIN_AFTER = 5 * 60


class Accounts(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "No account has this username and password",
        "too_many_login_attempts": "Too many wrong attempts from here. Wait five minutes and try again",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        return account_closed(request)

    def add_message(self, *given: object, **named: object) -> None:
        """The pages say what happened in their own words."""

    def send_notification_mail(self, *given: object, **named: object) -> None:
        """The ledger is told instead: no account has an address for e-mail."""

    def logout(self, request: HttpRequest) -> None:
        end_scope(request)
        super().logout(request)

    def get_login_stages(self) -> list[str]:
        return [OURS if stage == STAGE else stage for stage in super().get_login_stages()]

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **named: Any) -> HttpResponse:
        response = super().post_login(request, user, **named)
        known_device.remember(request, response, user.get_username())
        return response

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        return known_device.counted_by(request, credentials.get("username", ""))

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            # Once in a while, so that hammering does not fill the ledger.
            if cache.add(
                f"noted {self._get_login_attempts_cache_key(request, **credentials)}", True, NOTED_AGAIN_AFTER
            ):
                self._note(request, Failure.TOO_MANY, **credentials)
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        self._note(request, Failure.PASSWORD, **credentials)

    def _note(self, request: HttpRequest, why: Failure, **credentials: Any) -> None:
        note_failed_sign_in(
            why, username=credentials.get("username", ""), device=device(request), address=address(request)
        )

    def is_reauthentication_required(self, *, app: str, **named: Any) -> bool:
        return not proved_lately(self.request)

    def get_reauthentication_methods(self, user: AbstractBaseUser) -> list[dict]:
        """One page for all: a password alone confirms nothing once there is a second factor."""
        from allauth.mfa.utils import is_mfa_enabled

        if not user.is_authenticated or not is_mfa_enabled(user, SECOND_FACTORS):
            return []
        return [{"id": "mfa_reauthenticate", "description": "", "url": reverse("confirm_again")}]
