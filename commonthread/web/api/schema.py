"""The parts of the OpenAPI document that come from the kinds of record."""

import json
from typing import Any

from commonthread.records.api_schema import example_json
from commonthread.records.kind import kinds

LINES = "application/x-ndjson"
LINKED_DATA = "application/ld+json"
RECORD = {"$ref": "#/components/schemas/Record"}
SHOWN = ("referral", "missing_report", "school_absence")


def _examples() -> dict[str, Any]:
    return {name: {"summary": kinds()[name].label, "value": example_json(kinds()[name])} for name in SHOWN}


def _lines() -> str:
    return "".join(json.dumps(example_json(kinds()[name]), ensure_ascii=False) + "\n" for name in SHOWN)


ONE_RECORD = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": RECORD, "examples": _examples()}},
    }
}
MANY_RECORDS = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {"type": "array", "items": RECORD},
                "examples": {
                    "two": {
                        "summary": "Two records",
                        "value": [example_json(kinds()[name]) for name in SHOWN[:2]],
                    }
                },
            },
            LINES: {
                "schema": {"type": "string", "description": "One record on each line"},
                "examples": {"three": {"summary": "Three records", "value": _lines()}},
            },
            LINKED_DATA: {
                "schema": {
                    "type": "object",
                    "description": "Organisations, services, episodes and events of the draft national standard (PUB01, PUB02)",
                },
            },
        },
    }
}
