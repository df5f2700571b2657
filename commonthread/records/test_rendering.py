"""A record in plain words."""

from datetime import UTC, date, datetime

import pytest

from commonthread.records.examples import example
from commonthread.records.kind import kinds
from commonthread.records.record import Ethnicity, Mention, MentionRole, Precision, StaffSafetyWarning
from commonthread.records.rendering import full, in_words, person


def test_a_record_is_told_label_by_label_in_the_words_of_its_kind():
    told = dict(full(example("missing_report")))
    assert told["Last seen"] == "12 March 2026, 16:40"
    assert told["Risk"] == "Medium risk"
    assert told["Returned or found at"] == "13 March 2026, 06:20"
    assert told["Concern about exploitation"] == "Yes"
    assert told["Author's telephone"] == "0121 496 0123"


def test_a_day_without_a_time_is_told_as_a_day():
    draft = example("missing_report").model_copy(
        update={"happened_from": datetime(2026, 7, 13, 23, 0, tzinfo=UTC), "time_known": False}
    )
    assert full(draft)[0] == ("Last seen", "14 July 2026")


def test_a_number_is_told_with_what_it_counts():
    assert ("Distance from home", "12.5 miles") in full(example("looked_after_episode"))
    assert ("Pregnant at booking", "14 weeks") in full(example("pregnancy_booking"))


def test_what_was_not_given_is_left_out():
    labels = [label for label, _ in full(example("gp_registration"))]
    assert "Why it ended" not in labels
    assert "Sensitivity" not in labels


@pytest.mark.parametrize("name", list(kinds()))
def test_no_kind_shows_a_code_where_it_has_words(name):
    for label, value in full(example(name)):
        assert label
        assert value
        assert "_" not in value


@pytest.mark.parametrize(
    ("precision", "words"),
    [
        (Precision.DAY, "3 September 2017"),
        (Precision.MONTH, "September 2017"),
        (Precision.YEAR, "2017"),
        (Precision.ABOUT, "about 2017"),
    ],
)
def test_a_birth_date_is_told_as_exactly_as_it_is_known(precision, words):
    mention = Mention(role=MentionRole.SUBJECT, born_on=date(2017, 9, 3), born_precision=precision)
    assert person(mention) == (("Date of birth", words),)


def test_a_refused_ethnicity_is_told():
    mention = Mention(role=MentionRole.SUBJECT, ethnicity_source=Ethnicity.REFUSED)
    assert person(mention) == (("Whose word the ethnicity is", "Refused"),)


def test_a_staff_safety_warning_is_for_staff_only():
    warning = StaffSafetyWarning(
        text="Ask for two", author="Robin Fell", review_on=date(2026, 4, 1), expires_on=date(2026, 7, 1)
    )
    mention = Mention(role=MentionRole.CARER, given_name="Maren", staff_safety_warning=warning)
    assert ("Warning expires on", "1 July 2026") in person(mention)
    assert person(mention, for_family=True) == (("First name", "Maren"),)


def test_an_hour_in_summer_is_the_hour_on_clocks_in_england():
    assert in_words(datetime(2026, 7, 14, 15, 30, tzinfo=UTC)) == "14 July 2026, 16:30"
