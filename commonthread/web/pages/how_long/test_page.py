"""Anybody may read how long records are kept, and on whose authority."""

from commonthread.records.kind import kinds
from tests.pages import text


def test_every_kind_stands_under_a_period_with_its_source(browser):
    shown = text(browser().get("/how-long"))
    for kind in kinds().values():
        assert f'/kinds/{kind.name}"' in shown
    assert "75 years from the birth" in shown
    assert "regulation 50" in shown
