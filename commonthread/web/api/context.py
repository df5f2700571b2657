"""What the names in our answers mean, as JSON-LD: the standard's own by the terms of its ontology, and ours for what it does not name.

Every answer in JSON leads here by its Link header (JSON-LD 1.1, section 6.1), so that plain JSON and linked data are one. It
stands by itself: a context of the standard's that has moved, as it has done, must not leave an answer without meaning.
"""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe
from ninja import Field

PATH = "/api/v1/context.jsonld"
RELATION = "http://www.w3.org/ns/json-ld#context"
LINK = f'<{PATH}>; rel="{RELATION}"; type="application/ld+json"'
VOCABULARY = "https://commonthread.example.org/ns#"
ONTOLOGY = "https://ontology.socialcaredata.io/"
A_DAY = "public, max-age=86400"
MOMENT, DAY = "http://www.w3.org/2001/XMLSchema#dateTime", "http://www.w3.org/2001/XMLSchema#date"

# Answers, requests and agreements: what request.json and dsa.json name has no terms of the standard's own yet.
PLAIN = (
    *("matches", "grade", "score", "knownTo", "organisation", "level", "asksOthers", "otherwise", "hours"),
    *("requests", "next", "System", "RequesterIdentifier", "RequestedData", "Query"),
    *("AssertedPurpose", "case", "onBehalfOf", "askedOf", "askedBy", "category", "state", "isOverdue", "granted", "page"),
    *("URI", "Party", "CatalogueID", "Data", "Purpose", "PermittedUse", "Restrictions"),
    *("DataRecipientResponsibilities", "SecurityMeasure", "LegalCompliance"),
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
# Names that the standard has for sorts of things, and request.json and dsa.json for something that is said of one.
SAID_OF = {"Request": ("Identifier",), "SharingPolicy": ("Identifier", "Name", "Contact")}
# Which term of the standard's ontology a name is, of any thing and of some sorts of things.
OF_ANY = {name: name for name in ("identifier", "value", "system", "telephone", "matchedPersonRef")}
OF_A_SORT = {
    "Person": {},
    "Organisation": {
        "identifier": "sgIdentifier", "name": "entityName", "type": "organisationType", "contact": "contactMulti",
    },
    "Contact": {"name": "contactName"},
}  # fmt: skip
OWN = {
    **{name: f"{VOCABULARY}{name}" for name in PLAIN},
    **{name: {"@id": f"{VOCABULARY}{name}", "@type": MOMENT} for name in MOMENTS},
    **{name: {"@id": f"{VOCABULARY}{name}", "@type": DAY} for name in DAYS},
}
CONTEXT = {
    "@version": 1.1,
    **OWN,
    **{name: f"{ONTOLOGY}{term}" for name, term in OF_ANY.items()},
    **{
        sort: {
            "@id": f"{ONTOLOGY}{sort}",
            "@context": {name: f"{ONTOLOGY}{term}" for name, term in terms.items()},
        }
        for sort, terms in OF_A_SORT.items()
    },
    **{
        sort: {
            "@id": f"{VOCABULARY}{sort}",
            "@context": {"@propagate": True, **{name: f"{VOCABULARY}{name}" for name in names}},
        }
        for sort, names in SAID_OF.items()
    },
}


def of_type(name: str) -> Any:
    """The standard's name of what an answer holds."""
    return Field(name, alias="@type")


@require_safe
def context(request: HttpRequest) -> JsonResponse:
    """Public: it tells of no person, and may be kept by whoever reads it."""
    answer = JsonResponse({"@context": CONTEXT}, content_type="application/ld+json")
    answer["Cache-Control"] = A_DAY
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer
