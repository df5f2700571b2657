"""What every answer of the API bears: its number, and how many calls are left in this minute."""

import math
import re
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.timezone import now

from commonthread.web.api.caller import Token
from commonthread.web.api.context import LINK
from commonthread.web.api.problems import refuse

PREFIX = "/api/"
VERSIONED = "/api/v1/"
JSON = "application/json"
GIVEN = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def marked(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """A caller who numbers calls (X-Request-Id, a UUID) gets the number back; every other call is given one."""

    def with_marks(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PREFIX):
            return answer(request)
        said = request.headers.get("X-Request-Id", "").lower()
        request.request_id = said if GIVEN.fullmatch(said) else str(uuid.uuid4())
        response = answer(request)
        if isinstance(response, HttpResponseNotAllowed):
            response = _in_our_words(request, response)
        response["X-Request-Id"] = request.request_id
        if request.path_info.startswith(VERSIONED) and response.get("Content-Type", "").startswith(JSON):
            response["Link"] = LINK
        if (caller := getattr(request, "caller", None)) is not None:
            seconds = max(0, math.ceil((caller.until - now()).total_seconds()))
            response["RateLimit-Limit"] = str(caller.per_minute)
            response["RateLimit-Remaining"] = str(max(0, caller.per_minute - caller.calls))
            response["RateLimit-Reset"] = str(seconds)
            if response.status_code == 429:
                response["Retry-After"] = str(max(1, seconds))
        return response

    return with_marks


def _in_our_words(request: HttpRequest, refusal: HttpResponse) -> HttpResponse:
    Token()(
        request
    )  # An address refuses a method before it asks whose call it is: whoever we know is told more.
    response = refuse(request, "wrong-method")
    response["Allow"] = refusal["Allow"]
    return response
