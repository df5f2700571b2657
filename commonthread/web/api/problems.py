"""What the API says when it says no: RFC 9457 problem details, in plain words."""

import json
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

MEDIA_TYPE = "application/problem+json"
WHERE = "/api/docs#problem-"
ADMINISTRATOR = "whoever looks after your agency’s systems in Common Thread (the page Systems)"
SHARING = "whoever looks after your agency’s sharing and feed agreements"
CALLING = "whoever looks after the system that calls (what it may send is described at /api/docs)"
RECORDS = "your agency’s records officers (the page Deliveries)"


@dataclass(frozen=True)
class Problem:
    """One sort of refusal. `rule` and `ask` are said only to a caller whom we know."""

    name: str
    status: int
    title: str
    rule: str = ""
    ask: str = ""


PROBLEMS = (
    Problem("no-token", 401, "A live token is needed"),
    Problem("no-scope", 403, "This token was not given for that",
            "A token does only what its scopes name, and a system has only the scopes that it was set up with.", ADMINISTRATOR),
    Problem("no-agreement", 403, "There is no feed agreement in force",
            "Nothing is taken without a feed agreement that is in force on the day.", SHARING),
    Problem("not-your-purpose", 403, "A system does not ask for that purpose",
            "Each post states the purposes that are its own; to inspect is for inspectors alone.", SHARING),
    Problem("not-found", 404, "There is nothing here that you may see",
            "A system is shown what it sent or asked itself. What is another’s, hidden or not there is answered alike.", ADMINISTRATOR),
    Problem("wrong-method", 405, "That cannot be done here", "An address does what its description says, and nothing else.", CALLING),
    Problem("key-in-use", 409, "Something else was sent under this Idempotency-Key",
            "One key stands for one thing sent. The first is kept; use a new key for something new.", CALLING),
    Problem("consent-first", 409, "The consent decision comes first",
            "Below the threshold of section 47 other agencies are asked once it is recorded that the family was told, or why not.",
            "whoever leads the case"),
    Problem("no-reason", 409, "No rule lets that agency be asked",
            "It needs an agreement in force between the two for the purpose of the case, or a part in the case.", SHARING),
    Problem("too-large", 413, "That is more than is taken at once",
            "Cut it into several deliveries. Limits hold after unpacking.", CALLING),
    Problem("wrong-type", 415, "That content type is not taken here", "An address takes the types that its description names.", CALLING),
    Problem("unreadable", 400, "That cannot be read", "A body is whole, in UTF-8, and of the type that its header names.", CALLING),
    Problem("not-valid", 422, "Something in the request is not as it should be",
            "Each field is as its description says. What is wrong stands in errors, by its place.", CALLING),
    Problem("rejected", 422, "The record was not taken",
            "What is wrong stands in errors. It is kept for its owner as a reject, which can be put right and sent again.", RECORDS),
    Problem("too-fast", 429, "Too many calls in a minute",
            "Each system has a number of calls for each minute; see the RateLimit headers.", ADMINISTRATOR),
    Problem("failed", 500, "Something went wrong here", "What was not answered was not done. To send it again is safe.",
            "whoever runs Common Thread, with the number in instance"),
)  # fmt: skip
BY_NAME = {problem.name: problem for problem in PROBLEMS}


def refuse(request: HttpRequest, name: str, detail: str = "", **more: Any) -> HttpResponse:
    """The answer. `more` are further members, such as the errors of a record."""
    problem = BY_NAME[name]
    body = {"type": f"{WHERE}{name}", "title": problem.title, "status": problem.status}
    body |= {"detail": detail} if detail else {}
    body |= {"instance": f"urn:uuid:{request.request_id}"} if hasattr(request, "request_id") else {}
    if getattr(request, "caller", None) is not None:
        body |= {key: said for key, said in (("rule", problem.rule), ("ask", problem.ask)) if said}
    response = HttpResponse(
        json.dumps(body | more, ensure_ascii=False), content_type=MEDIA_TYPE, status=problem.status
    )
    if problem.status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="Common Thread"'
    return response
