"""A developer begins without signing in, and is told nothing about anybody."""

import json

from tests.pages import text


def test_the_first_steps_are_open_to_anyone(browser):
    shown = text(browser().get("/api"))
    assert "Get a token" in shown
    assert "/api/v1/records" in shown


def test_the_openapi_document_is_open_to_anyone(browser):
    answer = browser().get("/api/openapi.json")
    assert answer.status_code == 200
    assert json.loads(answer.content)["openapi"].startswith("3.1")
