"""A hold or an erasure begins at the record."""

import pytest

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind
from tests.pages import text


@pytest.mark.parametrize(
    "sent", [{}, {"what": "hold"}, {"what": "burn", "reason": "because"}, {"reason": "because"}]
)
def test_what_is_wrong_is_said_and_nothing_is_done(make, browser, sent):
    council = make.agency(AgencyKind.CHILDRENS_SERVICES)
    record = make.record(council, make.draft("case_note"), persons=(make.person(),))
    officer = browser(make.user(council, Role.RECORDS_OFFICER))
    refused = officer.post(f"/records/{record}/keeping", sent)
    assert refused.status_code == 422
    assert "Nothing was changed" in text(refused)
    assert make._owner("SELECT count(*) FROM rights_hold WHERE agency = %s", council) == (0,)


def test_everything_about_somebody_can_be_held(make, browser):
    council, person = make.agency(AgencyKind.CHILDRENS_SERVICES), make.person()
    record = make.record(council, make.draft("case_note"), persons=(person,))
    officer = browser(make.user(council, Role.RECORDS_OFFICER))
    sent = {"what": str(person), "reason": "an inquiry asked"}
    assert f"Everything about P-{person}" in text(
        officer.post(f"/records/{record}/keeping", sent, follow=True)
    )
