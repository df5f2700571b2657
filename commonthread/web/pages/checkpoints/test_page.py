"""Partners' checkpoints: given, compared, shown; and the newest to be kept."""

import pytest

from commonthread.access.permissions import Role
from commonthread.ledger.proving import compare_copies
from commonthread.ledger.sealing import sign
from tests.ledger import outside, seal_everything
from tests.pages import text


@pytest.fixture
def officer(fresh_database, make, browser):
    return browser(make.user(make.agency(), Role.DATA_PROTECTION_OFFICER))


def test_where_nothing_is_signed_it_says_so(officer):
    shown = text(officer.get("/ledger/checkpoints"))
    assert "Nothing has been signed yet" in shown
    assert "No agency has given a checkpoint yet" in shown
    assert officer.get("/ledger/checkpoints/newest").status_code == 404


def test_a_partner_keeps_the_newest_and_sees_that_it_agrees(officer, tmp_path):
    kept = outside(tmp_path / "outside")
    officer.get("/ledger/mine")
    seal_everything()
    sign(kept)
    newest = officer.get("/ledger/checkpoints/newest").content.decode()
    shown = text(
        officer.post("/ledger/checkpoints", {"checkpoint": newest.replace("\n", "\r\n")}, follow=True)
    )
    assert "Not compared yet" in shown
    compare_copies(kept)
    assert "Agrees" in text(officer.get("/ledger/checkpoints"))


def test_a_checkpoint_of_another_ledger_does_not_agree(officer, tmp_path):
    kept = outside(tmp_path / "outside")
    other = outside(tmp_path / "other")
    officer.get("/ledger/mine")
    seal_everything()
    sign(kept)
    foreign = other.key().sign("commonthread.example.org/ledger\n1\n" + "A" * 43 + "=\n")
    officer.post("/ledger/checkpoints", {"checkpoint": foreign})
    compare_copies(kept)
    assert "Does not agree" in text(officer.get("/ledger/checkpoints"))


@pytest.mark.parametrize("given", ["", "hello", "x" * 5000])
def test_what_is_no_checkpoint_is_refused(officer, given):
    answer = officer.post("/ledger/checkpoints", {"checkpoint": given})
    assert answer.status_code == 422
    assert "Paste the whole checkpoint" in answer.content.decode()
