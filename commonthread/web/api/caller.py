"""Whose call it is: a bearer token, which is the token of a scope behind the wall."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja.security import HttpBearer

from commonthread.access.client_terms import ClientScope
from commonthread.access.clients import Caller, caller
from commonthread.access.scope import ScopeEnded, TooFast


class NoScope(Exception):
    """The token was not given for this."""

    def __init__(self, needed: ClientScope) -> None:
        super().__init__(needed)
        self.needed = needed


class Token(HttpBearer):
    """A token that was forged, has expired, was given back or ended with its client is refused like none."""

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:
        try:
            request.caller = caller(token)
        except ScopeEnded:
            return None
        return request.caller


def needs(*scopes: ClientScope) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Answer only a token of all these scopes, and no more often in a minute than its client may call."""

    def register(operation: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(operation)
        def answer(request: HttpRequest, *given: Any, **named: Any) -> HttpResponse | Any:
            if request.caller.calls > request.caller.per_minute:
                raise TooFast("Too many calls in a minute.")
            for scope in scopes:
                if not request.caller.may(scope):
                    raise NoScope(scope)
            return operation(request, *given, **named)

        answer.needs = scopes
        return answer

    return register
