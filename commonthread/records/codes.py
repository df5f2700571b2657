"""Codes that carry their plain words."""

from enum import StrEnum
from typing import Any, Self

from pydantic import GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema


class Code(StrEnum):
    """A code and its label: `NEGLECT = "NEG", "Neglect"`. Where the code says it already, the code alone."""

    label: str
    words: str  # the label as it stands within a sentence

    def __new__(cls, code: str, label: str = "") -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label = label or code[:1].upper() + code[1:].replace("_", " ")
        is_abbreviation = label[1:2].isupper()
        member.words = label if is_abbreviation else label[:1].lower() + label[1:]
        return member

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        described: dict[str, Any] = handler(schema)
        described["oneOf"] = [{"const": member.value, "title": member.label} for member in cls]
        return described
