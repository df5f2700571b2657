"""What is old enough waits for a review, once; what is not does not."""

from datetime import UTC, date, datetime

import pytest

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind
from commonthread.records.record import Mention, MentionRole
from commonthread.rights.keeping import find_due
from commonthread.rights.queries import reviews


@pytest.fixture
def police(make, fresh_database):
    return make.agency(AgencyKind.POLICE)


def report(make, police, person, *, on: date, born: date | None = None):
    said = Mention(role=MentionRole.SUBJECT, given_name="Odalys", born_on=born)
    draft = make.draft(
        "missing_report", said, happened_from=datetime(on.year, on.month, on.day, 9, tzinfo=UTC)
    )
    return make.record(police, draft.model_copy(update={"happened_until": None}), persons=(person,))


def test_a_report_waits_six_years_after_the_last_about_that_person(make, police):
    alone, seen_again = make.person(), make.person()
    old = report(make, police, alone, on=date(2015, 3, 14))
    report(make, police, seen_again, on=date(2015, 3, 14))
    report(make, police, seen_again, on=date(2024, 3, 14))
    assert find_due(date(2021, 3, 13)) == 0
    assert find_due(date(2026, 11, 22)) == 1
    assert find_due(date(2026, 11, 23)) == 0
    officer = make.scope(police, Role.RECORDS_OFFICER)
    with officer.transaction():
        (waiting,) = reviews()
    assert (waiting.record, waiting.due_on) == (old, date(2021, 3, 14))


def test_a_child_s_referral_waits_until_they_are_twenty_five(make, fresh_database):
    council, born = make.agency(AgencyKind.CHILDRENS_SERVICES), date(2000, 6, 1)
    said = Mention(role=MentionRole.SUBJECT, given_name="Odalys", born_on=born)
    make.record(
        council,
        make.draft("referral", said, happened_from=datetime(2012, 1, 9, tzinfo=UTC), happened_until=None),
        persons=(make.person(),),
    )
    assert find_due(date(2025, 5, 31)) == 0
    assert find_due(date(2025, 6, 1)) == 1
