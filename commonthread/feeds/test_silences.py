"""A silent feed is noticed once, told to sender and receiver, answered by people of either, and over when records come."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from commonthread.access.clients import caller
from commonthread.access.permissions import Role
from commonthread.access.scope import NotAllowed
from commonthread.access.terms import AgencyKind
from commonthread.feeds.silences import answer_silence, look_for_silence, silent_feed, silent_feeds
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
