"""The days of an agreement are England's: in summer they begin an hour before those of UTC."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from commonthread.access.agreements.edition import Edition, Said, State
from commonthread.access.agreements.rules import faults
from commonthread.access.queries import AgencyKnown
from commonthread.access.terms import AgencyKind
from commonthread.kernel.dates import start_of_day, start_of_next_day

AGENCIES = {code: AgencyKnown(code, code.title(), AgencyKind.POLICE, "", "", "") for code in ("hill", "dale")}
FIRST, LAST = date(2027, 7, 1), date(2028, 1, 31)
SAID = Said(title="Hub", why="to help", contact="0121 496 0123", starts_at=start_of_day(FIRST), review_on=FIRST,
            ends_at=start_of_next_day(LAST), parties=("hill", "dale"))  # fmt: skip
A_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("review_on", "fits"), [(FIRST - A_DAY, False), (FIRST, True), (LAST, True), (LAST + A_DAY, False)]
)
def test_it_is_reviewed_between_its_first_day_and_its_last(review_on, fits):
    assert (
        "review_on" not in faults(replace(SAID, review_on=review_on), by="hill", agencies=AGENCIES)
    ) is fits


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (datetime(2027, 7, 9, 22, 59, tzinfo=UTC), State.IN_FORCE),
        (datetime(2027, 7, 9, 23, 1, tzinfo=UTC), State.DUE),
    ],
)
def test_it_is_due_for_review_as_the_day_begins_here(now, state):
    said = replace(SAID, review_on=date(2027, 7, 10))
    edition = Edition(agreement=1, number=1, said=said, digest="", drafted_by="hill", drafted_at=now,
                      signed_at=SAID.starts_at, is_in_force=True)  # fmt: skip
    assert edition.state(now) is state
