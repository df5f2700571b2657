"""The OpenAPI document: what the operations say of themselves, with the kinds of record and the refusals added."""

from functools import cache
from typing import Any

from ninja.openapi.schema import OpenAPISchema
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from commonthread.access.client_terms import ClientScope
from commonthread.records.api_schema import example_json, record_model
from commonthread.records.kind import kinds
from commonthread.web.api import involvements
from commonthread.web.api.problems import BY_NAME, MEDIA_TYPE
from commonthread.web.api.service import api

EVERYWHERE = ("no-token", "no-scope", "not-found", "not-valid", "too-fast")
WITH_A_BODY = ("unreadable", "too-large", "wrong-type", "no-agreement", "key-in-use")
ABOUT = (
    "For agencies’ own systems: send records, ask who knows somebody, fetch receipts and rejects. "
    "Get a token with your system’s number and secret at /api/token; it lives for ten minutes."
)


class OneNameOneShape(OpenAPISchema):
    """Where two shapes have one name the framework keeps the last without a word."""

    def add_schema_definitions(self, definitions: dict[str, Any]) -> None:
        twice = [name for name, shape in definitions.items() if self.schemas.get(name, shape) != shape]
        if twice:
            raise ValueError(f"two shapes of the API have one name: {', '.join(sorted(twice))}")
        self.schemas.update(definitions)


@cache
def document() -> dict[str, Any]:
    """OpenAPI 3.1."""
    operations = OneNameOneShape(api, "api/")
    operations.add_schema_definitions(
        _records() | {"Problem": PROBLEM, involvements.EPISODE: involvements.SCHEMA}
    )
    described = dict(operations)
    described["info"]["description"] = ABOUT
    described["components"]["securitySchemes"] = {"system": SECURITY}
    for operations in described["paths"].values():
        for operation in operations.values():
            _finish(operation)
    described["paths"]["/api/token"] = {"post": TOKEN}
    described["paths"]["/api/revoke"] = {"post": REVOKE}
    return described


def _finish(operation: dict[str, Any]) -> None:
    needed = getattr(_view_of(operation["operationId"]), "needs", ())
    operation["security"] = [{"system": [scope.value for scope in needed]}]
    names = EVERYWHERE + (WITH_A_BODY if "requestBody" in operation else ())
    for name in names:
        problem = BY_NAME[name]
        operation["responses"].setdefault(
            str(problem.status),
            {
                "description": problem.title,
                "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
            },
        )
    operation["responses"] = {str(status): said for status, said in operation["responses"].items()}


@cache
def _view_of(operation_id: str):
    for bound in api._get_bound_routers():
        for view in bound.path_operations.values():
            for operation in view.operations:
                if api.get_openapi_operation_id(operation) == operation_id:
                    return operation.view_func
    return None


def _records() -> dict[str, Any]:
    """One schema for each kind with its example, and one for any of them."""
    models: list[tuple[type[BaseModel], Any]] = [
        (record_model(kind), "validation") for kind in kinds().values()
    ]
    places, defined = models_json_schema(models, ref_template="#/components/schemas/{model}")
    schemas = defined["$defs"]
    mapping = {}
    for kind in kinds().values():
        reference = places[record_model(kind), "validation"]["$ref"]
        described = schemas[reference.rpartition("/")[2]]
        described["examples"] = [example_json(kind)]
        mapping[kind.name] = reference
    schemas["Record"] = {
        "oneOf": [{"$ref": reference} for reference in mapping.values()],
        "discriminator": {"propertyName": "kind", "mapping": mapping},
    }
    return schemas


PROBLEM = {
    "type": "object",
    "description": "RFC 9457. `rule` says which rule refused, `ask` whom to ask.",
    "required": ["type", "title", "status"],
    "properties": {
        **{name: {"type": "string"} for name in ("type", "title", "detail", "instance", "rule", "ask")},
        "status": {"type": "integer"},
        "receipt": {"type": "integer"},
        "reject": {"type": "integer"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "detail"],
                "properties": {name: {"type": "string"} for name in ("pointer", "detail", "in")},
            },
        },
    },
    "examples": [
        {
            "type": "/api/docs#problem-no-scope",
            "title": BY_NAME["no-scope"].title,
            "status": 403,
            "detail": "The scope “ask” is needed.",
            "rule": BY_NAME["no-scope"].rule,
            "ask": BY_NAME["no-scope"].ask,
        }
    ],
}
SECURITY = {
    "type": "oauth2",
    "flows": {
        "clientCredentials": {
            "tokenUrl": "/api/token",
            "scopes": {scope.value: scope.explains for scope in ClientScope},
        }
    },
}
FORM = "application/x-www-form-urlencoded"


def _form(required: list[str], example: dict[str, str], **fields: str) -> dict[str, Any]:
    properties = {name: {"type": "string", "description": words} for name, words in fields.items()}
    schema = {"type": "object", "required": required, "properties": properties}
    return {"required": True, "content": {FORM: {"schema": schema, "example": example}}}


def _said(description: str, example: dict[str, Any] | None = None) -> dict[str, Any]:
    if example is None:
        return {"description": description}
    return {
        "description": description,
        "content": {"application/json": {"schema": {"type": "object"}, "example": example}},
    }


REFUSED = {
    "400": _said("The form is not as the standard says", {"error": "invalid_scope"}),
    "401": _said("No such system, or not a live secret of it", {"error": "invalid_client"}),
    "413": _said("Too long"),
    "415": _said("Not a form"),
}
TOKEN = {
    "operationId": "token",
    "tags": ["Token"],
    "summary": "Get a token",
    "description": "OAuth 2.0 client credentials (RFC 6749). Show your system’s number and secret by HTTP Basic.",
    "requestBody": _form(
        ["grant_type"],
        {"grant_type": "client_credentials", "scope": "send fetch"},
        grant_type="Always client_credentials",
        scope="What the token is for; all that the system may do, unless said",
        client_id="Instead of HTTP Basic",
        client_secret="Instead of HTTP Basic",
    ),
    "responses": {
        "200": _said(
            "The token",
            {"access_token": "…", "token_type": "Bearer", "expires_in": 600, "scope": "fetch send"},
        ),
        "429": _said("Too many calls in a minute"),
        **REFUSED,
    },
}
REVOKE = {
    "operationId": "revoke",
    "tags": ["Token"],
    "summary": "Give a token back",
    "description": "RFC 7009. A token of another system stays what it is; the answer is the same.",
    "requestBody": _form(
        ["token"],
        {"token": "…"},
        token="The token",
        client_id="Instead of HTTP Basic",
        client_secret="Instead of HTTP Basic",
    ),
    "responses": {"200": _said("It is no use any more"), **REFUSED},
}
