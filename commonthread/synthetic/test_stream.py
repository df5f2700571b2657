"""Another year as a stream: the same people, what happens dated when it is played, under numbers of its own."""

from datetime import date, datetime, timedelta

import pytest

from commonthread.kernel.dates import LONDON
from commonthread.synthetic.stream import CALLS_A_DAY, ON_FILE, ROUTINE, Row, Stream
from commonthread.synthetic.synthesise import deliveries, synthesise

PEOPLE, SEED, UNTIL = 400, 5, date(2026, 11, 20)
NOW = datetime(2026, 11, 22, 21, 17, 40, tzinfo=LONDON)


def stream() -> Stream:
    return Stream(PEOPLE, SEED, UNTIL, lambda done: None)


@pytest.fixture(scope="module")
def year() -> list[Row]:
    playing, rows = stream(), []
    while not playing.is_over:
        rows += playing.take(timedelta(days=30), NOW)
    return rows


def test_a_year_is_over_after_a_year():
    playing = stream()
    list(playing.take(timedelta(days=366), NOW))
    assert playing.is_over


def test_it_can_be_played_in_steps_of_any_length(year):
    whole = list(stream().take(timedelta(days=366), NOW))
    assert [row.cells["key"] for row in whole] == [row.cells["key"] for row in year]


def test_everything_happens_now(year):
    days = {row.cells["happened_from"] for row in year}
    assert year
    assert {day[:10] for day in days if day[:4].isdigit()} == {"2026-11-22"}


def test_no_row_bears_a_number_of_the_year_that_is_on_file(tmp_path, year):
    synthesise(tmp_path, PEOPLE, SEED, UNTIL, lambda done: None)
    on_file = "".join(
        path.read_text(encoding="utf-8") for delivery in deliveries(tmp_path) for path in delivery.paths
    )
    assert not [row.cells["key"] for row in year if row.cells["key"] in on_file]
    assert ON_FILE < 10_000_000


def test_whom_an_agency_knew_it_goes_on_knowing(tmp_path, year):
    synthesise(tmp_path, PEOPLE, SEED, UNTIL, lambda done: None)
    on_file = "".join(
        path.read_text(encoding="utf-8") for delivery in deliveries(tmp_path) for path in delivery.paths
    )
    own = [value for row in year for name, value in row.cells.items() if name.endswith("_agency_person_id")]
    known = [number for number in own if number in on_file]
    assert len(known) > len(own) / 4


def test_routine_rows_are_not_sent(year):
    assert not {row.kind for row in year} & set(ROUTINE)


def test_other_calls_are_as_many_as_the_area_has():
    playing = stream()
    counted = sum(playing.other_calls(timedelta(hours=1)) for _ in range(24 * 365))
    assert counted == pytest.approx(CALLS_A_DAY * 365 * PEOPLE / 2_920_000, rel=0.2)
