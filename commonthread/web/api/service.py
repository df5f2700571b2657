"""The API: its operations, and what it answers where something is refused."""

import logging

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.operation import Operation

from commonthread.access.scope import (
    ConsentFirst,
    KeyInUse,
    NoReason,
    NotAllowed,
    NotYourPurpose,
    ScopeEnded,
    TooFast,
)
from commonthread.feeds.format import Unreadable
from commonthread.feeds.receipt import NoAgreement
from commonthread.web.api import (  # noqa: F401  their operations are registered
    agreements,
    deliveries,
    involvements,
    notices,
    people,
    records,
    requests,
)
from commonthread.web.api.bodies import Damaged, TooLarge, WrongType
from commonthread.web.api.caller import NoScope, Token
from commonthread.web.api.problems import refuse
from commonthread.web.api.routes import router

VERSION = "1"
log = logging.getLogger(__name__)


class Api(NinjaAPI):
    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The operation's own name, which a generated client will show."""
        return operation.view_func.__name__


api = Api(
    title="Common Thread API", version=VERSION, auth=Token(), docs_url=None, openapi_url=None, urls_namespace=f"api-{VERSION}",
)  # fmt: skip
api.add_router(f"/v{VERSION}", router)

REFUSALS = {
    AuthenticationError: "no-token",
    ScopeEnded: "no-token",
    NoReason: "no-reason",
    NotYourPurpose: "not-your-purpose",
    NotAllowed: "not-found",
    Http404: "not-found",
    TooFast: "too-fast",
    KeyInUse: "key-in-use",
    ConsentFirst: "consent-first",
}
IN_ITS_WORDS = {
    NoAgreement: "no-agreement",
    TooLarge: "too-large",
    WrongType: "wrong-type",
    Damaged: "unreadable",
    Unreadable: "unreadable",
}


@api.exception_handler(NoScope)
def no_scope(request: HttpRequest, refusal: NoScope) -> HttpResponse:
    return refuse(request, "no-scope", f"The scope “{refusal.needed}” is needed.")


@api.exception_handler(ValidationError)
def not_valid(request: HttpRequest, refusal: ValidationError) -> HttpResponse:
    errors = [
        {
            "pointer": "".join(f"/{step}" for step in found["loc"][2:]),
            "in": found["loc"][0],
            "detail": found["msg"],
        }
        for found in refusal.errors
    ]
    return refuse(request, "not-valid", errors=errors)


@api.exception_handler(HttpError)
def unreadable(request: HttpRequest, refusal: HttpError) -> HttpResponse:
    """What the framework itself cannot read: a body that is not JSON."""
    return refuse(request, "unreadable")


@api.exception_handler(Exception)
def failed(request: HttpRequest, error: Exception) -> HttpResponse:
    log.exception("A call failed: %s", request.request_id, exc_info=error)
    return refuse(request, "failed")


def _register() -> None:
    for error, name in REFUSALS.items():
        api.add_exception_handler(error, lambda request, _, name=name: refuse(request, name))
    for error, name in IN_ITS_WORDS.items():
        api.add_exception_handler(
            error, lambda request, refusal, name=name: refuse(request, name, str(refusal))
        )


_register()
