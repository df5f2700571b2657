"""Notices as whoever they were sent to and whoever sent them see them. What they say is read by asking first."""

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from commonthread.access.scope import NotAllowed, Scope
from commonthread.access.statements import rows, value
from commonthread.notices.addresses import Channel
from commonthread.notices.kind import NoticeKind, kinds

MOST = 1000


class State(StrEnum):
    """What became of one message that was to leave the service."""

    WAITING = "waiting"
    SENT = "sent"
    REFUSED = "refused"
    STOPPED = "stopped"


class Only(StrEnum):
    """Which notices are listed."""

    ALL = ""
    WAITING = "waiting"
    OVERDUE = "overdue"
    ACKNOWLEDGED = "acknowledged"
    NOT_SENT = "not sent"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Message:
    """One message to one address. `says` is what the other side, or we, said of it last."""

    channel: Channel
    state: State
    says: str
    tries: int
    next_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True)
class ToUs:
    """A notice to one's own team or agency. `person` is None where one may not be told of them, or it is of nobody."""

    number: int
    kind: NoticeKind
    from_agency: str
    sent_by: str
    team: str
    person: int | None
    sent_at: datetime
    answer_by: datetime
    read_at: datetime | None
    read_by: str
    i_have_read: bool
    acknowledged_at: datetime | None
    acknowledged_by: str
    withdrawn_at: datetime | None

    @property
    def waits(self) -> bool:
        return self.acknowledged_at is None and self.withdrawn_at is None

    def is_overdue(self, now: datetime) -> bool:
        return self.waits and self.answer_by < now


@dataclass(frozen=True)
class FromUs:
    """A notice that went out of one of one's own cases: to an agency, or to `whose` address outside."""

    number: int
    case: int
    kind: NoticeKind
    person: int | None
    to_agency: str
    team: str
    whose: str
    address: str
    sent_by: str
    sent_at: datetime
    answer_by: datetime | None
    read_at: datetime | None
    read_by: str
    acknowledged_at: datetime | None
    acknowledged_by: str
    withdrawn_at: datetime | None
    withdrawn_by: str
    withdrawn_because: str
    is_open: bool
    messages: tuple[Message, ...]
    taken_at: datetime | None

    @property
    def is_outside(self) -> bool:
        return not self.to_agency

    @property
    def waits(self) -> bool:
        return not self.is_outside and self.acknowledged_at is None and self.withdrawn_at is None

    def is_overdue(self, now: datetime) -> bool:
        return self.answer_by is not None and self.waits and self.answer_by < now

    @property
    def failed(self) -> tuple[Message, ...]:
        return tuple(message for message in self.messages if message.state in (State.REFUSED, State.STOPPED))

    @property
    def can_be_tried(self) -> bool:
        return self.withdrawn_at is None and any(
            message.state is not State.SENT or self._may_be_lost(message) for message in self.messages
        )

    def _may_be_lost(self, message: Message) -> bool:
        """A system may say that it took something and lose it; it takes the same message once."""
        return message.channel is Channel.WEBHOOK and self.taken_at is None and self.waits


@dataclass(frozen=True)
class Waiting:
    """How many notices wait: to us, and of what we sent those that nobody acknowledged in time or that did not go."""

    to_us: int
    to_us_overdue: int
    from_us_overdue: int
    not_sent: int


@dataclass(frozen=True)
class Content:
    """What a notice says. `answer` is what was said with its acknowledgement; `to_me` whether one is whom it was sent to."""

    words: str
    answer: str
    to_me: bool


def notices_to_us(only: Only = Only.ALL, *, limit: int = MOST, offset: int = 0) -> list[ToUs]:
    """Those that wait first, the soonest due on top."""
    return _to_us(None, only, limit, offset)


def notice_to_us(number: int) -> ToUs | None:
    """One; None where it was not sent to us."""
    return next(iter(_to_us(number, Only.ALL, 1, 0)), None)


def notices_from_us(
    *, case: int | None = None, only: Only = Only.ALL, limit: int = MOST, offset: int = 0
) -> list[FromUs]:
    """Those of one's own cases, or of one of them: those that wait to be acknowledged first."""
    return _from_us(None, case, only, limit, offset)


def notice_from_us(number: int) -> FromUs | None:
    return next(iter(_from_us(number, None, Only.ALL, 1, 0)), None)


def notices_waiting() -> Waiting:
    ((*counts,),) = rows("SELECT * FROM notices.count()")
    return Waiting(*counts)


def read_notice(scope: Scope, number: int) -> Content:
    """What it says, once it is on the ledger that one reads it. NotAllowed for what is neither to nor from us."""
    with scope.transaction():
        ticket = value("SELECT notices.ask(%s)", number)
    with scope.transaction():
        found = rows("SELECT * FROM notices.take(%s)", ticket)
    if not found:
        raise NotAllowed("Not found.")
    return Content(*found[0])


def _to_us(one: int | None, only: Only, limit: int, offset: int) -> list[ToUs]:
    found = rows("SELECT * FROM notices.to_us(%s, %s, %s, %s)", one, only.value, limit, offset)
    return [ToUs(row[0], kinds()[row[1]], *row[2:]) for row in found]


def _from_us(one: int | None, case: int | None, only: Only, limit: int, offset: int) -> list[FromUs]:
    found = rows("SELECT * FROM notices.from_us(%s, %s, %s, %s, %s)", one, case, only.value, limit, offset)
    return [FromUs(*row[:2], kinds()[row[2]], *row[3:19], _messages(row[19]), row[20]) for row in found]


def _messages(found: str) -> tuple[Message, ...]:
    return tuple(
        Message(
            Channel(one["channel"]), State(one["state"]), one["says"], one["tries"],
            datetime.fromisoformat(one["next_at"]), one["ended_at"] and datetime.fromisoformat(one["ended_at"]),
        )
        for one in json.loads(found)
    )  # fmt: skip
