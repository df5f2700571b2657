"""A number is never read as a date, whoever sends it."""

from datetime import date, datetime
from typing import Annotated, get_args

import pytest
from pydantic import TypeAdapter, ValidationError

from commonthread.records.kind import kinds
from commonthread.records.record import Draft, Mention, StaffSafetyWarning

MODELS = [Mention, Draft, StaffSafetyWarning, *(kind.detail for kind in kinds().values())]


def holds_a_date(annotation) -> bool:
    return annotation in (date, datetime) or any(holds_a_date(part) for part in get_args(annotation))


DATED = [
    (model, name)
    for model in MODELS
    for name, field in model.model_fields.items()
    if holds_a_date(field.annotation)
]


@pytest.mark.parametrize(("model", "name"), DATED, ids=lambda value: getattr(value, "__name__", value))
@pytest.mark.parametrize("given", [0, 1.0, "0", "20260401", "1262304000", "-5"])
def test_a_number_is_no_date(model, name, given):
    field = model.model_fields[name]
    with pytest.raises(ValidationError, match="is not a date: write it as"):
        TypeAdapter(Annotated[field.annotation, field]).validate_python(given)
