"""A request for more, in the shape of the draft national standard, and how it stands."""

from datetime import date, datetime, timedelta
from typing import Annotated, Literal, Self

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate, now
from ninja import Field, Schema
from pydantic import AfterValidator, StrictInt, model_validator

from commonthread.access.terms import Category, Level, Purpose
from commonthread.kernel.text import clean
from commonthread.pathways.system_requests import Put, PutToUs, Wanted
from commonthread.web.api.context import of_type
from commonthread.web.api.deliveries import LARGEST
from commonthread.web.api.person_shapes import AGENCY, PERSON, Day, Identifier

REQUEST = "https://commonthread.example.org/Id/request"
SYSTEM = "https://commonthread.example.org/Id/system"
LONGEST = timedelta(days=366)
LEVELS = {"summary": Level.SUMMARY, "full": Level.FULL}
NAMES = {level: name for name, level in LEVELS.items()}
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


def _is_overdue(put: Put | PutToUs) -> bool:
    return not put.outcome and put.due_at < now()
