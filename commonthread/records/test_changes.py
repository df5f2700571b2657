"""What a correction changed."""

from datetime import date

import pytest

from commonthread.records.changes import Change, changes
from commonthread.records.examples import example
from commonthread.records.kind import kinds
from commonthread.records.record import Seen


@pytest.mark.parametrize("name", list(kinds()))
def test_a_record_that_is_the_same_has_not_changed(name):
    assert changes(example(name), example(name)) == ()


@pytest.mark.parametrize("name", list(kinds()))
def test_everything_that_was_given_is_told_where_nothing_was_given_before(name):
    given = example(name)
    bare = given.model_copy(update={"mentions": given.mentions[:1], "place": None, "contact": None})
    told = changes(bare, given)
    assert all(change.label and change.after and not change.before for change in told)


def test_a_change_is_told_in_words_before_and_after():
    visit = example("home_visit")
    first, *others = visit.mentions
    corrected = visit.model_copy(
        update={
            "contact": visit.contact.model_copy(update={"seen": Seen.NOT_SEEN, "seen_alone": None}),
            "mentions": (first.model_copy(update={"born_on": date(2017, 9, 30)}), *others),
        }
    )
    assert changes(visit, corrected) == (
        Change("Child seen", "Seen", "Not seen"),
        Change("Child seen alone", "Yes", ""),
        Change("Subject 1: Date of birth", "3 September 2017", "30 September 2017"),
    )


def test_a_time_that_became_known_is_a_change():
    visit = example("home_visit")
    (change,) = changes(visit.model_copy(update={"time_known": False}), visit)
    assert change == Change("When it happened", "12 March 2026", "12 March 2026, 16:40")
