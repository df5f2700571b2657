"""A long story is folded: by year, and where a year is long, by month; everything is in one of the folds, once."""

from datetime import UTC, date, datetime, timedelta

import pytest

from commonthread.access.terms import AgencyKind, Category
from commonthread.chronology.story import AgencyShown, Entry, Story
from commonthread.web.components.showing import showing

TODAY = date(2026, 11, 23)


def story(how_many: int, over: timedelta) -> Story:
    """So many records, evenly over the time before today."""
    agency = AgencyShown(code="police", name="The police", kind=AgencyKind.POLICE)
    last = datetime(2026, 11, 22, 12, tzinfo=UTC)
    return Story(
        tuple(
            Entry(
                record=number,
                kind="case_note",
                label="A note",
                agency=agency,
                category=Category.SOCIAL_CARE,
                happened_from=at,
                received_at=at,
            )
            for number in range(how_many)
            for at in [last - over * number / how_many]
        )
    )


@pytest.mark.parametrize(
    ("how_many", "days", "whens", "opened"),
    [
        (30, 300, ["2026"], 1),
        (50, 800, ["2026", "2025", "2024"], 3),
        (100, 700, ["2026", "2025", "2024"], 1),
        (400, 100, ["November 2026", "October 2026", "September 2026", "August 2026"], 1),
    ],
)
def test_what_is_long_is_folded_and_nothing_is_left_out(how_many, days, whens, opened):
    found = showing(story(how_many, timedelta(days=days)), {"view": "list"}, TODAY, children=())
    assert [fold.when for fold in found.folds] == whens
    assert sum(fold.is_open for fold in found.folds) == opened
    assert sum(fold.records for fold in found.folds) == how_many
