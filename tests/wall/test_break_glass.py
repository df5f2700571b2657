"""Breaking the glass: least first, an hour, reviewed by those whose records it was, and never what is hidden."""

from datetime import UTC, datetime, timedelta

import pytest

from commonthread.access.permissions import Role
from commonthread.access.scope import NotAllowed, TooFast
from commonthread.access.terms import AgencyKind, Purpose
from commonthread.identity.conflicts import put
from commonthread.kernel.calendars import is_working_day
from commonthread.pathways.actions import break_glass, close_case
from commonthread.pathways.queries import case, cases
from commonthread.pathways.terms import Sort
from commonthread.records.breaking_glass import (
    PURPOSE,
    broken,
    open_records,
    review,
    reviews,
    waiting_for_review,
)
from commonthread.records.queries import open_purpose, read, story_envelopes
from commonthread.records.sealing import seal
from tests.wall.hiding import SOON, Town


@pytest.fixture
def town(make, fresh_database):
    return Town(make)


@pytest.fixture
def sergeant(make):
    """Somebody of another agency, without any agreement."""
    return make.scope(make.agency(AgencyKind.POLICE), Role.POLICE_SUPERVISOR)


def broken_by(scope, person):
    with scope.transaction():
        return break_glass(
            by=scope, person=person, sort=Sort.CHILD, reason="a caller says that she is being strangled"
        )


def opened_by(scope, person):
    number = broken_by(scope, person)
    with scope.transaction():
        open_records(by=scope, glass=number, reason="whether there are weapons")
    return number


def seen(scope, person):
    with scope.transaction():
        return [envelope.number for envelope in story_envelopes([person], PURPOSE)]


def test_least_is_shown_first(town, sergeant, make):
    plan = make.draft(
        "child_protection_plan", happened_from=datetime(2026, 1, 5, tzinfo=UTC), happened_until=None
    )
    make.record(town.agency, plan, persons=(town.mother,))
    shown = broken(sergeant, broken_by(sergeant, town.mother))
    assert [(knows.agency, knows.telephone) for knows in shown.known_to] == [
        (f"Agency {town.agency}", "0121 496 0123")
    ]
    assert shown.known_to[0].plan_on(datetime.now(UTC))
    assert seen(sergeant, town.mother) == []
    with pytest.raises(NotAllowed):
        read(sergeant, [town.records["mother"]], purpose=PURPOSE, reason="to look")


def test_the_second_step_opens_what_records_say_and_each_reading_is_on_the_ledger(town, sergeant, make):
    opened_by(sergeant, town.mother)
    assert seen(sergeant, town.mother) == [town.records["mother"]]
    assert seen(sergeant, town.stranger) == []
    read(sergeant, [town.records["mother"]], purpose=PURPOSE, reason="weapons")
    with pytest.raises(NotAllowed):
        read(sergeant, [town.records["mother"]], purpose=Purpose.OWN_WORK, reason="weapons")
    (events,) = make._owner(
        "SELECT json_agg(type ORDER BY number) FROM ledger_event WHERE actor = %s AND subject = %s AND type <> 'consultation'",
        sergeant.user, town.mother,
    )  # fmt: skip
    assert events == ["break-glass", "case opened", "break-glass", "disclosure"]


def test_it_ends_by_itself_after_an_hour(town, sergeant, make):
    number = opened_by(sergeant, town.mother)
    with sergeant.transaction():
        assert open_purpose(town.mother).until <= datetime.now(UTC) + timedelta(minutes=60)
    make._owner("UPDATE records_glass SET until_at = now() WHERE number = %s", number)
    assert seen(sergeant, town.mother) == []
    with pytest.raises(NotAllowed):
        broken(sergeant, number)


def restricted(town, scope):
    town.restrict()


def sealed(town, scope):
    with town.officer.transaction():
        seal(by=town.officer, record=town.records["mother"], why="names a witness", review_on=SOON)


def conflicting(town, scope):
    (username,) = town.make._owner("SELECT username FROM access_user WHERE id = %s", scope.user)
    officer = town.make.scope(scope.agency, Role.PROTECTED_PERSONS, team=town.make.team(scope.agency))
    with officer.transaction():
        put(by=officer, username=username, person=town.mother, kind="own family")


@pytest.mark.parametrize("hide", [restricted, sealed, conflicting])
def test_it_never_opens_what_is_hidden_and_does_not_say_so(town, sergeant, hide):
    hide(town, sergeant)
    answers = []
    for person in (town.mother, 999_999_999):
        with pytest.raises(NotAllowed) as refusal:
            broken_by(sergeant, person)
        answers.append(str(refusal.value))
    assert len(set(answers)) == 1


@pytest.mark.parametrize("hide", [restricted, sealed, conflicting])
def test_what_is_hidden_while_the_glass_is_broken_is_closed_at_once(town, sergeant, hide):
    number = opened_by(sergeant, town.mother)
    hide(town, sergeant)
    assert seen(sergeant, town.mother) == []
    with pytest.raises(NotAllowed):
        broken(sergeant, number)


def test_that_it_was_tried_is_on_the_ledger_even_for_nobody(town, sergeant, make):
    with pytest.raises(NotAllowed):
        broken_by(sergeant, 999_999_999)
    assert make._owner(
        "SELECT count(*) FROM ledger_event WHERE subject = 999999999 AND type = 'break-glass'"
    ) == (1,)


def test_five_in_an_hour_are_enough(town, sergeant):
    for _ in range(5):
        broken_by(sergeant, town.stranger)
    with pytest.raises(TooFast):
        broken_by(sergeant, town.stranger)


def test_whoever_held_the_records_is_told_at_once_and_reviews_it_within_five_working_days(
    town, sergeant, make
):
    opened_by(sergeant, town.mother)
    read(sergeant, [town.records["mother"]], purpose=PURPOSE, reason="weapons")
    officer = make.scope(town.agency, Role.DATA_PROTECTION_OFFICER)
    (waiting,) = reviews(officer, reason="my agency")
    assert (waiting.person, waiting.name, waiting.read, waiting.outcome) == (
        town.mother,
        sergeant.name,
        1,
        "",
    )
    assert is_working_day(waiting.due_on)
    with officer.transaction():
        assert waiting_for_review() == [waiting.at]
        review(by=officer, number=waiting.number, outcome="right", words="she was in danger")
    (done,) = reviews(officer, reason="my agency")
    assert (done.outcome, done.reviewed_by) == ("right", officer.name)
    with officer.transaction():
        assert waiting_for_review() == []
    with pytest.raises(NotAllowed), sergeant.transaction():
        waiting_for_review()
    with pytest.raises(NotAllowed), officer.transaction():
        review(by=officer, number=waiting.number, outcome="not right", words="on second thoughts")


def test_another_agency_reviews_nothing_of_it(town, sergeant, make):
    opened_by(sergeant, town.mother)
    with make.scope(make.agency(), Role.DATA_PROTECTION_OFFICER).transaction():
        assert waiting_for_review() == []
    assert reviews(make.scope(make.agency(), Role.DATA_PROTECTION_OFFICER), reason="curious") == ()


def test_somebody_hidden_since_is_left_unnamed_in_the_review(town, sergeant, make):
    opened_by(sergeant, town.mother)
    town.restrict()
    (waiting,) = reviews(make.scope(town.agency, Role.DATA_PROTECTION_OFFICER), reason="my agency")
    assert waiting.person is None


@pytest.mark.parametrize("role", [Role.SCHOOL_LEAD, Role.RECORDS_OFFICER, Role.ADMINISTRATOR, Role.INSPECTOR])
def test_not_every_role_may(town, make, role):
    with pytest.raises(NotAllowed):
        broken_by(make.scope(town.agency, role), town.mother)


def test_it_opens_a_case_that_stays_when_the_hour_is_over(town, sergeant, make):
    shown = broken(sergeant, broken_by(sergeant, town.mother))
    make._owner(
        "UPDATE records_glass SET until_at = now() - interval '1 second' WHERE number = %s", shown.number
    )
    with sergeant.transaction():
        opened = case(shown.case)
        assert [person.number for person in opened.people] == [town.mother]
        assert opened.because == "a caller says that she is being strangled"
        assert [listed.number for listed in cases()] == [shown.case]
    with sergeant.transaction():
        close_case(
            by=sergeant, case=shown.case, because="she is in a refuge", outcomes={town.mother: "made safe"}
        )


def test_the_case_alone_shows_nothing_of_others(town, sergeant):
    shown = broken(sergeant, broken_by(sergeant, town.mother))
    with sergeant.transaction():
        assert story_envelopes([town.mother], case_purpose(shown.case)) == []


def case_purpose(number):
    return case(number).purpose


def test_broken_again_within_the_hour_it_is_the_same_case(town, sergeant):
    first = broken(sergeant, broken_by(sergeant, town.mother))
    again = broken(sergeant, broken_by(sergeant, town.mother))
    assert again.number != first.number
    assert again.case == first.case


def test_for_nobody_no_case_is_opened(sergeant):
    with pytest.raises(NotAllowed):
        broken_by(sergeant, 999_999_999)
    with sergeant.transaction():
        assert cases() == []
