"""Fifty people share three connections, with errors, cancels and time-outs: nobody ever sees with another's eyes."""

import random
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from django.db import DatabaseError, connections

from commonthread.access.permissions import Role
from commonthread.access.scope import OutsideScope, Scope
from commonthread.access.terms import AgencyKind
from tests.wall.proofs import times

PEOPLE, CONNECTIONS = 50, 3
TRANSACTIONS = times(1_000, 10_000)


class Broken(Exception):
    """A fault in a page, in the middle of its transaction."""


@pytest.fixture
def people(make) -> dict[Scope, int]:
    """Each in an agency of their own, with its one record."""
    kinds = [AgencyKind.POLICE, AgencyKind.CHILDRENS_SERVICES]
    found = {}
    for number in range(PEOPLE):
        agency = make.agency(kinds[number % 2])
        record = make.record(agency, persons=(make.person(),))
        found[make.scope(agency, (Role.POLICE_SUPERVISOR, Role.SOCIAL_WORKER)[number % 2])] = record
    return found


def read(sql: str, *params):
    with connections["app"].cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def what_is_seen(scope: Scope, every: list[int]) -> tuple[int, list[int]]:
    ((me,),) = read("SELECT access.my_user()")
    return me, [number for (number,) in read("SELECT number FROM records.envelopes(%s::bigint[])", every)]


def goes_well() -> None:
    pass


def page_fails() -> None:
    raise Broken


def statement_fails() -> None:
    read("SELECT 1 / 0")


def takes_too_long() -> None:
    connections["app"].connection.execute("SET LOCAL statement_timeout = '1ms'")
    read("SELECT pg_sleep(1)")


def is_cancelled() -> None:
    connection = connections["app"].connection
    timer = threading.Timer(0.005, connection.cancel_safe)
    timer.start()
    try:
        read("SELECT pg_sleep(1)")
    finally:
        timer.join()


def connection_breaks() -> None:
    connections["app"].connection.close()


ENDINGS = (
    (goes_well,) * 12
    + (page_fails,) * 3
    + (statement_fails,) * 3
    + (takes_too_long, is_cancelled, connection_breaks)
)


def use_one_connection(people: dict[Scope, int], seed: int, count: int) -> Counter:
    """Transactions of people in any order on the connection of this thread; counts how they ended."""
    chance, every = random.Random(seed), sorted(people.values())
    ended: Counter = Counter()
    try:
        for _ in range(count):
            scope, ending = chance.choice(list(people)), chance.choice(ENDINGS)
            try:
                with scope.transaction():
                    assert what_is_seen(scope, every) == (scope.user, [people[scope]])
                    ending()
                    assert what_is_seen(scope, every) == (scope.user, [people[scope]])
            except (Broken, DatabaseError, psycopg.Error):
                assert ending is not goes_well
                if connections["app"].connection and connections["app"].connection.closed:
                    connections["app"].close()
            with pytest.raises(OutsideScope):
                read("SELECT access.my_user()")
            ended[ending.__name__] += 1
    finally:
        connections.close_all()
    return ended


def test_whatever_happens_on_a_connection_the_next_person_sees_as_themselves(people, record_property):
    record_property("tried", TRANSACTIONS)
    seeds = [random.randrange(2**32) for _ in range(CONNECTIONS)]
    print("seeds", seeds)  # noqa: T201
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        ended = sum(
            pool.map(lambda seed: use_one_connection(people, seed, TRANSACTIONS // CONNECTIONS), seeds),
            Counter(),
        )
    assert set(ended) == {ending.__name__ for ending in ENDINGS}
    assert ended.total() == TRANSACTIONS // CONNECTIONS * CONNECTIONS
