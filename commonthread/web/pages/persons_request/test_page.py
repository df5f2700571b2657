"""A request closes once every record is decided by one and checked by another."""

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


def test_it_closes_when_everything_is_checked(going):
    first, second, address, record = going
    assert "1 record to decide or check" in text(first.get(address))
    assert "not decided and checked yet" in text(first.post(address, {"outcome": "sent"}))
    assert "Say how it was answered" in text(first.post(address, {"outcome": ""}))
    first.post(f"{address}/{record}", {"verdict": "give"})
    assert "another person checks it" in text(first.get(address))
    assert "yours to check" in text(second.get(address))
    second.post(f"{address}/{record}", {"do": "agree"})
    assert "Everything is decided and checked" in text(second.get(address))
    assert "The request is closed" in text(second.post(address, {"outcome": "handed over"}, follow=True))
    assert "handed over" in text(first.get(address))
