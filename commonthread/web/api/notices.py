"""That notices wait for an agency, for its own systems; what they say is read by people, on pages."""

from datetime import datetime
from typing import Literal

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import now
from ninja import Field, Query, Schema

from commonthread.access.client_terms import ClientScope
from commonthread.notices.queries import Only
from commonthread.notices.systems import Told, one_told, take, told_to_system
from commonthread.web.api.caller import needs
from commonthread.web.api.deliveries import Limit, Number
from commonthread.web.api.person_shapes import AGENCY, Identifier
from commonthread.web.api.requests import Before
from commonthread.web.api.routes import NOTICES, router

NOTICE = "https://commonthread.example.org/Id/notice"
State = Literal["waiting", "acknowledged", "withdrawn"]


class NoticeGiven(Schema):
    """That a notice was sent to your agency. Whom it is about and what it says is read on `page`, by people."""

    identifier: Identifier
    kind: str = Field(examples=["for-attention"])
    sentBy: Identifier
    team: str | None = Field(description="The team that it was sent to; null: your duty desk")
    sentAt: datetime
    acknowledgeBy: datetime
    state: State
    isOverdue: bool
    takenAt: datetime | None = Field(description="When a system of your agency first said that it has it")
    readAt: datetime | None = Field(description="When a person first read it")
    acknowledgedAt: datetime | None
    page: str

    @classmethod
    def of(cls, told: Told, request: HttpRequest) -> "NoticeGiven":
        state = "withdrawn" if told.withdrawn_at else "acknowledged" if told.acknowledged_at else "waiting"
        return cls(
            identifier=Identifier(value=str(told.number), system=NOTICE), kind=told.kind.name,
            sentBy=Identifier(value=told.from_agency, system=AGENCY), team=told.team or None, sentAt=told.sent_at,
            acknowledgeBy=told.answer_by, state=state, isOverdue=state == "waiting" and told.answer_by < now(),
            takenAt=told.taken_at, readAt=told.read_at, acknowledgedAt=told.acknowledged_at,
            page=request.build_absolute_uri(reverse("notice", args=[told.number])),
        )  # fmt: skip


class NoticesGiven(Schema):
    """Notices to your agency, newest first. `next` leads to older ones."""

    notices: list[NoticeGiven]
    next: str | None


@router.get(
    "/notices", response=NoticesGiven, tags=NOTICES, summary="Notices to your agency", url_name="notices"
)
@needs(ClientScope.NOTICES)
def notices(
    request: HttpRequest,
    limit: Limit,
    before: Before = None,
    state: Literal["waiting", "overdue", "acknowledged", "withdrawn"] | None = Query(
        None, description="Only those that stand so; *overdue* wait and should have been acknowledged"
    ),
) -> NoticesGiven:
    """That something was sent, from whom, of which kind and by when it is to be acknowledged, so that your own system
    can bring it to somebody's desk."""
    with request.caller.scope.transaction():
        found = told_to_system(only=Only(state or ""), before=before, limit=limit)
    narrowed = f"&state={state}" if state else ""
    onward = (
        f"{reverse('api-1:notices')}?before={found[-1].number}&limit={limit}{narrowed}"
        if len(found) == limit
        else None
    )
    return NoticesGiven(notices=[NoticeGiven.of(told, request) for told in found], next=onward)


@router.post(
    "/notices/{number}/receipt", response=NoticeGiven, tags=NOTICES, summary="Say that your system has it"
)
@needs(ClientScope.NOTICES)
def take_notice(request: HttpRequest, number: Number) -> NoticeGiven:
    """Its sender sees that it arrived. It is no acknowledgement: that is a person's, by name, once they have read it.
    Said again it changes nothing."""
    scope = request.caller.scope
    with scope.transaction():
        take(by=scope, number=number)
        return NoticeGiven.of(one_told(number), request)
