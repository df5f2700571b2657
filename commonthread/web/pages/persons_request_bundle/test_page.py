"""The answer holds what was checked, and nothing of others or of what was withheld."""

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


def test_only_what_was_decided_and_checked_is_in_it(going):
    first, second, address, record = going
    assert "Not ready" in text(first.get(f"{address}/answer"))
    first.post(f"{address}/{record}", {"verdict": "give"})
    assert "lady next door" not in text(first.get(f"{address}/answer"))
    second.post(f"{address}/{record}", {"do": "agree"})
    shown = text(first.get(f"{address}/answer"))
    assert "lady next door" in shown
    assert "Casimir" not in shown
    assert "Information Commissioner" in shown


def test_what_is_withheld_is_named_by_its_exemption_only(going):
    first, second, address, record = going
    why = {
        "verdict": "withhold",
        "exemption": "serious harm to somebody",
        "reason": "her father reads her letters",
    }
    first.post(f"{address}/{record}", why)
    second.post(f"{address}/{record}", {"do": "agree"})
    shown = text(first.get(f"{address}/answer"))
    assert "serious harm to somebody" in shown
    assert "father reads" not in shown
    assert "lady next door" not in shown
