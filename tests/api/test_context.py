"""What the names in answers mean is served as JSON-LD, and no answer uses a name that has no meaning."""

import json

from django.test import Client

from commonthread.web.api.context import OF_THE_STANDARD, OWN, PATH, RELATION
from commonthread.web.api.document import document

ANSWERS = ("Answer", "Organisation", "SharingPolicy", "RequestsGiven", "RequestsToUs", "NoticesGiven")


def names(schema: dict, seen: set[str]) -> set[str]:
    """Every property of a shape and of what it is made of."""
    found = set(schema.get("properties", {}))
    for leads_to in json.dumps(schema).split('"#/components/schemas/')[1:]:
        name = leads_to.partition('"')[0]
        if name not in seen:
            seen.add(name)
            found |= names(document()["components"]["schemas"][name], seen)
    return found


def test_every_name_in_an_answer_has_a_meaning():
    used: set[str] = set()
    for answer in ANSWERS:
        used |= names(document()["components"]["schemas"][answer], set())
    assert used - {"@type"} <= OWN.keys() | OF_THE_STANDARD
    assert OWN.keys().isdisjoint(OF_THE_STANDARD)


def test_the_context_is_public_and_may_be_kept(database):
    answer = Client(SERVER_NAME="localhost").get(PATH)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/ld+json")
    assert "public" in answer["Cache-Control"]
    assert not answer.cookies
    *standard, own = json.loads(answer.content)["@context"]
    assert own["dueAt"]["@type"].endswith("#dateTime")
    assert all(address.startswith("https://socialcaredata.github.io/") for address in standard)


def test_answers_lead_to_it_and_say_what_they_hold(caller, make):
    here = caller()
    answer = here.get("/api/v1/organisations")
    assert answer["Link"] == f'<{PATH}>; rel="{RELATION}"; type="application/ld+json"'
    assert {one["@type"] for one in answer.json()} == {"Organisation"}
    assert {desk["@type"] for one in answer.json() for desk in one["contact"]} == {"Contact"}
    assert "Link" not in here.get("/api/v1/nothing")
    assert "Link" not in Client(SERVER_NAME="localhost").get("/help")
