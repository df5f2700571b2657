"""Whatever comes in: no operation fails, none answers what it does not say, and a stranger is told nothing."""

import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)  # fmt: skip

from commonthread.web.api.document import document

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
CALLS = [
    (path, method, mode)
    for path, operations in document()["paths"].items()
    for method, operation in operations.items()
    for mode in GenerationMode
    if mode is GenerationMode.POSITIVE or operation.get("parameters") or "requestBody" in operation
]
# What is wrong within a delivery is said by its receipt, and what an address asks for beyond its parameters is left aside.
MAY_BE_TAKEN = {
    "/api/v1/deliveries", "/api/v1/rejects", "/api/v1/deliveries/{number}/items", "/api/v1/requests", "/api/v1/requests/to-us", "/api/v1/notices",
}  # fmt: skip
EXAMPLES = settings(
    max_examples=25, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


@pytest.fixture(scope="session")
def read_document(served):
    return schemathesis.openapi.from_url(f"{served}/api/openapi.json")


@pytest.mark.parametrize(("path", "method", "mode"), CALLS)
def test_no_operation_fails_whatever_comes_in(read_document, caller, path, method, mode):
    operation = read_document[path][method]
    here = caller(per_minute=100_000)
    bearer = {"Authorization": f"Bearer {here.token}"}

    @EXAMPLES
    @given(case=operation.as_strategy(generation_mode=mode))
    def call(case):
        answer = case.call(headers=bearer)
        case.validate_response(answer, checks=CHECKS)
        assert mode is GenerationMode.POSITIVE or path in MAY_BE_TAKEN or 400 <= answer.status_code < 500

    call()


@pytest.mark.parametrize("path", [*document()["paths"], "/api/v1/nothing", "/api/v1/deliveries/x"])
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "PATCH"])
def test_a_stranger_is_told_no_more_than_that_a_token_is_needed(database, path, method):
    answer = Client(SERVER_NAME="localhost").generic(
        method,
        path.replace("{number}", "1"),
        b"{}",
        content_type="application/json",
        headers={"Authorization": "Bearer " + "0" * 64},
    )
    assert answer.status_code in (401, 404, 405, 415)
    if answer["Content-Type"] == "application/problem+json":
        assert set(answer.json()) <= {"type", "title", "status", "instance"}
