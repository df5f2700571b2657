"""Every operation of the API with its examples: the OpenAPI document as a page of our own, so nothing comes from elsewhere."""

import json
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from commonthread.records.kind import kinds
from commonthread.web.api.document import document
from commonthread.web.api.problems import PROBLEMS
from commonthread.web.page import Open, page
from commonthread.web.rendering import render


@dataclass(frozen=True)
class Shown:
    """One operation. `examples` are of bodies: content type, title and text."""

    name: str
    method: str
    path: str
    summary: str
    explains: str
    scopes: tuple[str, ...]
    parameters: tuple[tuple[str, str, str], ...]
    examples: tuple[tuple[str, str, str], ...]
    answers: tuple[tuple[str, str], ...]


@page("api/docs", needs=Open.TO_ANYONE)
def api_docs(request: HttpRequest) -> HttpResponse:
    groups: dict[str, list[Shown]] = {}
    for path, operations in document()["paths"].items():
        for method, operation in operations.items():
            groups.setdefault(operation["tags"][0], []).append(_shown(path, method, operation))
    context = {"groups": groups, "problems": PROBLEMS, "kinds": tuple(kinds().values())}
    return render(request, "api_docs/page.html", context)


def _shown(path: str, method: str, operation: dict[str, Any]) -> Shown:
    return Shown(
        operation["operationId"],
        method.upper(),
        path,
        operation["summary"],
        operation.get("description", ""),
        tuple(scope for needed in operation.get("security", ()) for scope in needed.get("system", ())),
        tuple((p["name"], p["in"], p.get("description", "")) for p in operation.get("parameters", ())),
        tuple(_examples(operation.get("requestBody", {}).get("content", {}))),
        tuple((status, said["description"]) for status, said in sorted(operation["responses"].items())),
    )


def _examples(content: dict[str, Any]):
    for type, body in content.items():
        given = (
            [{"summary": "", "value": body["example"]}]
            if "example" in body
            else body.get("examples", {}).values()
        )
        for example in given:
            value = example["value"]
            text = value if isinstance(value, str) else json.dumps(value, indent=1, ensure_ascii=False)
            yield type, example["summary"], text
