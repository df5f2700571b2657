"""Who knows somebody, in the shapes of the draft national standard (PUB01, PUB02, PUB03); and whom to contact."""

from typing import Literal, Self

from django.http import HttpRequest
from ninja import Field, Schema
from pydantic import StrictBool, StrictInt, model_validator

from commonthread.access.client_terms import ClientScope
from commonthread.access.queries import AgencyKnown, agencies
from commonthread.access.terms import AgencyKind, Purpose
from commonthread.feeds.national.node import NHS_NUMBER
from commonthread.identity.matching import ConsentSaid, match
from commonthread.identity.standardise import GivenMention
from commonthread.kernel.text import REFUSED
from commonthread.web.api.caller import needs
from commonthread.web.api.context import of_type
from commonthread.web.api.person_shapes import (
    PERSON,
    Address,
    Identifier,
    Organisation,
    Person,
    RequestedData,
)
from commonthread.web.api.problems import refuse
from commonthread.web.api.routes import ASK, router

LARGEST = 2**63 - 1
LEVELS = {1: "ring", 2: "summary", 3: "full"}


class ConsentDecision(Schema):
    """Whether the family, or an adult for themselves, was told and what they said; and whether other agencies are asked
    all the same. Kept on the ledger."""

    told: StrictBool
    answer: Literal["agreed", "refused", "not sought"]
    goesAhead: StrictBool = Field(description="Whether other agencies are asked, as it was decided")
    reason: str = Field(
        min_length=1, max_length=500, pattern=r"\S", examples=["Her mother agreed on the telephone"]
    )
    decidedBy: str = Field(min_length=1, max_length=200, pattern=r"\S", examples=["R. Quill, team manager"])

    @model_validator(mode="after")
    def hangs_together(self) -> Self:
        if self.answer == "agreed" and not self.told:
            raise ValueError("nobody agrees who was not told")
        return self

    def as_said(self) -> ConsentSaid:
        return ConsentSaid(self.told, self.answer, self.reason, self.goesAhead, self.decidedBy)


class Asking(Schema):
    """An information request. Who asks and when is known from the token and the clock."""

    RequestedData: RequestedData
    AssertedPurpose: Purpose = Field(description="Kept with the answer; agreements say what is told for it")
    reason: str = Field(
        min_length=1,
        max_length=500,
        pattern=r"\S",
        description="In your own words, for the ledger",
        examples=["Referral R-1182, strategy discussion at 14:00"],
    )
    case: StrictInt | None = Field(
        None,
        ge=1,
        le=LARGEST,
        description="The number of an open case of your agency about them, for the same purpose",
    )
    consentDecision: ConsentDecision | None = Field(
        None,
        description="Instead of a case, below the threshold of section 47. Without either, other agencies answer at most *ring*",
    )


class KnownTo(Schema):
    """An agency that says it knows the person."""

    organisation: Organisation
    level: str = Field(
        description="*ring*: ring the duty desk. *summary*, *full*: what an agreement lets people of your agency read for this purpose",
        examples=["ring"],
    )


class Matched(Schema):
    """Somebody who is meant."""

    at_type: Literal["Person"] = of_type("Person")
    matchedPersonRef: Identifier
    grade: str = Field(description="As in PUB03: best, superior, very good, good")
    score: float = Field(description="As in PUB03", examples=[0.99])
    knownTo: list[KnownTo]
    asksOthers: bool = Field(
        description="False where a consent decision is waited for: other agencies then answer *ring* at most"
    )


class Answer(Schema):
    """Who is meant, best first. *Nobody* proves nothing: whoever may not be told of is answered so as well."""

    matches: list[Matched]
    otherwise: Organisation = Field(description="Whom to ring in any case")


ASKED = {
    "requestBody": {
        "content": {
            "application/json": {
                "examples": {
                    "number": {
                        "summary": "By NHS number",
                        "value": {
                            "RequestedData": {
                                "Query": {"identifier": [{"value": "9990000018", "system": NHS_NUMBER}]}
                            },
                            "AssertedPurpose": Purpose.SAFEGUARDING_ENQUIRY.value,
                            "reason": "Referral R-1182",
                            "consentDecision": {
                                "told": True,
                                "answer": "agreed",
                                "goesAhead": True,
                                "reason": "Her mother agreed on the telephone",
                                "decidedBy": "R. Quill, team manager",
                            },
                        },
                    },
                    "name": {
                        "summary": "By name and birth date",
                        "value": {
                            "RequestedData": {
                                "Query": {
                                    "name": {"familyName": ["Ashdown-Okoro"], "givenName": ["Oluwaseun"]},
                                    "dateOfBirth": {"date": "2017-09-03"},
                                    "address": [{"line1": "14 Invented Row", "postcode": "ZZ1 1AA"}],
                                }
                            },
                            "AssertedPurpose": Purpose.SECTION_47.value,
                            "reason": "Strategy discussion at 14:00",
                        },
                    },
                }
            }
        }
    }
}


@router.post(
    "/match", response=Answer, by_alias=True, tags=ASK, openapi_extra=ASKED, summary="Who knows this person?"
)
@needs(ClientScope.ASK)
def who_knows(request: HttpRequest, asking: Asking) -> Answer:
    """For a stated purpose: who is meant, graded, and which agencies may say that they know them. Your own agency
    always; another where an agreement that names systems says so for the purpose, and, below the threshold of section 47,
    as no more than *ring* until a case or the consent decision is named. Each answer about somebody is a
    disclosure on the ledger. Thirty questions in a minute."""
    query = asking.RequestedData.Query
    consent = asking.consentDecision
    said = [asking.reason, *_words(query), *((consent.reason, consent.decidedBy) if consent else ())]
    if any(REFUSED.search(words) for words in said):
        return refuse(request, "not-valid", "There is a character in it that no text has.")
    scope = request.caller.scope
    found = match(
        scope, _mention(query), purpose=asking.AssertedPurpose.value, reason=asking.reason, case=asking.case,
        consent=consent.as_said() if consent else None,
    )  # fmt: skip
    with scope.transaction():
        known = agencies()
    matches = [
        Matched(
            matchedPersonRef=Identifier(value=str(one.person), system=PERSON),
            grade=one.grade.value[0],
            score=one.grade.value[1],
            knownTo=[
                KnownTo(organisation=Organisation.of(known[agency]), level=LEVELS[level])
                for agency, level in one.known_to
            ],
            asksOthers=one.asks_others,
        )
        for one in found
    ]
    return Answer(matches=matches, otherwise=Organisation.of(_front_door(known, scope.agency)))


@router.get("/organisations", response=list[Organisation], by_alias=True, tags=ASK, summary="Whom to contact")
@needs(ClientScope.ASK)
def organisations(request: HttpRequest) -> list[Organisation]:
    """Every agency with its duty desk."""
    with request.caller.scope.transaction():
        return [Organisation.of(agency) for agency in agencies().values()]


def _front_door(known: dict[str, AgencyKnown], mine: str) -> AgencyKnown:
    """The children's services of one's own district, else one's own agency: the same whatever is asked."""
    here = known[mine]
    doors = (
        agency
        for agency in known.values()
        if agency.kind is AgencyKind.CHILDRENS_SERVICES and agency.district == here.district
    )
    return min(doors, key=lambda agency: agency.code, default=here) if here.district else here


def _words(query: Person) -> list[str]:
    names = [*query.name.familyName, *query.name.givenName] if query.name else []
    places = [said for place in query.address for said in (place.line1, place.city, place.postcode) if said]
    return [*names, *places, *(identifier.value for identifier in query.identifier)]


def _mention(query: Person) -> GivenMention:
    numbers = {"nhs_number": None, "upn": None}
    for identifier in query.identifier:
        if identifier.system == NHS_NUMBER:
            numbers["nhs_number"] = identifier.value.replace(" ", "")
        elif "upn" in identifier.system.lower() or "unique-pupil-number" in identifier.system.lower():
            numbers["upn"] = identifier.value
    place = query.address[0] if query.address else Address()
    first, *middle = query.name.givenName if query.name and query.name.givenName else [None]
    return GivenMention(
        0,
        given_name=first,
        middle_names=" ".join(middle) or None,
        family_name=" ".join(query.name.familyName) or None if query.name else None,
        born_on=query.dateOfBirth.date if query.dateOfBirth else None,
        address=place.line1,
        town=place.city,
        postcode=place.postcode,
        **numbers,
    )
