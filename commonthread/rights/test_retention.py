"""How long things are kept: tables that a records officer could check."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonthread.records.kind import Retention, kinds
from commonthread.rights.retention import PERIODS, period_of

TODAY = date(2026, 11, 22)
DAYS = st.dates(date(1950, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("retention", "born", "event", "last", "waits_from"),
    [
        (
            Retention.CHILD_LOOKED_AFTER,
            date(2015, 5, 1),
            date(2020, 1, 1),
            date(2024, 1, 1),
            date(2090, 5, 1),
        ),
        (Retention.CHILD_SOCIAL_CARE, date(2015, 5, 1), date(2020, 1, 1), date(2024, 1, 1), date(2040, 5, 1)),
        (Retention.CHILD_SOCIAL_CARE, date(1999, 5, 1), date(2015, 1, 1), date(2017, 1, 1), date(2027, 1, 1)),
        (Retention.EDUCATION, date(2015, 5, 1), date(2020, 1, 1), date(2024, 1, 1), date(2040, 5, 1)),
        (Retention.HEALTH, date(1960, 5, 1), date(2020, 1, 1), date(2024, 2, 29), date(2032, 2, 29)),
        (Retention.POLICE_GROUP_3, date(1990, 1, 1), date(2020, 6, 30), date(2020, 6, 30), date(2026, 6, 30)),
    ],
)
def test_a_record_waits_for_review_from(retention, born, event, last, waits_from):
    period = period_of(retention, TODAY)
    assert period.ends_on(births=[born], last_record_on=last, event_on=event) == waits_from


def test_nobody_s_birth_date_unknown_shortens_a_period():
    period = period_of(Retention.EDUCATION, TODAY)
    assert period.ends_on(births=[], last_record_on=date(2020, 1, 1), event_on=date(2020, 1, 1)) == date(
        2045, 1, 1
    )


@given(st.sampled_from(PERIODS), st.lists(DAYS, max_size=3), DAYS, DAYS)
def test_one_more_record_or_a_younger_child_never_shortens_a_period(period, births, last, event):
    ends = period.ends_on(births=births, last_record_on=last, event_on=event)
    later = max([event, last, *births])
    assert period.ends_on(births=[*births, later], last_record_on=later, event_on=event) >= ends
    assert ends > event


def test_every_class_and_so_every_kind_has_a_period_with_a_source():
    assert {period.retention for period in PERIODS} == set(Retention)
    assert all(period_of(kind.retention, TODAY).source.link for kind in kinds().values())
