"""Requests for more, put to the agency that holds it by a system in the name of somebody who works on the case."""

from typing import Annotated, Literal

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import now
from ninja import Header, Path, Query, Status

from commonthread.access.client_terms import ClientScope
from commonthread.access.terms import Category, Purpose
from commonthread.pathways.requests import Only, due
from commonthread.pathways.system_requests import (
    one_put,
    put_by_system,
    put_for_somebody,
    put_to_agency,
    withdraw_for_somebody,
)
from commonthread.web.api.caller import needs
from commonthread.web.api.deliveries import LARGEST, Limit
from commonthread.web.api.person_shapes import AGENCY, PERSON
from commonthread.web.api.records import KEY
from commonthread.web.api.request_shapes import (
    InformationRequest,
    RequestGiven,
    RequestsGiven,
    RequestsToUs,
    RequestToUs,
    RequestWithdrawal,
)
from commonthread.web.api.routes import REQUESTS, router

Number = Annotated[int, Path(ge=1, le=LARGEST)]
OfState = Annotated[
    Literal["waiting", "overdue", "granted", "refused", "withdrawn"] | None,
    Query(
        description="Only those that stand so; *overdue* are those that wait and should have been answered"
    ),
]
Before = Annotated[
    int | None, Query(ge=1, le=LARGEST, description="Only those put before this one; follow `next`")
]


ASKED = {
    "requestBody": {
        "content": {
            "application/json": {
                "example": {
                    "RequestedData": {"Query": {"identifier": [{"value": "204817", "system": PERSON}]}},
                    "AssertedPurpose": Purpose.SECTION_47.value,
                    "case": 11821182,
                    "onBehalfOf": "r.quill",
                    "askedOf": {"value": "csc-birmingham", "system": AGENCY},
                    "category": Category.SOCIAL_CARE.value,
                    "what": "Visits since June, and who was seen",
                    "reason": "Strategy discussion on Thursday",
                    "level": "full",
                    "until": "2026-12-24",
                }
            }
        }
    }
}

WITHDRAWN = {
    "requestBody": {
        "content": {
            "application/json": {
                "example": {"onBehalfOf": "r.quill", "reason": "The school rang back, and said what we asked"}
            }
        }
    }
}


@router.post(
    "/requests",
    response={201: RequestGiven, 200: RequestGiven},
    by_alias=True,
    tags=REQUESTS,
    openapi_extra=ASKED,
    summary="Ask another agency for more",
)
@needs(ClientScope.REQUESTS)
def put_request(
    request: HttpRequest,
    wanted: InformationRequest,
    idempotency_key: str = Header(
        pattern=KEY,
        description="Your name for this request. The same again under it is the same request; another is refused.",
    ),
) -> Status:
    """For a case that a person opened, about somebody in it, in the name of somebody who works on it and answers for it.
    Below the threshold of section 47 the consent decision must have been recorded on the case. The agency answers as it
    answers a person, on a page, by a person; that it was taken tells nothing of whether they know anybody."""
    scope = request.caller.scope
    asked = wanted.as_wanted()
    with scope.transaction():
        number, is_new = put_for_somebody(
            by=scope, wanted=asked, due_at=due(now(), asked.purpose), key=idempotency_key
        )
        given = RequestGiven.of(one_put(number), request)
    return Status(201 if is_new else 200, given)


@router.get(
    "/requests",
    response=RequestsGiven,
    by_alias=True,
    tags=REQUESTS,
    summary="What your system asked",
    url_name="requests",
)
@needs(ClientScope.REQUESTS)
def requests(
    request: HttpRequest, limit: Limit, before: Before = None, state: OfState = None
) -> RequestsGiven:
    """How each stands. A system sees what it put itself: what people asked is seen by those who work on their cases."""
    with request.caller.scope.transaction():
        found = put_by_system(only=Only(state or ""), before=before, limit=limit)
    return RequestsGiven(
        requests=[RequestGiven.of(put, request) for put in found],
        next=_next("requests", found, limit, state),
    )


@router.get(
    "/requests/to-us", response=RequestsToUs, by_alias=True, tags=REQUESTS, summary="What is asked of your agency", url_name="requests_to_us",
)  # fmt: skip
@needs(ClientScope.REQUESTS)
def asked_of_us(
    request: HttpRequest, limit: Limit, before: Before = None, state: OfState = None
) -> RequestsToUs:
    """That something waits, from whom and until when, so that your own system can bring it to somebody's desk. They
    read and answer it on its page."""
    with request.caller.scope.transaction():
        found = put_to_agency(only=Only(state or ""), before=before, limit=limit)
    return RequestsToUs(
        requests=[RequestToUs.of(put, request) for put in found],
        next=_next("requests_to_us", found, limit, state),
    )


@router.get("/requests/{number}", response=RequestGiven, by_alias=True, tags=REQUESTS, summary="One request")
@needs(ClientScope.REQUESTS)
def one_request(request: HttpRequest, number: Number) -> RequestGiven:
    """How it stands: whether it waits, until when, and what was granted."""
    with request.caller.scope.transaction():
        return RequestGiven.of(one_put(number), request)


@router.post(
    "/requests/{number}/withdrawal",
    response=RequestGiven,
    by_alias=True,
    openapi_extra=WITHDRAWN,
    tags=REQUESTS,
    summary="Withdraw a request",
)
@needs(ClientScope.REQUESTS)
def withdraw_put(request: HttpRequest, number: Number, withdrawal: RequestWithdrawal) -> RequestGiven:
    """One that has no answer yet."""
    scope = request.caller.scope
    with scope.transaction():
        withdraw_for_somebody(by=scope, number=number, asker=withdrawal.onBehalfOf, because=withdrawal.reason)
        return RequestGiven.of(one_put(number), request)


def _next(name: str, found: list, limit: int, state: str | None) -> str | None:
    if len(found) < limit:
        return None
    narrowed = f"&state={state}" if state else ""
    return f"{reverse(f'api-1:{name}')}?before={found[-1].number}&limit={limit}{narrowed}"
