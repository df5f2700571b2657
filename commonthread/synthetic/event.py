"""Something that one agency would write down about some people."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from commonthread.synthetic.people import Person


@dataclass(slots=True)
class Named:
    """A person as an event names them. `in_passing` where the agency knows little of them.

    `facts` are what this record says beyond what the agency knows anyway; None takes a fact away.
    """

    person: Person
    role: str = "subject"
    relation: str | None = None
    in_passing: bool = False
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Event:
    kind: str
    agency: str
    at: datetime
    named: list[Named]
    detail: dict[str, Any] = field(default_factory=dict)
    until: datetime | None = None
    time_known: bool = True
    author: str | None = None
    contact: dict[str, Any] | None = None
    grading: dict[str, Any] | None = None
    sensitive: bool = False
    place: str | None = None
    place_postcode: str | None = None
    key: str | None = None
    story: str | None = None
