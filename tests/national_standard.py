"""Documents of the national data standard, as an agency sends them."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from commonthread.feeds.catalogue.national import read
from commonthread.feeds.format import Admitted, Outcome, Reading, Reject, Sent
from commonthread.records.record import Draft

TODAY = date(2026, 11, 22)
NHS = "https://fhir.nhs.uk/Id/nhs-number"
LOCAL = "https://example.org/Id/local-person-id"
PERSON = {
    "@type": "Person",
    "identifier": [{"value": "P1", "system": LOCAL}, {"value": "999 000 0018", "system": NHS}],
    "name": [
        {
            "familyName": ["Example"],
            "givenName": ["Joanna", "Mary"],
            "preferredName": "Jo",
            "use": "official",
        },
        {"familyName": ["Specimen"], "use": "maiden"},
    ],
    "dateOfBirth": {"date": "2015-04-01", "accuracyIndicator": "AAA"},
    "address": [
        {"line1": "1 High Street", "line2": "Flat 3", "city": "Anytown", "postcode": "B1 1AA", "use": "home"}
    ],
    "contact": [{"telephone": ["0121 496 0123"], "email": ["jo@example.org"]}],
    "sexCode": "2",
    "genderCode": "2",
    "ethnicityCode": "7",
    "relatedPerson": [{"identifier": {"value": "P2", "system": LOCAL}, "relationship": ["MTH"]}],
}
EPISODE = {
    "@type": "ServiceEpisode",
    "identifier": [{"value": "EP1", "system": "https://example.org/Id/episode"}],
    "type": ["cin-plan"],
    "subjectPerson": [{"person": {"value": "P1", "system": LOCAL}, "involvement": "SBJ"}],
    "relatedProfessional": [{"professional": {"value": "SW1", "system": "x"}, "involvement": "PPRF"}],
    "relatedService": [{"value": "SVC1", "system": "x"}],
    "timeInformation": [{"startDateTime": "2026-05-01T09:30:00Z", "endDateTime": "2026-06-01"}],
    "location": ["Family Centre"],
    "finding": [
        {
            "text": ["Home stable."],
            "observation": [{"type": "NEET", "startDate": "2026-03-15T13:02:00"}],
            "measurement": [{"value": 12, "unit": "pct", "type": "Authorised Absences"}],
        }
    ],
}
EVENT = {**EPISODE, "@type": "LifeEvent", "type": ["missing-person"]}
del EVENT["finding"]
SERVICE = {
    "@type": "Service",
    "identifier": [{"value": "SVC1", "system": "x"}],
    "name": "Family support",
    "type": ["social-care"],
    "contact": [{"telephone": ["0121 496 0100"]}],
}
PROFESSIONAL = {
    "@type": "Professional",
    "identifier": [{"value": "SW1", "system": "x"}],
    "name": {"familyName": ["Worker"], "givenName": ["Sam", "Lee"]},
    "role": ["Social worker"],
    "contact": {"telephone": ["0121 496 0101"]},
    "relatedService": [{"value": "SVC1", "system": "x"}],
}


def outcomes(folder: Path, *documents: Any) -> list[Outcome]:
    path = folder / "people.json"
    path.write_text(json.dumps(documents), encoding="utf-8")
    return list(read([Sent(path, "people.json")], Reading(received_on=TODAY)))


def drafts(folder: Path, *documents: Any) -> list[Draft]:
    return [found.draft for found in outcomes(folder, *documents) if isinstance(found, Admitted)]


def rejects(folder: Path, *documents: Any) -> list[tuple[str, str]]:
    found = [each for each in outcomes(folder, *documents) if isinstance(each, Reject)]
    return [(reason.column, reason.message) for reject in found for reason in reject.reasons]
