"""Every operation stands on the page with an example of what it takes, and every refusal with its words."""

from commonthread.web.api.document import document
from commonthread.web.api.problems import PROBLEMS
from tests.pages import text


def test_every_operation_and_every_refusal_is_on_the_page(browser):
    shown = text(browser().get("/api/docs"))
    for path, operations in document()["paths"].items():
        assert path in shown
        assert all(operation["summary"] in shown for operation in operations.values())
    assert all(f'id="problem-{problem.name}"' in shown for problem in PROBLEMS)


def test_every_operation_that_takes_a_body_shows_one():
    for operations in document()["paths"].values():
        for operation in operations.values():
            bodies = operation.get("requestBody", {}).get("content", {}).values()
            assert not bodies or any("example" in body or "examples" in body for body in bodies), operation[
                "operationId"
            ]
