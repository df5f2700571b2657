"""Requests for more, put to the agency that holds it by a system in the name of somebody who works on the case."""

from datetime import date, datetime, timedelta
from typing import Annotated, Literal, Self

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate, now
from ninja import Field, Header, Path, Query, Schema, Status
from pydantic import AfterValidator, StrictInt, model_validator

from commonthread.access.client_terms import ClientScope
from commonthread.access.terms import Category, Level, Purpose
from commonthread.kernel.text import clean
from commonthread.pathways.requests import Only, due
from commonthread.pathways.system_requests import (
    Put,
    PutToUs,
    Wanted,
    one_put,
    put_by_system,
    put_for_somebody,
    put_to_agency,
    withdraw_for_somebody,
)
from commonthread.web.api.caller import needs
from commonthread.web.api.context import of_type
from commonthread.web.api.deliveries import LARGEST, Limit
from commonthread.web.api.people import AGENCY, PERSON, Day, Identifier
from commonthread.web.api.records import KEY
from commonthread.web.api.routes import REQUESTS, router

REQUEST = "https://commonthread.example.org/Id/request"
SYSTEM = "https://commonthread.example.org/Id/system"
LONGEST = timedelta(days=366)
LEVELS = {"summary": Level.SUMMARY, "full": Level.FULL}
NAMES = {level: name for name, level in LEVELS.items()}
Number = Annotated[int, Path(ge=1, le=LARGEST)]
Words = Annotated[
    str, AfterValidator(clean), Field(min_length=1, max_length=500, pattern=r"\S"),
]  # fmt: skip
SignInName = Annotated[
    str,
    AfterValidator(clean),
    Field(
        min_length=1,
        max_length=150,
        pattern=r"\S",
        description="The name under which somebody of your agency who works on the case signs in: they answer for it",
        examples=["r.quill"],
    ),
]
HowMuch = Literal["summary", "full"]
State = Literal["waiting", "granted", "refused", "withdrawn"]
OfState = Annotated[
    Literal["waiting", "overdue", "granted", "refused", "withdrawn"] | None,
    Query(
        description="Only those that stand so; *overdue* are those that wait and should have been answered"
    ),
]
Before = Annotated[
    int | None, Query(ge=1, le=LARGEST, description="Only those put before this one; follow `next`")
]


class PersonMeant(Schema):
    """PUB01 Person, by the number that `/match` gave or that stands on the page of the case."""

    identifier: list[Identifier] = Field(min_length=1, max_length=1)

    @model_validator(mode="after")
    def is_a_number_of_ours(self) -> Self:
        (one,) = self.identifier
        if one.system != PERSON or not (one.value.isascii() and one.value.isdigit()) or len(one.value) > 18:
            raise ValueError(f"whom it is about is said by one identifier of the system {PERSON}")
        return self

    @property
    def number(self) -> int:
        return int(self.identifier[0].value)


class AboutWhom(Schema):
    """The standard's RequestedData."""

    Query: PersonMeant


class InformationRequest(Schema, extra="forbid"):
    """The standard's Request, with what an answer needs. Who asks and when is known from the token and the clock."""

    RequestedData: AboutWhom
    AssertedPurpose: Purpose = Field(description="The purpose of the case")
    case: StrictInt = Field(
        ge=1, le=LARGEST, description="An open case of your agency, which a person opened"
    )
    onBehalfOf: SignInName
    askedOf: Identifier = Field(description="The agency that is asked")
    category: Category = Field(description="What is asked for")
    what: Words = Field(examples=["Visits since June, and who was seen"])
    reason: Words = Field(examples=["Strategy discussion on Thursday"])
    level: HowMuch = Field(description="How much of it")
    until: Day = Field(description="Until when it is to be seen; a year at most", examples=["2026-12-24"])

    @model_validator(mode="after")
    def can_be_put(self) -> Self:
        if self.askedOf.system != AGENCY:
            raise ValueError(f"the agency that is asked is said by an identifier of the system {AGENCY}")
        clean(self.askedOf.value)
        if not localdate() <= self.until <= localdate() + LONGEST:
            raise ValueError("until is a day from today, and not more than a year ahead")
        return self

    def as_wanted(self) -> Wanted:
        return Wanted(
            case=self.case, person=self.RequestedData.Query.number, purpose=self.AssertedPurpose.value,
            asker=self.onBehalfOf, asked_of=self.askedOf.value, category=self.category.value, what=self.what,
            because=self.reason, level=LEVELS[self.level], until=self.until,
        )  # fmt: skip


class RequestNumber(Schema):
    """As the standard writes the identifier of a request."""

    value: str
    System: str


class Granted(Schema):
    """What the agency that holds it lets the people of the case see."""

    level: HowMuch
    until: date


class RequestGiven(Schema):
    """How a request stands. What was asked and what was answered in words is read on `page`, by people of the case."""

    at_type: Literal["Request"] = of_type("Request")
    Identifier: RequestNumber
    DateStamp: datetime
    RequesterIdentifier: Identifier
    RequestedData: AboutWhom
    AssertedPurpose: str
    case: int
    onBehalfOf: str
    askedOf: Identifier
    category: str
    level: HowMuch
    until: date
    dueAt: datetime = Field(description="By when it is to be answered")
    state: State
    isOverdue: bool
    answeredAt: datetime | None
    granted: Granted | None
    page: str

    @classmethod
    def of(cls, put: Put, request: HttpRequest) -> "RequestGiven":
        return cls(
            Identifier=RequestNumber(value=str(put.number), System=REQUEST), DateStamp=put.asked_at,
            RequesterIdentifier=Identifier(value=request.caller.code, system=SYSTEM),
            RequestedData=AboutWhom(
                Query=PersonMeant(identifier=[Identifier(value=str(put.person), system=PERSON)])
            ),
            AssertedPurpose=put.purpose, case=put.case, onBehalfOf=put.asker,
            askedOf=Identifier(value=put.asked_of, system=AGENCY), category=put.category, level=NAMES[put.level],
            until=put.wanted_until, dueAt=put.due_at, state=put.outcome.value or "waiting",
            isOverdue=_is_overdue(put), answeredAt=put.answered_at,
            granted=Granted(level=NAMES[put.given_level], until=put.given_until) if put.given_level else None,
            page=request.build_absolute_uri(reverse("case", args=[put.case])),
        )  # fmt: skip


class RequestsGiven(Schema):
    """Requests, newest first. `next` leads to older ones."""

    requests: list[RequestGiven]
    next: str | None


class RequestToUs(Schema):
    """That another agency asks something of yours. Whom it is about, what for and why is read on `page`, by people."""

    at_type: Literal["Request"] = of_type("Request")
    Identifier: RequestNumber
    DateStamp: datetime
    askedBy: Identifier
    category: str | None = Field(description="null where records are named")
    dueAt: datetime
    state: State
    isOverdue: bool
    answeredAt: datetime | None
    page: str

    @classmethod
    def of(cls, put: PutToUs, request: HttpRequest) -> "RequestToUs":
        return cls(
            Identifier=RequestNumber(value=str(put.number), System=REQUEST), DateStamp=put.asked_at,
            askedBy=Identifier(value=put.agency, system=AGENCY), category=put.category or None, dueAt=put.due_at,
            state=put.outcome.value or "waiting", isOverdue=_is_overdue(put), answeredAt=put.answered_at,
            page=request.build_absolute_uri(reverse("answer_request", args=[put.number])),
        )  # fmt: skip


class RequestsToUs(Schema):
    """Requests to your agency, newest first. `next` leads to older ones."""

    requests: list[RequestToUs]
    next: str | None


class RequestWithdrawal(Schema, extra="forbid"):
    """Why it is not needed any more, and who says so."""

    onBehalfOf: SignInName
    reason: Words = Field(examples=["It was answered on the telephone"])


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


def _is_overdue(put: Put | PutToUs) -> bool:
    return not put.outcome and put.due_at < now()


def _next(name: str, found: list, limit: int, state: str | None) -> str | None:
    if len(found) < limit:
        return None
    narrowed = f"&state={state}" if state else ""
    return f"{reverse(f'api-1:{name}')}?before={found[-1].number}&limit={limit}{narrowed}"
