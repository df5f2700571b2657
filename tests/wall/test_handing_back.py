"""An agency's own records go back to it whole, and that they did is on the ledger."""

import json

import pytest

from commonthread import flow
from commonthread.access.terms import AgencyKind
from commonthread.feeds.receipt import NoSuchAgency


def test_every_current_record_is_written_and_each_reading_is_on_the_ledger(make, fresh_database, tmp_path):
    csc = make.agency(AgencyKind.CHILDRENS_SERVICES)
    numbers = [make.record(csc, make.draft("referral")), make.record(csc, make.draft("case_note"))]
    make.record(make.agency(AgencyKind.CHILDRENS_SERVICES), make.draft("referral"))
    written = flow.hand_back(agency=csc, out=tmp_path / "out.json", reason="asked for by the agency")
    graph = json.loads((tmp_path / "out.json").read_text())["@graph"]
    assert (tmp_path / "out.json").stat().st_mode & 0o777 == 0o600
    assert graph[0]["identifier"][0]["value"] == csc
    assert written.no_place == {"case_note": 1}
    events = make._owner(
        "SELECT json_agg(json_build_array(reason, records)) FROM ledger_event WHERE agency = %s AND type = 'disclosure'",
        csc,
    )
    assert events == ([["asked for by the agency", numbers]],)


def test_an_agency_that_is_not_there_gets_no_file(database, tmp_path):
    with pytest.raises(NoSuchAgency, match="nobody"):
        flow.hand_back(agency="nobody", out=tmp_path / "out.json", reason="asked")
    assert list(tmp_path.iterdir()) == []
