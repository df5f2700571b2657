"""Sealing and holding records, for one's own team."""

import pytest

from commonthread.access.permissions import Role

HOLD = {
    "do": "hold",
    "reason": "arrests",
    "review": "1",
    "ring_name": "Inspector Quillfeather",
    "ring_telephone": "0121 496 0777",
}


@pytest.fixture
def agency(make):
    return make.agency()


@pytest.fixture
def record(make, agency):
    return make.record(agency, make.draft("case_note"), persons=(make.person(),))


@pytest.fixture
def team(make, agency, browser):
    return browser(make.user(agency, Role.PROTECTED_PERSONS, team=make.team(agency)))


def test_a_record_is_sealed_kept_and_lifted(team, record):
    words = team.post(
        "/sealed", {"do": "seal", "record": str(record), "reason": "a witness", "review": "3"}, follow=True
    ).content.decode()
    assert f"Record {record}" in words
    number = words.split('name="number" value="')[1].split('"')[0]
    assert (
        "a trial"
        in team.post(
            "/sealed", {"do": "keep", "number": number, "reason": "a trial", "review": "6"}, follow=True
        ).content.decode()
    )
    assert (
        "No record is sealed"
        in team.post(
            "/sealed", {"do": "lift", "number": number, "reason": "over"}, follow=True
        ).content.decode()
    )


def test_a_record_is_held_with_what_may_be_said_instead(team, record):
    instead = {"line": "He may be violent tonight.", "conditions": "No action without ringing first."}
    words = team.post("/sealed", HOLD | instead | {"record": str(record)}, follow=True).content.decode()
    assert "Inspector Quillfeather" in words
    assert "He may be violent tonight." in words
    number = words.split('name="number" value="')[1].split('"')[0]
    assert (
        "No record is held"
        in team.post(
            "/sealed", {"do": "end", "number": number, "reason": "over"}, follow=True
        ).content.decode()
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"record": "1"},
        {"record": "?"},
        {"reason": ""},
        {"review": ""},
        {"ring_name": ""},
        {"line": "half"},
        {"do": "?"},
    ],
    ids=str,
)
def test_what_is_wrong_is_said_and_nothing_changes(team, record, changes):
    answer = team.post("/sealed", HOLD | {"record": str(record)} | changes)
    assert answer.status_code == 422
    assert "Nothing was changed" in answer.content.decode()
    assert "No record is held" in team.get("/sealed").content.decode()


def test_nobody_else_may_see_it(make, browser):
    assert browser(make.user(make.agency(), Role.HUB_OFFICER)).get("/sealed").status_code == 403
