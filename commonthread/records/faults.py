"""What a validator found, in the words of somebody who fills in forms; never the value."""

from collections.abc import Iterator

from pydantic import ValidationError

Place = tuple[int | str, ...]

WORDS = {
    "missing": "is required",
    "string_too_short": "is empty",
    "string_too_long": "is longer than {max_length} characters",
    "too_short": "is required",
    "too_long": "has more than {max_length} values",
    "greater_than_equal": "is less than {ge}",
    "less_than_equal": "is more than {le}",
    "string_pattern_mismatch": "is not written as it should be",
    "extra_forbidden": "is not known here",
    "enum": "is not one of {expected}",
}


def complaints(error: ValidationError) -> Iterator[tuple[Place, str]]:
    """Where each fault is, and what is wrong there."""
    for found in error.errors(include_url=False, include_input=False):
        context = found.get("ctx", {})
        if found["type"] == "value_error":
            yield found["loc"], str(context["error"])
        elif found["type"] in WORDS:
            yield found["loc"], WORDS[found["type"]].format(**context)
        else:
            yield found["loc"], found["msg"][:1].lower() + found["msg"][1:]
