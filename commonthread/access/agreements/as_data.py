"""An edition of an agreement in the shape of the draft national standard's SharingPolicy."""

from collections.abc import Iterable
from typing import Any

from commonthread.access.agreements.edition import Edition
from commonthread.access.agreements.words import Agencies, first_day, last_day, name, parties_meant
from commonthread.access.law import CONDITIONS, POWERS
from commonthread.access.terms import Level

SYSTEM = "urn:commonthread:agreement"
CATALOGUE = "urn:commonthread:agency"
PERMITTED = {
    Level.RING: "urn:commonthread:level:ring-this-team",
    Level.SUMMARY: "urn:commonthread:level:summary",
    Level.FULL: "odrl:read",
}
RESPONSIBILITIES = ("state a purpose and a reason before anything is read",)
MEASURES = (
    "each reading is on an append-only ledger before its content is given",
    "access ends with the post of whoever reads",
)


def agreement_as_data(edition: Edition, agencies: Agencies, *, at: str = "") -> dict[str, Any]:
    """`at` is the address of the service, such as https://thread.example.org; without it the URI is a URN."""
    said = edition.said
    number = f"{edition.agreement}.{edition.number}"
    return {
        "URI": f"{at}/agreements/{edition.agreement}?edition={edition.number}"
        if at
        else f"{SYSTEM}:{number}",
        "Identifier": {"value": number, "System": SYSTEM},
        "Name": said.title,
        "Contact": said.contact,
        "Party": [
            {"Name": name(party, agencies), "CatalogueID": [{"value": party, "system": CATALOGUE}]}
            for party in said.parties
        ],
        "Data": _each(
            f"{category} held by {parties_meant(clause.holder_kinds, clause.holders, said, agencies)}"
            for clause in said.clauses
            for category in clause.categories
        ),
        "Purpose": _each(purpose.value for clause in said.clauses for purpose in clause.purposes),
        "StartDate": first_day(said).isoformat(),
        "EndDate": last_day(said).isoformat(),
        "PermittedUse": _each(PERMITTED[clause.level] for clause in said.clauses),
        "Restrictions": ["odrl:transfer", "odrl:sell"],
        "DataRecipientResponsibilities": list(RESPONSIBILITIES),
        "SecurityMeasure": list(MEASURES),
        "LegalCompliance": _each(
            law[code].label
            for clause in said.clauses
            for law, code in ((POWERS, clause.power), (CONDITIONS, clause.condition))
            if code in law
        ),
    }


def _each(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))
