"""Sharing agreements as data: those in force to which the caller's agency is a party."""

from typing import Literal

from django.http import HttpRequest
from ninja import Field, Schema

from commonthread.access.agreements.as_data import agreement_as_data
from commonthread.access.agreements.queries import agreements as every
from commonthread.access.client_terms import ClientScope
from commonthread.access.queries import agencies
from commonthread.web.api.caller import needs
from commonthread.web.api.context import of_type
from commonthread.web.api.routes import ASK, router


class Named(Schema):
    value: str
    System: str


class CatalogueId(Schema):
    value: str
    system: str


class Party(Schema):
    Name: str
    CatalogueID: list[CatalogueId]


class SharingPolicy(Schema):
    """The draft national standard's SharingPolicy (dsa.json), with all its fields."""

    at_type: Literal["SharingPolicy"] = of_type("SharingPolicy")
    URI: str
    Identifier: Named
    Name: str
    Contact: str
    Party: list[Party]
    Data: list[str]
    Purpose: list[str]
    StartDate: str = Field(examples=["2026-01-01"])
    EndDate: str = Field(examples=["2026-12-31"])
    PermittedUse: list[str]
    Restrictions: list[str]
    DataRecipientResponsibilities: list[str]
    SecurityMeasure: list[str]
    LegalCompliance: list[str]


@router.get(
    "/agreements",
    response=list[SharingPolicy],
    by_alias=True,
    tags=ASK,
    summary="Sharing agreements that concern you",
)
@needs(ClientScope.ASK)
def sharing_agreements(request: HttpRequest) -> list[dict]:
    """Those in force to which your agency is a party, as a holder or as a viewer. What they let through for a purpose is
    what `/match` answers by."""
    scope = request.caller.scope
    with scope.transaction():
        found = [edition for agreement in every() for edition in agreement.editions if edition.is_in_force]
        known = agencies()
    at = f"{request.scheme}://{request.get_host()}"
    return [agreement_as_data(one, known, at=at) for one in found if scope.agency in one.said.parties]
