"""One record: as it stands beside what is given; one decides, another checks."""

import pytest

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind
from commonthread.records.record import Mention, MentionRole
from tests.pages import text


@pytest.fixture
def going(make, browser):
    """Two officers, the address of a request, and its one record, which names a brother."""
    council, her = make.agency(AgencyKind.CHILDRENS_SERVICES), make.person()
    said = (
        Mention(role=MentionRole.SUBJECT, given_name="Odalys"),
        Mention(role=MentionRole.SIBLING, given_name="Casimir"),
    )
    note = make.draft("case_note", *said)
    note = note.model_copy(
        update={"detail": note.detail.model_copy(update={"summary": "Casimir and the lady next door"})}
    )
    record = make.record(council, note, persons=(her, make.person()))
    first, second = (browser(make.user(council, Role.RECORDS_OFFICER)) for _ in range(2))
    sent = {"person": str(her), "what": "access", "received_on": "2026-09-02", "identity": "passport seen"}
    return first, second, first.post("/persons-requests", sent)["Location"], record


def test_what_is_given_is_shown_without_others_and_without_marked_words(going):
    first, _, address, record = going
    first.post(f"{address}/{record}", {"verdict": "give", "removed": "lady next door\n"})
    shown = text(first.get(f"{address}/{record}"))
    assert "[somebody else] and the [somebody else]" in shown
    assert "Casimir and the lady next door" in shown


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Choose whether it is given"),
        ({"verdict": "withhold"}, "Choose the exemption"),
        ({"verdict": "withhold", "exemption": "serious harm to somebody"}, "Say why the exemption holds"),
        ({"do": "agree"}, None),
    ],
)
def test_what_is_missing_is_said(going, sent, words):
    first, _, address, record = going
    refused = first.post(f"{address}/{record}", sent)
    assert refused.status_code == (422 if words else 404)
    assert not words or words in text(refused)


def test_whoever_decided_cannot_check(going):
    first, _, address, record = going
    first.post(f"{address}/{record}", {"verdict": "give"})
    assert "another person checks" in text(first.post(f"{address}/{record}", {"do": "agree"}))


def test_a_record_that_is_not_theirs_is_not_found(going):
    first, _, address, record = going
    assert first.get(f"{address}/{record + 100_000}").status_code == 404
