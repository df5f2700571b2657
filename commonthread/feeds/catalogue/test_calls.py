"""The log of emergency calls: what is marked is taken, the rest only counted, and nothing of it is kept."""

from datetime import date
from pathlib import Path

import pytest

from commonthread.feeds.catalogue.calls import read
from commonthread.feeds.format import Admitted, Outcome, Reading, Reject, Remark, Sent, Unreadable

HEADER = "key,happened_from,incident_type,subject_1_given_name,subject_1_family_name,other_calls"
CALL = "LOG-1,2026-11-20T21:40,domestic,Jo,Example,"


def outcomes(folder: Path, *rows: str, header: str = HEADER) -> list[Outcome]:
    path = folder / "calls.csv"
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return list(read([Sent(path, path.name)], Reading(received_on=date(2026, 11, 21))))


def test_a_marked_call_is_a_police_incident(tmp_path: Path) -> None:
    (call,) = outcomes(tmp_path, CALL)
    assert isinstance(call, Admitted)
    assert (call.draft.kind, call.draft.key) == ("police_incident", "LOG-1")


def test_other_calls_are_a_number_and_nothing_else(tmp_path: Path) -> None:
    call, others = outcomes(tmp_path, CALL, ",,,,,83")
    assert isinstance(others, Remark)
    assert others.rows == 83


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("LOG-2,,,,,1", "stands beside a call: nothing is sent of a call that is not marked"),
        (",,,,,some", "is not a number of calls"),
        (",,,,,-4", "is not a number of calls"),
        (",,,,,²", "is not a number of calls"),
        ("LOG-2,,,", "has 4 cells where the first line names 6 columns"),
        ('LOG-2,"', "has a quotation mark without its pair: double one that is part of a text"),
    ],
)
def test_a_row_that_is_neither_is_rejected_and_the_others_go_in(row: str, said: str, tmp_path: Path) -> None:
    first, reject = outcomes(tmp_path, CALL, row)
    assert isinstance(first, Admitted)
    assert isinstance(reject, Reject)
    assert [reason.message for reason in reject.reasons] == [said]
    assert reject.raw.startswith(HEADER)


@pytest.mark.parametrize(
    "header", [HEADER.replace(",other_calls", ""), HEADER.replace("incident_type", "type")]
)
def test_a_first_line_that_is_not_in_order_stops_the_file(header: str, tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="first line is not in order"):
        outcomes(tmp_path, header=header)
