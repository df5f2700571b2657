"""What the names in answers mean is served as JSON-LD, and a processor of it loses none and takes none for another."""

import json

import pytest
from django.test import Client

from commonthread.web.api.context import ONTOLOGY, PATH, RELATION, VOCABULARY
from commonthread.web.api.document import document

# What each answer says in the terms of the draft standard's ontology; every other name in it is ours.
IN_ITS_TERMS = {
    "Answer": {
        "identifier": "sgIdentifier", "name": {"entityName", "contactName"}, "type": "organisationType", "contact": "contactMulti",
        "telephone": "telephone", "matchedPersonRef": "matchedPersonRef", "value": "value", "system": "system",
    },
    "Organisation": {
        "identifier": "sgIdentifier", "name": {"entityName", "contactName"}, "type": "organisationType", "contact": "contactMulti",
        "telephone": "telephone", "value": "value", "system": "system",
    },
    "SharingPolicy": {"value": "value", "system": "system"},
    "RequestsGiven": {"identifier": "identifier", "value": "value", "system": "system"},
    "RequestsToUs": {"value": "value", "system": "system"},
    "NoticesGiven": {"identifier": "identifier", "value": "value", "system": "system"},
}  # fmt: skip
SORTS = {
    "Answer": {"Person", "Organisation", "Contact"}, "Organisation": {"Organisation", "Contact"}, "SharingPolicy": {"SharingPolicy"},
    "RequestsGiven": {"Request"}, "RequestsToUs": {"Request"}, "NoticesGiven": set(),
}  # fmt: skip


def example(schema: dict, names: set[str]) -> object:
    """One of that shape with everything in it that may be there; what is called what goes into `names`."""
    if "$ref" in schema:
        return example(document()["components"]["schemas"][schema["$ref"].rpartition("/")[2]], names)
    if "anyOf" in schema:
        return example(next(one for one in schema["anyOf"] if one.get("type") != "null"), names)
    if "const" in schema:
        return schema["const"]
    if schema.get("type") == "array":
        return [example(schema["items"], names)]
    if "properties" in schema:
        names |= schema["properties"].keys() - {"@type"}
        return {name: example(shape, names) for name, shape in schema["properties"].items()}
    return {"integer": 7, "number": 0.99, "boolean": True}.get(schema.get("type"), "something")


def terms(node: object, said: set[str], sorts: set[str]) -> None:
    """Every property and every sort of thing in what was expanded."""
    if isinstance(node, list):
        for one in node:
            terms(one, said, sorts)
    elif isinstance(node, dict):
        sorts |= set(node.get("@type", [])) if isinstance(node.get("@type"), list) else set()
        said |= {name for name in node if not name.startswith("@")}
        terms(list(node.values()), said, sorts)


@pytest.mark.parametrize("answer", IN_ITS_TERMS)
def test_a_processor_reads_every_name_of_an_answer_as_what_it_means(database, answer):
    jsonld = pytest.importorskip("pyld.jsonld")
    context = json.loads(Client(SERVER_NAME="localhost").get(PATH).content)
    names: set[str] = set()
    given = example({"$ref": f"#/components/schemas/{answer}"}, names)
    said: set[str] = set()
    sorts: set[str] = set()
    terms(jsonld.expand(given, {"expandContext": context}), said, sorts)
    of_the_standard = IN_ITS_TERMS[answer]
    wanted = {VOCABULARY + name for name in names - of_the_standard.keys()}
    for term in of_the_standard.values():
        wanted |= {ONTOLOGY + one for one in ({term} if isinstance(term, str) else term)}
    assert said == wanted
    assert sorts == {
        (VOCABULARY if sort in ("Request", "SharingPolicy") else ONTOLOGY) + sort for sort in SORTS[answer]
    }


def test_the_context_is_public_may_be_kept_and_leans_on_no_other(database):
    answer = Client(SERVER_NAME="localhost").get(PATH)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/ld+json")
    assert "public" in answer["Cache-Control"]
    assert not answer.cookies
    context = json.loads(answer.content)["@context"]
    assert isinstance(context, dict)
    assert context["dueAt"]["@type"].endswith("#dateTime")


def test_answers_lead_to_it_and_say_what_they_hold(caller, make):
    here = caller()
    answer = here.get("/api/v1/organisations")
    assert answer["Link"] == f'<{PATH}>; rel="{RELATION}"; type="application/ld+json"'
    assert {one["@type"] for one in answer.json()} == {"Organisation"}
    assert {desk["@type"] for one in answer.json() for desk in one["contact"]} == {"Contact"}
    assert "Link" not in here.get("/api/v1/nothing")
    assert "Link" not in Client(SERVER_NAME="localhost").get("/help")
