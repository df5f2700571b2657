"""Contributing an involvement (UC14): a service says that it works with somebody, since when, and whom to ask."""

import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Status

from commonthread.access.client_terms import ClientScope
from commonthread.feeds.national.node import NHS_NUMBER
from commonthread.feeds.sending import Sending, send_one
from commonthread.feeds.store import DeliveryStore
from commonthread.web.api.bodies import ONE, Damaged, received
from commonthread.web.api.caller import needs
from commonthread.web.api.problems import refuse
from commonthread.web.api.routes import SEND, router
from commonthread.web.api.schema import LINKED_DATA
from commonthread.web.api.shapes import Taken, Wrong

EPISODE = "ServiceEpisode"
FORMAT = "national"
EXAMPLE = {
    "@type": EPISODE,
    "identifier": [{"value": "EP-2026-0311", "system": "https://example.org/Id/episode"}],
    "type": ["early-help"],
    "subjectPerson": [{"person": {"value": "9990000018", "system": NHS_NUMBER}, "involvement": "SBJ"}],
    "relatedService": [{"value": "Family support, east team", "system": "https://example.org/Id/service"}],
    "relatedProfessional": [
        {"professional": {"value": "FS-17", "system": "https://example.org/Id/worker"}, "involvement": "PPRF"}
    ],
    "timeInformation": [{"startDateTime": "2026-05-01T09:30:00Z"}],
    "location": ["Family Centre"],
}
INVOLVEMENT = {
    "requestBody": {
        "required": True,
        "content": {
            kind: {
                "schema": {"$ref": "#/components/schemas/ServiceEpisode"},
                "examples": {
                    "begun": {"summary": "A service that has begun", "value": EXAMPLE},
                    "ended": {
                        "summary": "The same, ended",
                        "value": EXAMPLE
                        | {
                            "timeInformation": [
                                {
                                    "startDateTime": "2026-05-01T09:30:00Z",
                                    "endDateTime": "2026-11-20T16:00:00Z",
                                }
                            ]
                        },
                    },
                },
            }
            for kind in ("application/json", LINKED_DATA)
        },
    }
}
_NODES = {"type": "array", "items": {"type": "object"}}
SCHEMA = {
    "type": "object",
    "description": "PUB02 ServiceEpisode of one person. Its first identifier is your own name for the involvement.",
    "required": ["@type", "identifier", "subjectPerson", "timeInformation"],
    "properties": {
        "@type": {"const": EPISODE},
        "type": {"type": "array", "items": {"type": "string"}},
        "location": {"type": "array", "items": {"type": "string"}},
        **dict.fromkeys(("identifier", "subjectPerson", "relatedService", "relatedProfessional", "timeInformation", "finding"), _NODES),
    },
}  # fmt: skip


@router.post(
    "/involvements",
    response={201: Taken, 200: Taken},
    openapi_extra=INVOLVEMENT,
    tags=SEND,
    summary="Contribute an involvement",
)
@needs(ClientScope.SEND)
def contribute(request: HttpRequest) -> Status | HttpResponse:
    """That a service of yours works with somebody: which, since when, and whom to ask, in the standard's shape. It becomes a
    record of the closest kind (a child in need plan, a section 47 enquiry …), else a service episode, under your feed
    agreement. To change it or to end it send it again under the same identifier; the same again changes nothing. Many at
    once, with the services and professionals that they name, go to `/deliveries` as `application/ld+json`."""
    with received(request, "involvement.jsonld", types=("application/json", LINKED_DATA), most=ONE) as path:
        if not _is_an_episode(path.read_bytes()):
            raise Damaged(f"One involvement is one JSON object whose @type is {EPISODE}.")
        done = send_one(
            by=request.caller.scope, sends=request.caller.kinds, store=DeliveryStore(settings.DELIVERIES),
            path=path, format=FORMAT,
        )  # fmt: skip
    return answered(request, done)


def answered(request: HttpRequest, done: Sending) -> Status | HttpResponse:
    """A receipt, or every fault with its place."""
    if done.record is None:
        errors = [Wrong.of(fault).dict() for fault in done.faults]
        return refuse(request, "rejected", receipt=done.delivery, reject=done.reject, errors=errors)
    taken = Taken(
        receipt=done.delivery, received_at=done.received_at, outcome=done.outcome, record=done.record
    )
    return Status(200 if done.outcome == "duplicate" else 201, taken)


def _is_an_episode(body: bytes) -> bool:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return False
    return isinstance(said, dict) and said.get("@type") == EPISODE
