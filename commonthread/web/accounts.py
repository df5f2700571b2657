"""Accounts are made by an agency's administrator, never by whoever comes along."""

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse

from commonthread.web.refusals import account_closed
from commonthread.web.scoped import end_scope


class Accounts(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "No account has this username and password",
        "too_many_login_attempts": "Too many wrong passwords. Wait five minutes and try again",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        return account_closed(request)

    def add_message(self, *given: object, **named: object) -> None:
        """The pages say what happened in their own words."""

    def logout(self, request: HttpRequest) -> None:
        end_scope(request)
        super().logout(request)
