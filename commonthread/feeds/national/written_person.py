"""A person of a record, written out as the draft national standards name one."""

from typing import Any

from commonthread.records.record import Mention, Precision

ACCURACY = {Precision.DAY: "AAA", Precision.MONTH: "UAA", Precision.YEAR: "UUA", Precision.ABOUT: "UUE"}


def identifier(value: str, system: str) -> dict[str, Any]:
    return {"@type": "Identifier", "value": value, "system": system}


def filled(type_name: str, **properties: Any) -> dict[str, Any]:
    """An object without the properties that are not known."""
    return {"@type": type_name} | {
        name: value for name, value in properties.items() if value not in (None, [], "")
    }


def names_of(mention: Mention) -> list[dict[str, Any]]:
    given = [mention.given_name] if mention.given_name else []
    official = filled(
        "Name",
        familyName=[mention.family_name] if mention.family_name else None,
        givenName=given + (mention.middle_names or "").split(),
        preferredName=mention.known_as,
        use="official",
    )
    names = [official] if len(official) > 2 else []
    if mention.former_family_name:
        names.append(filled("Name", familyName=[mention.former_family_name], use="old"))
    return names


def birth_of(mention: Mention) -> dict[str, Any] | None:
    if mention.born_on is None:
        return None
    accuracy = ACCURACY[mention.born_precision]
    return filled("PartialDate", date=mention.born_on.isoformat(), accuracyIndicator=accuracy)


def address_of(mention: Mention) -> list[dict[str, Any]]:
    if not (mention.address or mention.postcode):
        return []
    street, _, city = (mention.address or "").rpartition(", ")
    lines = {"line1": street, "city": city} if street else {"line1": city}
    return [filled("Address", **lines, postcode=mention.postcode, UPRN=mention.uprn, use="home")]


def contact_of(mention: Mention) -> list[dict[str, Any]]:
    if not (mention.phone or mention.email):
        return []
    phones, emails = [mention.phone] if mention.phone else None, [mention.email] if mention.email else None
    return [filled("Contact", telephone=phones, email=emails)]
