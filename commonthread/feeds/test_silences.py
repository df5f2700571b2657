"""A silent feed is noticed once, told to sender and receiver, answered by people of either, and over when records come."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from commonthread.access.clients import caller
from commonthread.access.permissions import Role
from commonthread.access.scope import NotAllowed
from commonthread.access.terms import AgencyKind
from commonthread.feeds.silences import (
    answer_silence,
    look_for_silence,
    silent_feed,
    silent_feeds,
    take_silence,
)
from tests.calling import system
from tests.delivering import ROW, Sender


@pytest.fixture
def feed(make, tmp_path):
    """A feed that declares forty records a week and has sent nothing; the police answer for the service."""
    sender = Sender(make, tmp_path)
    sender.police = make.agency()
    make._owner(
        "UPDATE feeds_feedagreement SET weekly = 40, responsible = %s, signed_at = now() - interval '30 days' WHERE agency = %s",
        sender.police, sender.agency,
    )  # fmt: skip
    return sender


def seen_by(make, agency, role=Role.RECORDS_OFFICER):
    scope = make.scope(agency, role)
    with scope.transaction():
        return silent_feeds()


def written(make, agency) -> list[str]:
    return make._owner(
        "SELECT array_agg(data ->> 'what' ORDER BY number) FROM ledger_event WHERE type = 'feed silent' AND agency = %s",
        agency,
    )[0]


def test_it_is_noticed_once_however_often_it_is_looked(make, feed):
    for _ in range(3):
        look_for_silence(now())
    (silent,) = seen_by(make, feed.agency)
    assert (silent.expected, silent.came, silent.days, silent.last_at) == (40, 0, 7, None)
    assert written(make, feed.agency) == ["begun"]


def test_sender_and_receiver_see_it_and_nobody_else(make, feed):
    look_for_silence(now())
    assert seen_by(make, feed.agency) == seen_by(make, feed.police) != []
    assert seen_by(make, feed.police, Role.HUB_OFFICER) == seen_by(make, feed.police)
    assert seen_by(make, make.agency(AgencyKind.CHILDRENS_SERVICES)) == []


def test_it_is_over_when_records_come_again_and_a_new_one_is_another(make, feed):
    look_for_silence(now())
    feed.deliver(*(ROW.under(f"S{n}") for n in range(9)))
    look_for_silence(now())
    assert [silent.ended_at for silent in seen_by(make, feed.agency)] == [None]
    feed.deliver(*(ROW.under(f"T{n}") for n in range(9)))
    look_for_silence(now())
    (silent,) = seen_by(make, feed.agency)
    assert silent.ended_at is not None
    look_for_silence(now() + timedelta(days=9))
    assert len(seen_by(make, feed.agency)) == 2
    assert written(make, feed.agency) == ["begun", "ended", "begun"]


def test_a_delivery_of_which_nothing_could_be_read_ends_no_silence(make, feed):
    look_for_silence(now())
    make._owner(
        "INSERT INTO feeds_delivery (agency, format, kind, agreement, file_name, sha256, size, sequence, state, cursor, counts, files) "
        "VALUES (%s, 'extract', '', 1, 'x', %s, 1, 1, 'unreadable', 0, '{}', '[]') RETURNING number",
        feed.agency, make.mark,
    )  # fmt: skip
    look_for_silence(now())
    assert [silent.ended_at for silent in seen_by(make, feed.agency)] == [None]


def test_nothing_is_expected_under_an_agreement_that_has_ended(make, feed):
    look_for_silence(now())
    make._owner("UPDATE feeds_feedagreement SET ended_at = now() WHERE agency = %s", feed.agency)
    look_for_silence(now())
    assert all(silent.ended_at for silent in seen_by(make, feed.agency))
    look_for_silence(now())
    assert len(seen_by(make, feed.agency)) == 1


def test_people_of_either_agency_say_what_is_behind_it(make, feed):
    look_for_silence(now())
    officer = make.scope(feed.police, Role.RECORDS_OFFICER)
    with officer.transaction():
        (silent,) = silent_feeds()
        answer_silence(by=officer, number=silent.number, words="Their case system is down until Monday")
        told = silent_feed(silent.number)
    assert (told.answer, told.answered_by != "", told.ended_at) == (
        "Their case system is down until Monday",
        True,
        None,
    )
    for scope in (
        make.scope(make.agency(), Role.RECORDS_OFFICER),
        make.scope(feed.agency, Role.SOCIAL_WORKER),
    ):
        with pytest.raises(NotAllowed), scope.transaction():
            answer_silence(by=scope, number=silent.number, words="nothing")


def test_a_system_answers_for_no_silence(make, feed):
    look_for_silence(now())
    (silent,) = seen_by(make, feed.agency)
    scope = caller(system(make, feed.agency).token).scope
    with pytest.raises(NotAllowed), scope.transaction():
        answer_silence(by=scope, number=silent.number, words="all is well")


def test_it_is_a_task_of_the_records_officers_and_of_the_one_who_takes_it_until_records_come(make, feed):
    look_for_silence(now())
    officer = make.scope(feed.agency, Role.RECORDS_OFFICER)
    with officer.transaction():
        (silent,) = silent_feeds()
        assert (silent.owner, silent.told_at) == ("", None)
        assert now() < silent.due_at < now() + timedelta(days=6)
        take_silence(by=officer, number=silent.number)
        assert silent_feed(silent.number).owner == officer.name
    feed.deliver(*(ROW.under(f"T{n}") for n in range(15)))
    look_for_silence(now())
    (silent,) = seen_by(make, feed.agency)
    assert silent.ended_at is not None
    with pytest.raises(NotAllowed), officer.transaction():
        take_silence(by=officer, number=silent.number)


def test_only_who_looks_after_that_feed_takes_it(make, feed):
    look_for_silence(now())
    (silent,) = seen_by(make, feed.agency)
    for scope in (make.scope(feed.police, Role.RECORDS_OFFICER), make.scope(feed.agency, Role.SOCIAL_WORKER)):
        with pytest.raises(NotAllowed), scope.transaction():
            take_silence(by=scope, number=silent.number)


def test_an_owner_who_has_left_owns_it_no_more(make, feed):
    look_for_silence(now())
    officer = make.scope(feed.agency, Role.RECORDS_OFFICER)
    (silent,) = seen_by(make, feed.agency)
    with officer.transaction():
        take_silence(by=officer, number=silent.number)
    make._owner("UPDATE access_post SET until_at = now() WHERE user_id = %s", officer.user)
    assert [silent.owner for silent in seen_by(make, feed.agency)] == [""]


def test_what_nobody_explains_in_time_is_told_to_administrators_once(make, feed):
    look_for_silence(now())
    make._owner(
        "UPDATE feeds_silence SET due_at = now() - interval '1 minute' WHERE agency = %s", feed.agency
    )
    for _ in range(2):
        look_for_silence(now())
    (silent,) = seen_by(make, feed.police, Role.ADMINISTRATOR)
    assert silent.told_at
    assert written(make, feed.agency) == ["begun", "told to administrators"]
    officer = make.scope(feed.agency, Role.RECORDS_OFFICER)
    with officer.transaction():
        answer_silence(by=officer, number=silent.number, words="Half term")
        again = silent_feed(silent.number)
    assert (again.told_at, again.due_at > now() + timedelta(days=4)) == (None, True)


def test_where_nobody_looks_after_what_is_sent_administrators_are_told_at_once(make, feed):
    make._owner("UPDATE access_post SET until_at = now() WHERE agency_id = %s", feed.agency)
    look_for_silence(now())
    assert [silent.told_at is not None for silent in seen_by(make, feed.police)] == [True]
