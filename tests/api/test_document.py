"""The OpenAPI document and the page on the API say what is so."""

import json
import re
from pathlib import Path

import pytest
from django.test import Client
from django.utils.timezone import localdate
from ninja import NinjaAPI, Schema

from commonthread import flow
from commonthread.access.permissions import Role
from commonthread.access.terms import Category, Purpose
from commonthread.records.api_schema import example_json
from commonthread.records.kind import kinds
from commonthread.web.api.document import OneNameOneShape, document
from commonthread.web.api.involvements import EXAMPLE
from commonthread.web.api.person_shapes import AGENCY, PERSON

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "api.md").read_text(encoding="utf-8")
CODE = re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)[1]


def test_the_document_in_the_repository_is_the_one_that_is_served():
    assert json.loads((DOCS / "openapi.json").read_text(encoding="utf-8")) == document()
    assert json.loads(Client(SERVER_NAME="localhost").get("/api/openapi.json").content) == json.loads(
        json.dumps(document())
    )


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_stands_in_the_document_with_an_example(kind):
    schemas = document()["components"]["schemas"]
    reference = schemas["Record"]["discriminator"]["mapping"][kind]
    assert schemas[reference.rpartition("/")[2]]["examples"] == [example_json(kinds()[kind])]


def test_every_reference_leads_somewhere():
    text = json.dumps(document())
    named = set(re.findall(r'"#/components/schemas/([^"]+)"', text))
    assert named <= set(document()["components"]["schemas"])


def test_every_operation_names_a_scope():
    for path, operations in document()["paths"].items():
        for operation in operations.values():
            assert path in ("/api/token", "/api/revoke") or operation["security"][0]["system"], path


def test_two_shapes_of_one_name_are_an_error():
    class Twice(Schema):
        one: int

    said = NinjaAPI(urls_namespace="two shapes of one name")
    said.get("/one", response=Twice)(lambda request: None)

    class Twice(Schema):
        another: str

    said.get("/another", response=Twice)(lambda request: None)
    with pytest.raises(ValueError, match="one name: Twice"):
        OneNameOneShape(said, "api/")


def test_where_tokens_are_given_is_published():
    said = json.loads(Client(SERVER_NAME="localhost").get("/.well-known/oauth-authorization-server").content)
    assert said["token_endpoint"].endswith("/api/token")
    assert said["grant_types_supported"] == ["client_credentials"]


@pytest.fixture
def client(served, caller):
    """The client of the page, run as it stands there."""
    written: dict = {}
    exec(compile(CODE, "docs/api.md", "exec"), written)
    system = caller()
    here = written["CommonThread"](served, system.made.code, system.made.secret.text)
    here.agency = system.agency
    return written, here


def test_the_client_on_the_page_sends_and_is_told_what_became_of_it(make, client):
    written, here = client
    record = example_json(kinds()["referral"]) | {"key": make.draft().key}
    assert here.send(record)["outcome"] == "accepted"
    number = here.send_many([record, record | {"mentions": []}], name="night-1")["receipt"]
    flow.load_delivery([number])
    assert here.receipt(number)["state"] == "loaded"
    _, wrong = here.items(number)
    assert wrong["outcome"] == "rejected"
    assert here.put_right(wrong["reject"], record | {"key": make.draft().key})["records"]
    episode = EXAMPLE | {
        "identifier": [{"value": make.draft().key, "system": "https://example.org/Id/episode"}]
    }
    assert here.involved(episode)["outcome"] == "accepted"
    with pytest.raises(written["Refused"], match="not taken"):
        here.send({"kind": "referral"})


def test_the_client_on_the_page_asks_who_knows_somebody(client):
    _, here = client
    answer = here.who_knows({"identifier": []}, Purpose.SAFEGUARDING_ENQUIRY.value, "Referral R-1182")
    assert answer["matches"] == []
    assert answer["otherwise"]["contact"]
    decision = {
        "told": False,
        "answer": "not sought",
        "goesAhead": True,
        "reason": "It would put her at risk",
        "decidedBy": "R. Quill",
    }
    again = here.who_knows(
        {"identifier": []}, Purpose.SAFEGUARDING_ENQUIRY.value, "Referral R-1182", consentDecision=decision
    )
    assert again == answer
    assert here.agreements() == []


def test_the_client_on_the_page_asks_for_more_and_withdraws_it(make, client):
    written, here = client
    asker, police = make.scope(here.agency, Role.SOCIAL_WORKER), make.agency()
    make.partners(here.agency, police)
    child = make.person()
    case = make.case(asker, child)
    (name,) = make._owner("SELECT username FROM access_user WHERE id = %s", asker.user)
    wanted = {
        "RequestedData": {"Query": {"identifier": [{"value": str(child), "system": PERSON}]}},
        "AssertedPurpose": Purpose.SAFEGUARDING_ENQUIRY.value, "case": case, "onBehalfOf": name,
        "askedOf": {"value": police, "system": AGENCY}, "category": Category.CRIME_AND_INCIDENTS.value,
        "what": "Call-outs since June", "reason": "Referral R-1182", "level": "summary", "until": str(localdate()),
    }  # fmt: skip
    asked = here.ask_for_more("night-1", **wanted)
    assert here.ask_for_more("night-1", **wanted) == asked
    assert list(here.requests("waiting")) == [asked]
    assert list(here.waiting_for_us()) == list(here.notices()) == []
    number = asked["Identifier"]["value"]
    assert here.withdraw(number, onBehalfOf=name, reason="Answered by telephone")["state"] == "withdrawn"
