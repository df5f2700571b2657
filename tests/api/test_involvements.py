"""Contributing an involvement: a service says that it works with somebody, changes that, and ends it."""

import pytest

from commonthread.feeds.national.node import NHS_NUMBER
from commonthread.web.api.involvements import EXAMPLE

PATH = "/api/v1/involvements"


def involvement(make, **changes):
    return (
        EXAMPLE
        | {"identifier": [{"value": make.draft().key, "system": "https://example.org/Id/episode"}]}
        | changes
    )


def stored(make, number):
    return make._owner(
        "SELECT kind, agency, happened_from::date::text, happened_until::date::text, superseded_by FROM records_record WHERE number = %s",
        number,
    )  # fmt: skip


def test_it_becomes_a_record_of_the_closest_kind(make, caller):
    here = caller()
    answer = here.post(PATH, involvement(make))
    assert answer.status_code == 201, answer.content
    number = answer.json()["record"]
    assert stored(make, number) == ("early_help_episode", here.agency, "2026-05-01", None, None)
    other = here.post(PATH, involvement(make, type=["other"])).json()["record"]
    assert stored(make, other)[0] == "service_episode"


def test_whom_to_ask_stands_with_it(make, caller):
    here = caller()
    number = here.post(PATH, involvement(make, type=["other"])).json()["record"]
    (body,) = make._owner("SELECT body::text FROM content.body WHERE record = %s", number)
    assert "Family support, east team" in body


def test_the_same_again_is_one_record(make, caller):
    here, sent = caller(), involvement(make)
    first, again = here.post(PATH, sent), here.post(PATH, sent)
    assert first.json()["record"] == again.json()["record"]
    spaced = here.call("POST", PATH, str(sent).replace("'", '"').encode() + b"\n")
    assert (spaced.status_code, spaced.json()["outcome"]) == (200, "duplicate")


def test_it_is_ended_by_sending_it_again_with_its_end(make, caller):
    here, sent = caller(), involvement(make)
    first = here.post(PATH, sent).json()["record"]
    ended = sent | {
        "timeInformation": [{"startDateTime": "2026-05-01T09:30:00Z", "endDateTime": "2026-11-20T16:00:00Z"}]
    }
    answer = here.post(PATH, ended).json()
    assert answer["outcome"] == "superseding"
    assert stored(make, first)[4] == answer["record"]
    assert stored(make, answer["record"])[3] == "2026-11-20"


@pytest.mark.parametrize("missing", ["identifier", "subjectPerson", "timeInformation"])
def test_what_is_missing_is_said_with_its_place_and_can_be_put_right(make, caller, missing):
    here, sent = caller(), involvement(make)
    answer = here.post(PATH, {name: said for name, said in sent.items() if name != missing})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, f"/{missing}")
    put_right = here.post(f"/api/v1/rejects/{answer.json()['reject']}/correction", sent)
    assert put_right.json()["records"]


def test_it_is_about_one_person(make, caller):
    both = [
        {"person": {"value": n, "system": NHS_NUMBER}, "involvement": "SBJ"}
        for n in ("9990000018", "9990000026")
    ]
    assert caller().post(PATH, involvement(make, subjectPerson=both)).status_code == 400


@pytest.mark.parametrize("body", [[], {}, {"@type": "Person"}, "ServiceEpisode", 7])
def test_what_is_no_involvement_is_refused(caller, body):
    assert caller().post(PATH, body).status_code == 400


def test_a_kind_that_the_system_was_not_set_up_for_is_rejected(make, caller):
    here = caller(kinds_named=["service_episode"])
    answer = here.post(PATH, involvement(make))
    assert answer.status_code == 422
    assert "not set up to send" in answer.json()["errors"][0]["detail"]
