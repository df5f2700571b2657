"""A Person of the national standard as person details."""

import hashlib
from datetime import date
from typing import Any

from commonthread.feeds.drafting import draft_without_what_is_wrong
from commonthread.feeds.national.node import IDENTIFIER, Faults, Node, numbers
from commonthread.feeds.national.relationships import ONESELF, TIES
from commonthread.feeds.national.vocabulary import (
    AddressUse,
    CensusEthnicGroup,
    NameUse,
    PhenotypicSex,
    StatedGender,
)
from commonthread.kernel.dates import read_date
from commonthread.records.record import Draft, Ethnicity, Fault, MentionRole, Precision, Sex

PERSON = (
    *("identifier", "name", "dateOfBirth", "isDeceased", "deceasedDate", "address", "contact", "genderCode"),
    *(
        "sexCode",
        "ethnicityCode",
        "relatedPerson",
        "primaryContactProfessional",
        "matchedPersonRef",
        "statuses",
    ),
)
NAME = ("familyName", "givenName", "preferredName", "use")
ADDRESS = ("line1", "line2", "city", "postcode", "UPRN", "USRN", "use")
CONTACT = ("name", "email", "telephone")
RELATIONSHIP = ("identifier", "relationship", "ref")
PARTIAL_DATE = ("date", "accuracyIndicator")

PROPERTIES = {
    **{"family_name": "name.familyName", "given_name": "name.givenName", "middle_names": "name.givenName"},
    **{
        "former_family_name": "name.familyName",
        "known_as": "name.preferredName",
        "born_on": "dateOfBirth.date",
    },
    **{"postcode": "address.postcode", "uprn": "address.UPRN", "phone": "contact.telephone"},
    **{"email": "contact.email", "died_on": "deceasedDate.date", "agency_person_id": "identifier.value"},
}
FIRST_CHOICE = (NameUse.OFFICIAL, NameUse.USUAL, None, NameUse.TEMPORARY)
SEXES = {PhenotypicSex.MALE: Sex.MALE, PhenotypicSex.FEMALE: Sex.FEMALE}


def person_draft(value: Any, faults: Faults, today: date) -> Draft | tuple[Fault, ...]:
    """The draft, or why there is none. What is wrong in single values is added to `faults`."""
    person = Node(value, PERSON, faults=faults)
    fields = numbers(person.nodes("identifier", IDENTIFIER))
    key = fields.get("agency_person_id") or person.text("@id") or _digest(fields)
    if key is None:
        return (Fault(column="identifier", message="a person needs an identifier"),)
    values: dict[str, Any] = {
        **fields,
        **_names(person),
        **_birth(person),
        **_address(person),
        **_contact(person),
        **_about(person),
        "allocated_worker": _professional(person),
    }
    died_on = _death(person)
    if died_on and (not values.get("born_on") or died_on >= values["born_on"]):
        values["died_on"] = died_on
    elif died_on:
        faults.reject("deceasedDate.date", "is before the date of birth: it is left out")
    found, left_out = draft_without_what_is_wrong(
        "person_details",
        key=key,
        begins=today,
        detail={},
        person=values,
        related=_related(person),
        today=today,
        names=PROPERTIES,
    )
    faults.rejected += left_out
    return found


def _digest(fields: dict[str, str]) -> str | None:
    """A key for a person who has only national numbers: not the number itself, since keys are shown in lists."""
    number = fields.get("nhs_number") or fields.get("upn")
    return number and hashlib.sha256(number.encode()).hexdigest()[:24]


def _names(person: Node) -> dict[str, Any]:
    names = [(node, node.code("use", NameUse)) for node in person.nodes("name", NAME)]
    found: dict[str, Any] = {}
    for use in FIRST_CHOICE:
        for node, stated in names:
            if stated is use and "family_name" not in found:
                given = node.texts("givenName")
                found["family_name"] = " ".join(node.texts("familyName")) or None
                found["given_name"] = given[0] if given else None
                found["middle_names"] = " ".join(given[1:]) or None
                found["known_as"] = node.text("preferredName")
    for node, stated in names:
        if stated in (NameUse.OLD, NameUse.MAIDEN):
            found.setdefault("former_family_name", " ".join(node.texts("familyName")) or None)
        elif stated in (NameUse.NICKNAME, NameUse.ANONYMOUS):
            parts = [node.text("preferredName")] if node.text("preferredName") else node.texts("givenName")
            found["known_as"] = found.get("known_as") or " ".join(filter(None, parts)) or None
    if not (found.get("family_name") and found.get("given_name")):
        person.faults.warn("name", "the standard asks for a family name and a given name")
    return found


def _birth(person: Node) -> dict[str, Any]:
    node = person.node("dateOfBirth", PARTIAL_DATE)
    day, precision = _partial_date(node) if node else (None, Precision.DAY)
    return {"born_on": day, "born_precision": precision} if day else {}


def _death(person: Node) -> date | None:
    node = person.node("deceasedDate", PARTIAL_DATE)
    day = _partial_date(node)[0] if node else None
    if day is None and person.flag("isDeceased"):
        person.faults.warn("isDeceased", "there is no place for a death without a date: it is not taken")
    return day


def _partial_date(node: Node) -> tuple[date | None, Precision]:
    """The date, and how much of it is known: a code of A, E and U for day, month and year."""
    text, accuracy = node.text("date"), (node.text("accuracyIndicator") or "AAA").upper()
    if len(accuracy) != 3 or set(accuracy) - set("AEU"):
        node.faults.reject(node.at("accuracyIndicator"), "must be three letters of A, E and U")
        accuracy = "UUE"
    if text is None:
        return None, Precision.DAY
    if accuracy == "UUU":
        node.faults.warn(node.at("date"), "is a placeholder (UUU): it is not taken")
        return None, Precision.DAY
    shortest = {4: f"{text}-01-01", 7: f"{text}-01"}.get(len(text), text)
    try:
        day = read_date(shortest.partition("T")[0])
    except ValueError as wrong:
        node.faults.reject(node.at("date"), str(wrong))
        return None, Precision.DAY
    if accuracy[2] != "A":
        return day, Precision.ABOUT
    if accuracy[1] != "A" or len(text) == 4:
        return day, Precision.YEAR
    return day, Precision.MONTH if accuracy[0] != "A" or len(text) == 7 else Precision.DAY


def _address(person: Node) -> dict[str, Any]:
    """The home address, or one without a use; an old one has no date to stand under."""
    found: dict[str, Any] = {}
    addresses = [(node, node.code("use", AddressUse)) for node in person.nodes("address", ADDRESS)]
    for wanted in (AddressUse.HOME, None, AddressUse.TEMPORARY):
        for node, use in addresses:
            if use is wanted and not found:
                lines = [node.text("line2"), node.text("line1"), node.text("city")]
                found = {
                    "address": ", ".join(filter(None, lines)) or None,
                    "postcode": node.text("postcode"),
                    "uprn": node.text("UPRN"),
                }
    if len(addresses) > bool(found):
        person.faults.warn("address", "one address is taken: the home, or the first without a use")
    return found


def _contact(person: Node) -> dict[str, Any]:
    contacts = person.nodes("contact", CONTACT)
    phones = [phone for contact in contacts for phone in contact.texts("telephone")]
    emails = [email for contact in contacts for email in contact.texts("email")]
    if len(phones) > 1 or len(emails) > 1:
        person.faults.warn("contact", "one telephone and one e-mail address are taken")
    return {"phone": phones[0] if phones else None, "email": emails[0] if emails else None}


def _about(person: Node) -> dict[str, Any]:
    gender = person.code("genderCode", StatedGender)
    group = person.code("ethnicityCode", CensusEthnicGroup)
    stated = group not in (None, CensusEthnicGroup.DOES_NOT_APPLY)
    if person.all("statuses"):
        person.faults.warn("statuses", "there is no place for statuses yet: they are not taken")
    if person.all("matchedPersonRef"):
        person.faults.warn("matchedPersonRef", "matches are worked out here: those of others are not taken")
    return {
        "sex": SEXES.get(person.code("sexCode", PhenotypicSex), Sex.UNKNOWN),
        "gender": gender.label if gender not in (None, StatedGender.NOT_KNOWN) else None,
        "ethnicity": group.label if stated else None,
        "ethnicity_source": Ethnicity.SELF_DESCRIBED if stated else Ethnicity.NOT_ASKED,
    }


def _professional(person: Node) -> str | None:
    found = person.nodes("primaryContactProfessional", IDENTIFIER)
    return found[0].text("value") if found else None


def _related(person: Node) -> list[dict[str, Any]]:
    related = []
    for node in person.nodes("relatedPerson", RELATIONSHIP):
        codes = node.texts("relationship")
        if ONESELF in codes:
            node.faults.warn(
                node.at("relationship"), "says that two are one: that is worked out here, not taken"
            )
            continue
        unknown = [code for code in codes if code not in TIES]
        if unknown:
            node.faults.reject(node.at("relationship"), "is not a code of the standard")
        role, relation = next((TIES[code] for code in codes if code in TIES), (MentionRole.RELATIVE, None))
        fields = numbers(node.nodes("identifier", IDENTIFIER) or node.nodes("ref", IDENTIFIER))
        if fields:
            related.append({"role": role, "relation": relation, **fields})
        else:
            node.faults.reject(node.at("identifier"), "is missing: nobody is named")
    return related
