"""Receipts, what became of each item, and rejects: fetched, put right and sent again, or withdrawn."""

import hashlib
from typing import Annotated

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.urls import reverse
from ninja import Path, Query, Status

from commonthread.access.client_terms import ClientScope
from commonthread.feeds import correcting, queries
from commonthread.records.record import Fault
from commonthread.web.api.bodies import ONE, Damaged, received
from commonthread.web.api.caller import needs
from commonthread.web.api.problems import refuse
from commonthread.web.api.routes import FETCH, router
from commonthread.web.api.schema import ONE_RECORD
from commonthread.web.api.shapes import (
    Corrected,
    ItemGiven,
    ItemsGiven,
    Outcome,
    ReceiptGiven,
    ReceiptsGiven,
    RejectGiven,
    RejectsGiven,
    Withdrawal,
    Wrong,
)  # fmt: skip

LARGEST = 2**63 - 1
Number = Annotated[int, Path(ge=1, le=LARGEST)]
Limit = Annotated[int, Query(100, ge=1, le=1_000, description="How many at most")]
After = Annotated[
    int, Query(0, ge=0, le=LARGEST, description="Only what comes after this; follow `next` rather than count")
]
WITHDRAWN = {
    "requestBody": {
        "content": {"application/json": {"example": {"reason": "A test record that was sent by mistake"}}}
    }
}
OfOutcome = Annotated[Outcome | None, Query(description="Only items of this outcome")]


@router.get(
    "/deliveries",
    response=ReceiptsGiven,
    tags=FETCH,
    summary="Receipts of what your system sent",
    url_name="receipts",
)
@needs(ClientScope.FETCH)
def receipts(
    request: HttpRequest,
    limit: Limit,
    before: int | None = Query(
        None, ge=1, le=LARGEST, description="Only receipts before this one; follow `next` rather than count"
    ),
) -> ReceiptsGiven:
    """Newest first. A system sees what it sent itself and nothing that anybody else did."""
    with request.caller.scope.transaction():
        found = queries.deliveries_before(before, limit)
    onward = (
        f"{reverse('api-1:receipts')}?before={found[-1].number}&limit={limit}"
        if len(found) == limit
        else None
    )
    return ReceiptsGiven(receipts=[ReceiptGiven.of(shown) for shown in found], next=onward)


@router.get(
    "/deliveries/{number}",
    response={200: ReceiptGiven, 304: None},
    tags=FETCH,
    summary="One receipt",
    url_name="receipt",
)
@needs(ClientScope.FETCH)
def receipt(request: HttpRequest, response: HttpResponse, number: Number) -> ReceiptGiven | HttpResponse:
    """What became of a delivery. It has an ETag: ask with If-None-Match while you wait for it to be loaded."""
    with request.caller.scope.transaction():
        given = ReceiptGiven.of(queries.delivery(number))
    mark = f'"{hashlib.sha256(given.model_dump_json().encode()).hexdigest()[:32]}"'
    if mark in request.headers.get("If-None-Match", ""):
        unchanged = HttpResponseNotModified()
        unchanged["ETag"] = mark
        return unchanged
    response["ETag"] = mark
    return given


@router.get(
    "/deliveries/{number}/items",
    response=ItemsGiven,
    tags=FETCH,
    summary="What became of each item",
    url_name="items",
)
@needs(ClientScope.FETCH)
def items(
    request: HttpRequest,
    number: Number,
    limit: Limit,
    after: After,
    outcome: OfOutcome = None,
) -> ItemsGiven:
    """Each item by its line, with what is wrong with it where it was rejected. Empty until the delivery is being loaded."""
    with request.caller.scope.transaction():
        found = queries.items(number, after=after, outcome=outcome, limit=limit)
    narrowed = f"&outcome={outcome}" if outcome else ""
    onward = (
        f"{reverse('api-1:items', args=[number])}?after={found[-1].line}&limit={limit}{narrowed}"
        if len(found) == limit
        else None
    )
    return ItemsGiven(items=[ItemGiven.of(shown) for shown in found], next=onward)


@router.get(
    "/rejects",
    response=RejectsGiven,
    tags=FETCH,
    summary="Rejects that are still to be put right",
    url_name="rejects",
)
@needs(ClientScope.FETCH)
def rejects(
    request: HttpRequest,
    limit: Limit,
    after: After,
    receipt: int | None = Query(None, ge=1, le=LARGEST, description="Only those of this delivery"),
) -> RejectsGiven:
    """What is wrong and where, without what was sent."""
    with request.caller.scope.transaction():
        found = queries.open_rejects_after(receipt, after, limit)
    narrowed = f"&receipt={receipt}" if receipt else ""
    onward = (
        f"{reverse('api-1:rejects')}?after={found[-1].number}&limit={limit}{narrowed}"
        if len(found) == limit
        else None
    )
    return RejectsGiven(rejects=[RejectGiven.of(shown) for shown in found], next=onward)


@router.get("/rejects/{number}", response=RejectGiven, tags=FETCH, summary="One reject, with what was sent")
@needs(ClientScope.FETCH)
def reject(request: HttpRequest, number: Number) -> RejectGiven:
    """Reading what was sent is put on the ledger."""
    scope = request.caller.scope
    sent = queries.read_reject(scope, number, reason="fetched by the system that sent it")
    with scope.transaction():
        return RejectGiven.of(queries.reject(number), sent)


@router.post(
    "/rejects/{number}/correction",
    response=Corrected,
    openapi_extra=ONE_RECORD,
    tags=FETCH,
    summary="Put a reject right",
)
@needs(ClientScope.FETCH, ClientScope.SEND)
def correct(request: HttpRequest, number: Number) -> Corrected | HttpResponse:
    """The corrected item, of the same kind. It is stored as though it had stood in its delivery, so that what was sent
    later stays the later word."""
    scope = request.caller.scope
    with received(request, "piece", types=("application/json",), most=ONE) as path:
        text = _text(path.read_bytes())
    with scope.transaction():
        became = correcting.correct(by=scope, reject=number, text=text, sends=request.caller.kinds)
    if isinstance(became, tuple):
        return _still_wrong(request, number, became)
    return Corrected(reject=number, records=[record for _, record in became.records])


@router.post(
    "/rejects/{number}/withdrawal",
    openapi_extra=WITHDRAWN,
    response={204: None},
    tags=FETCH,
    summary="Withdraw a reject",
)
@needs(ClientScope.FETCH)
def withdraw(request: HttpRequest, number: Number, withdrawal: Withdrawal) -> Status:
    """Say that it was never to be sent, and why. It stays on the ledger."""
    scope = request.caller.scope
    with scope.transaction():
        correcting.withdraw(by=scope, reject=number, reason=withdrawal.reason)
    return Status(204, None)


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Damaged("It is not UTF-8.") from None


def _still_wrong(request: HttpRequest, number: int, faults: tuple[Fault, ...]) -> HttpResponse:
    return refuse(request, "rejected", reject=number, errors=[Wrong.of(fault).dict() for fault in faults])
