"""Sending records: one, which is answered at once, or many, which are loaded in the background."""

import json
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Header, Status

from commonthread.access.client_terms import ClientScope
from commonthread.feeds.actions import take_in
from commonthread.feeds.sending import kept, send_one
from commonthread.feeds.store import DeliveryStore
from commonthread.web.api.bodies import MANY, ONE, Damaged, received
from commonthread.web.api.caller import needs
from commonthread.web.api.involvements import answered
from commonthread.web.api.routes import SEND, router
from commonthread.web.api.schema import LINES, LINKED_DATA, MANY_RECORDS, ONE_RECORD
from commonthread.web.api.shapes import Kept, Taken

FORMATS = {"application/json": "json", LINES: "json", LINKED_DATA: "national"}
SUFFIXES = {"application/json": ".json", LINES: ".ndjson", LINKED_DATA: ".jsonld"}
KEY = r"^[\x21-\x7e]{1,200}$"


@router.post(
    "/records",
    response={201: Taken, 200: Taken},
    openapi_extra=ONE_RECORD,
    tags=SEND,
    summary="Send one record",
)
@needs(ClientScope.SEND)
def send_record(request: HttpRequest) -> Status | HttpResponse:
    """One record of a kind that your feed agreement names and your system may send. It is stored, or refused with
    every fault and its place, before you are answered. A record under a key that is in use corrects what stands there.
    Sending the same bytes again is answered as it was the first time."""
    with received(request, "record.json", types=("application/json",), most=ONE) as path:
        if not _is_one_object(path.read_bytes()):
            raise Damaged("One record is one JSON object. Send several as a delivery.")
        done = send_one(
            by=request.caller.scope,
            sends=request.caller.kinds,
            store=DeliveryStore(settings.DELIVERIES),
            path=path,
        )
    return answered(request, done)


@router.post(
    "/deliveries", response={202: Kept}, openapi_extra=MANY_RECORDS, tags=SEND, summary="Send many records"
)
@needs(ClientScope.SEND)
def send_delivery(
    request: HttpRequest,
    response: HttpResponse,
    idempotency_key: str | None = Header(
        None,
        pattern=KEY,
        description="Your name for this sending. The same body under it again is the same delivery; another body is refused.",
    ),
) -> Status:
    """Many records at once: a JSON array, one record on each line (NDJSON), or the draft national standard's JSON-LD
    to contribute involvements. The body is kept as it is before anything is read from it, and may be packed with gzip.
    What is wrong with one record rejects that record alone. The receipt says what became of each."""
    kind_of_body = request.content_type
    with received(
        request, f"delivery{SUFFIXES.get(kind_of_body, '')}", types=tuple(FORMATS), most=MANY
    ) as path:
        number = take_in(
            by=request.caller.scope, store=DeliveryStore(settings.DELIVERIES), paths=[path],
            format=FORMATS[kind_of_body], kind=None, key=idempotency_key,
        )  # fmt: skip
    response["Location"] = reverse("api-1:receipt", args=[number])
    with request.caller.scope.transaction():
        state, received_at = kept(number)
    return Status(HTTPStatus.ACCEPTED, Kept(receipt=number, state=state, received_at=received_at))


def _is_one_object(body: bytes) -> bool:
    try:
        return isinstance(json.loads(body), dict)
    except (ValueError, RecursionError):
        return False
