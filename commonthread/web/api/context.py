"""What the names in our answers mean, as JSON-LD: the standard's own contexts, and ours for what it does not name.

Every answer in JSON leads here by its Link header (JSON-LD 1.1, section 6.1), so that plain JSON and linked data are one.
"""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe
from ninja import Field

from commonthread.feeds.national.writing import CONTEXT as STANDARD

PATH = "/api/v1/context.jsonld"
RELATION = "http://www.w3.org/ns/json-ld#context"
LINK = f'<{PATH}>; rel="{RELATION}"; type="application/ld+json"'
VOCABULARY = "https://commonthread.example.org/ns#"
A_DAY = "public, max-age=86400"
MOMENT, DAY = "http://www.w3.org/2001/XMLSchema#dateTime", "http://www.w3.org/2001/XMLSchema#date"

# Answers, requests and agreements: what request.json and dsa.json name has no context of the standard's own yet.
PLAIN = (
    *("matches", "grade", "score", "knownTo", "organisation", "level", "asksOthers", "otherwise", "hours"),
    *("requests", "next", "Identifier", "System", "RequesterIdentifier", "RequestedData", "Query"),
    *("AssertedPurpose", "case", "onBehalfOf", "askedOf", "askedBy", "category", "state", "isOverdue", "granted", "page"),
    *("URI", "Name", "Contact", "Party", "CatalogueID", "Data", "Purpose", "PermittedUse", "Restrictions"),
    *("DataRecipientResponsibilities", "SecurityMeasure", "LegalCompliance", "Request", "SharingPolicy"),
    *("notices", "kind", "sentBy", "team"),
)  # fmt: skip
MOMENTS = (
    "sentAt",
    "acknowledgeBy",
    "takenAt",
    "readAt",
    "acknowledgedAt",
    "DateStamp",
    "dueAt",
    "answeredAt",
)
DAYS = ("until", "StartDate", "EndDate")
# As the standard's contexts say.
OF_THE_STANDARD = frozenset(
    {"identifier", "value", "system", "name", "type", "contact", "telephone", "matchedPersonRef"}
)
OWN = {
    **{name: f"{VOCABULARY}{name}" for name in PLAIN},
    **{name: {"@id": f"{VOCABULARY}{name}", "@type": MOMENT} for name in MOMENTS},
    **{name: {"@id": f"{VOCABULARY}{name}", "@type": DAY} for name in DAYS},
}


def of_type(name: str) -> Any:
    """The standard's name of what an answer holds."""
    return Field(name, alias="@type")


@require_safe
def context(request: HttpRequest) -> JsonResponse:
    """Public: it tells of no person, and may be kept by whoever reads it."""
    answer = JsonResponse({"@context": [*STANDARD, OWN]}, content_type="application/ld+json")
    answer["Cache-Control"] = A_DAY
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer
