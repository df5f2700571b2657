"""People and agencies as the draft national standard (PUB01, PUB02) names them."""

import re
from datetime import date
from typing import Annotated, Literal

from ninja import Field, Schema
from pydantic import BeforeValidator

from commonthread.access.queries import AgencyKnown
from commonthread.feeds.national.node import NHS_NUMBER
from commonthread.web.api.context import of_type

AGENCY = "https://commonthread.example.org/Id/agency"
PERSON = "https://commonthread.example.org/Id/person"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
Text = Annotated[str, Field(min_length=1, max_length=200)]


def _as_written(given: object) -> object:
    """A day as the standard writes it; a number would be taken for seconds since 1970."""
    if not (isinstance(given, str) and DAY.fullmatch(given)):
        raise ValueError("a day is written as 2017-09-03")
    return given


Day = Annotated[date, BeforeValidator(_as_written)]
Texts = Annotated[list[Text], Field(max_length=10)]


class Identifier(Schema):
    """PUB01 Identifier."""

    value: Text
    system: Text = Field(examples=[NHS_NUMBER])


class Name(Schema):
    """PUB01 Name."""

    familyName: Texts
    givenName: Texts


class PartialDate(Schema):
    """PUB01 PartialDate. Only a date of which the day is known is compared."""

    date: Day


class Address(Schema):
    """PUB01 Address. Compared with your own agency's records only: where others say somebody lives is told to nobody."""

    line1: Text | None = None
    city: Text | None = None
    postcode: Text | None = None


class Person(Schema):
    """PUB01 Person, as far as it is compared. An NHS number or UPN alone is enough; else name and birth date."""

    identifier: list[Identifier] = Field(default_factory=list, max_length=10)
    name: Name | None = None
    dateOfBirth: PartialDate | None = None
    address: list[Address] = Field(default_factory=list, max_length=10)


class RequestedData(Schema):
    """Of whom it is asked."""

    Query: Person


class DutyDesk(Schema):
    """PUB01 Contact: whom to ring."""

    at_type: Literal["Contact"] = of_type("Contact")
    name: str
    telephone: list[str]
    hours: str


class Organisation(Schema):
    """PUB02 Organisation: an agency and whom to ring."""

    at_type: Literal["Organisation"] = of_type("Organisation")
    identifier: list[Identifier]
    name: str
    type: list[str]
    contact: list[DutyDesk]

    @classmethod
    def of(cls, agency: AgencyKnown) -> "Organisation":
        desk = DutyDesk(name="Duty desk", telephone=[agency.duty_telephone], hours=agency.duty_hours)
        return cls(
            identifier=[Identifier(value=agency.code, system=AGENCY)],
            name=agency.name,
            type=[agency.kind.value],
            contact=[desk],
        )
