"""Records in JSON: the schema of each kind, and how a record is read from it."""

from datetime import date
from functools import cache
from typing import Any, Literal

from pydantic import Field, ValidationError, create_model

from commonthread.records.examples import example
from commonthread.records.faults import Place, complaints
from commonthread.records.kind import Kind
from commonthread.records.record import Draft, Fault, Moment
from commonthread.records.rules import broken_rules


@cache
def record_model(kind: Kind) -> type[Draft]:
    """A draft whose detail is this kind's."""
    return create_model(
        kind.detail.__name__ + "Record",
        __base__=Draft,
        __doc__=kind.explains,
        kind=(Literal[kind.name], Field(description=f"Always {kind.name}")),
        happened_from=(Moment, Field(title=kind.begins)),
        happened_until=(Moment | None, Field(None, title=kind.ends)),
        detail=(kind.detail, Field(description=kind.label)),
    )


def schema(kind: Kind) -> dict[str, Any]:
    """The JSON schema of a record of this kind, with an invented example."""
    described = record_model(kind).model_json_schema()
    if not kind.is_contact:
        described["properties"].pop("contact")
    if not kind.is_graded:
        described["properties"].pop("grading")
    described["properties"]["mentions"] |= {
        "description": "Who is mentioned: "
        + ", ".join(f"{role} ({room})" for role, room in kind.mentions.items()),
        "maxItems": sum(kind.mentions.values()),
    }
    described["examples"] = [example_json(kind)]
    return described


def example_json(kind: Kind) -> dict[str, Any]:
    return example(kind.name).model_dump(mode="json", exclude_defaults=True)


def from_json(kind: Kind, text: str | bytes, *, today: date) -> Draft | tuple[Fault, ...]:
    """A record from JSON; else every fault, with its place such as mentions[0].born_on."""
    try:
        read = record_model(kind).model_validate_json(text, strict=True)
    except ValidationError as error:
        return tuple(Fault(column=_path(place), message=message) for place, message in complaints(error))
    draft = Draft.model_validate(dict(read))
    return broken_rules(kind, draft, today) or draft


def _path(place: Place) -> str:
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in place)
    return "".join(steps).lstrip(".") or "(whole record)"
