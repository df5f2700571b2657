"""Links in the database: which mentions have no person yet, whom they belong to, and what follows from it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import islice

import numpy as np
from django.db import connections, transaction

from commonthread.identity.block import keys
from commonthread.identity.constraints import Constraints
from commonthread.identity.delta import link_delta
from commonthread.identity.households import derive_ties, home_of
from commonthread.identity.in_database import InDatabase, content
from commonthread.identity.link import Linked, link_batch
from commonthread.identity.model import Model, load
from commonthread.identity.score import Scored, score_one
from commonthread.identity.standardise import GivenMention, Standard, given, standardise, without_place
from commonthread.records.record import Mention

AT_ONCE = 2_000
# A new installation knows few people of a large area: two strangers alike are as likely as in a full one.
FEWEST = 50_000
# Below this share of new mentions a delta costs less than a batch over all.
MUCH_NEW = 0.2


def link_unlinked(progress: Callable[[int], None] = lambda done: None) -> None:
    """Find the person of every mention that has none, and the households that follow."""
    _write_missing_keys()
    unlinked, every = _counts()
    model = load().among(max(every, FEWEST))
    if unlinked > MUCH_NEW * every:
        with transaction.atomic(using="engine"):
            derive_ties(_settle(link_batch(_every(), model, _constraints()), model))
        progress(unlinked)
        return
    done = 0
    while new := _unlinked():
        with transaction.atomic(using="engine"):
            derive_ties(_settle(link_delta(new, InDatabase(), model, _constraints()), model))
        done += len(new)
        progress(done)


def who_in_full(asked: GivenMention, most: int = 20) -> list[tuple[int, Scored]]:
    """Persons whom a search may mean, with every weight: as `engine`, for invented data on the command line only."""
    query = standardise(asked)
    with transaction.atomic(using="engine"):
        met = _rows(
            "WITH met AS (SELECT number, person, record, agency, given FROM content.mention WHERE person IS NOT NULL "
            "  AND number IN (SELECT mention FROM content.key WHERE key = ANY (%s))) "
            "SELECT number, person, agency, given FROM met "
            "WHERE record <> ALL ((SELECT records.withheld_from_anybody(ARRAY(SELECT record FROM met)))::bigint[])",
            [key for _, key in keys(query)],
        )
    person_of = {number: person for number, person, _, _ in met}
    found = [
        standardise(given(number, agency, Mention.model_validate_json(said)))
        for number, _, agency, said in met
    ]
    best: dict[int, Scored] = {}
    for scored in score_one(query, found, load().among(max(len(found), FEWEST))):
        best.setdefault(person_of[scored.number], scored)
    return list(best.items())[:most]


def _settle(linked: Linked, model: Model) -> set[int]:
    """Give each cluster a number that its mentions already bear, or a new one, and store what changed.

    Returns the persons whose mentions these are or were.
    """
    numbers = linked.numbers.tolist()
    was = dict(_rows("SELECT number, person FROM content.mention WHERE number = ANY (%s)", numbers))
    clusters: dict[int, list[int]] = defaultdict(list)
    for number, first in zip(numbers, linked.persons.tolist(), strict=True):
        clusters[first].append(number)
    person_of: dict[int, int] = {}
    taken: set[int] = set()
    retired: dict[int, int] = {}
    newcomers: list[list[int]] = []
    for members in sorted(clusters.values(), key=lambda members: (-len(members), members[0])):
        before = Counter(was[number] for number in members if was[number])
        person = min((p for p in before if p not in taken), key=lambda p: (-before[p], p), default=None)
        if person is None:
            newcomers.append(members)
            continue
        taken.add(person)
        person_of.update(dict.fromkeys(members, person))
        retired.update({other: person for other in before if other != person})
    for members, person in zip(newcomers, _new_persons(len(newcomers)), strict=True):
        person_of.update(dict.fromkeys(members, person))
    _call(
        "SELECT identity.settle(%s, %s::bigint[], %s::bigint[], %s::float8[], %s::bigint[])",
        model.version, numbers, [person_of[number] for number in numbers],
        linked.weights.astype(np.float64).tolist(), linked.beside.tolist(),
    )  # fmt: skip
    ended = {
        other
        for other in retired.keys() - taken
        if not _rows("SELECT 1 FROM content.mention WHERE person = %s LIMIT 1", other)
    }
    for other in ended:
        _call("SELECT identity.retire(%s, %s)", other, retired[other])
    for number in numbers:
        if was[number] and was[number] != person_of[number] and was[number] not in ended:
            _call("SELECT jobs.put('follow_parting', %s::bigint[])", [number, was[number]])
    _keep_reviewables(linked, model)
    _call(
        "SELECT identity.hide_newcomers(%s::bigint[], %s::bigint[], %s::bigint[])",
        [number for members in newcomers for number in members],
        [r.left for r in linked.reviewables], [r.right for r in linked.reviewables],
    )  # fmt: skip
    return set(person_of.values()) | retired.keys()


def _keep_reviewables(linked: Linked, model: Model) -> None:
    with connections["engine"].cursor() as cursor:
        cursor.executemany(
            "INSERT INTO identity_pair (first, second, model, weight, decision, reason) VALUES (%s, %s, %s, %s, '', '') "
            "ON CONFLICT (first, second) DO NOTHING",
            [
                (min(r.left, r.right), max(r.left, r.right), model.version, r.weight)
                for r in linked.reviewables
            ],
        )


def _constraints() -> Constraints:
    apart = frozenset(_rows("SELECT first, second FROM identity_apart"))
    together = frozenset(_rows("SELECT first, second FROM identity_pair WHERE decision = 'same'"))
    barriers = _rows(
        "SELECT ARRAY(SELECT number FROM content.mention WHERE person = n.first), "
        "ARRAY(SELECT number FROM content.mention WHERE person = n.second) FROM identity_neverbridged n"
    )
    return Constraints(apart, together, tuple((frozenset(one), frozenset(other)) for one, other in barriers))


def _write_missing_keys() -> None:
    """Blocking keys and homes of the mentions that have no person yet."""
    with transaction.atomic(using="engine"):
        for table in ("key", "residence"):
            _call(
                f"DELETE FROM content.{table} t USING content.mention m WHERE m.number = t.mention AND m.person IS NULL"
            )
        mentions = _mentions(
            "SELECT number, agency, given FROM content.mention WHERE person IS NULL ORDER BY number"
        )
        while some := list(islice(mentions, AT_ONCE)):
            found: list[tuple[int, int, int, bool]] = []
            homes: list[tuple[int, int]] = []
            for number, agency, mention in some:
                standard = standardise(given(number, agency, mention))
                said, elsewhere = content(standard), set(keys(without_place(standard)))
                found += [(key[1], number, said, key not in elsewhere) for key in keys(standard)]
                if home := home_of(mention, standard):
                    homes.append((home, number))
            _insert(
                "content.key (key, mention, content, tells_where)",
                ("bigint", "bigint", "bigint", "boolean"),
                found,
            )
            _insert("content.residence (address, mention)", ("bigint", "bigint"), homes)


def _unlinked() -> list[Standard]:
    return list(
        _read(
            "SELECT number, agency, given FROM content.mention WHERE person IS NULL ORDER BY number LIMIT %s",
            AT_ONCE,
        )
    )


def _every() -> Iterator[Standard]:
    return _read("SELECT number, agency, given FROM content.mention ORDER BY number")


def _counts() -> tuple[int, int]:
    """How many mentions have no person, and about how many there are: their numbers run on, so the last one tells."""
    return _rows(
        "SELECT count(*), (SELECT coalesce(max(number), 0) FROM content.mention) FROM content.mention WHERE person IS NULL"
    )[0]


def _new_persons(count: int) -> list[int]:
    return [number for (number,) in _rows("SELECT identity.new_person() FROM generate_series(1, %s)", count)]


def _read(sql: str, *params) -> Iterator[Standard]:
    """Mentions made comparable, streamed so that memory does not grow with the population."""
    for number, agency, mention in _mentions(sql, *params):
        yield standardise(given(number, agency, mention))


def _mentions(sql: str, *params) -> Iterator[tuple[int, str, Mention]]:
    engine = connections["engine"]
    engine.ensure_connection()
    with engine.chunked_cursor() as cursor:
        cursor.execute(sql, params)
        for number, agency, said in cursor:
            yield number, agency, Mention.model_validate_json(said)


def _insert(into: str, types: tuple[str, ...], rows: list[tuple]) -> None:
    arrays = ", ".join(f"%s::{type}[]" for type in types)
    columns = [[row[place] for row in rows] for place in range(len(types))]
    _call(f"INSERT INTO {into} SELECT * FROM unnest({arrays})", *columns)


def _rows(sql: str, *params) -> list[tuple]:
    with connections["engine"].cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def _call(sql: str, *params) -> None:
    with connections["engine"].cursor() as cursor:
        cursor.execute(sql, params)
