"""Whoever rules the database may change the ledger; a partner's last checkpoint alone shows that they did.

Each attack is on an event at or before that checkpoint, by the database's superuser, in one of three thoroughnesses:
the event alone; the event and its leaf; or the whole tree built anew, so that the database agrees with itself.
"""

import random

import pytest

from commonthread.ledger.event import COLUMNS, as_event
from commonthread.ledger.proving import verify
from commonthread.ledger.tree import STEP
from commonthread.ledger.verifier import append, canonical, leaf_hash, read_checkpoint
from tests.ledger import connect, outside, seal_everything, sealed, superuser, write

ATTACKS, SEED = 1_000, 2013
BEFORE, PARTNER, AFTER, WAITING = 40, 60, 25, 5
TABLES = ("ledger_entry", "ledger_words", "ledger_leaf", "ledger_node", "ledger_seal")
COLUMN_NAMES = COLUMNS.replace("transaction", "xid")
EDITS = {
    "actor": "99", "agency": "'another'", "at": "at + interval '1 second'", "purpose": "'another'",
    "records": "records || 7::bigint", "subject": "subject + 1", "type": "type || 'x'",
    "words": "sha256(words)", "xid": "'3'", "number": "number + 1000000",
}  # fmt: skip


class Attacker:
    def __init__(self, database, dice: random.Random) -> None:
        self.database, self.dice = database, dice

    def edit(self, place: int) -> None:
        column = self.dice.choice(list(EDITS))
        self._on_entry(f"UPDATE ledger_entry SET {column} = {EDITS[column]} WHERE number = %s", place)

    def backdate(self, place: int) -> None:
        back = self.dice.choice(("1 microsecond", "1 minute", "3 days"))
        self._on_entry(f"UPDATE ledger_entry SET at = at - interval '{back}' WHERE number = %s", place)

    def reword(self, place: int) -> None:
        self._on_entry("UPDATE ledger_words SET reason = reason || '.' WHERE event = %s", place)

    def delete(self, place: int) -> None:
        self._on_entry("DELETE FROM ledger_entry WHERE number = %s", place)

    def delete_with_leaf(self, place: int) -> None:
        self.delete(place)
        self.database.execute("DELETE FROM ledger_leaf WHERE position = %s", [place])

    def delete_and_close_the_gap(self, place: int) -> None:
        self.delete_with_leaf(place)
        self.database.execute("UPDATE ledger_leaf SET position = -position - 1 WHERE position > %s", [place])
        self.database.execute("UPDATE ledger_leaf SET position = -position - 2 WHERE position < 0")

    def insert(self, place: int) -> None:
        """A new event, with the time and transaction of one that was sealed."""
        self.database.execute(
            "INSERT INTO ledger_entry (number, at, type, actor, agency, purpose, subject, records, words, xid) "
            "OVERRIDING SYSTEM VALUE SELECT number + 1000000, at, type, 7, agency, purpose, subject, records, words, xid "
            "FROM ledger_entry WHERE number = %s",
            [self._event(place)],
        )

    def insert_into_the_tree(self, place: int) -> None:
        event = self._event(place)
        self.insert(place)
        self.database.execute("UPDATE ledger_leaf SET position = -position - 1 WHERE position > %s", [place])
        self.database.execute("UPDATE ledger_leaf SET position = -position WHERE position < 0")
        self.database.execute(
            "INSERT INTO ledger_leaf (position, event, hash) VALUES (%s, %s, '')",
            [place + 1, event + 1000000],
        )

    def swap(self, place: int) -> None:
        other = self.dice.choice([one for one in range(BEFORE + PARTNER) if one != place])
        first, second = self._event(place), self._event(other)
        for position, event in ((place, -1), (other, first), (place, second)):
            self.database.execute("UPDATE ledger_leaf SET event = %s WHERE position = %s", [event, position])

    def cut(self, place: int) -> None:
        gone = self.database.execute("SELECT event FROM ledger_leaf WHERE position >= %s", [place]).fetchall()
        numbers = [number for (number,) in gone]
        self.database.execute("DELETE FROM ledger_entry WHERE number = ANY (%s) OR number > %s", [numbers, max(numbers)])  # fmt: skip
        self.database.execute("DELETE FROM ledger_words WHERE event = ANY (%s)", [numbers])
        self.database.execute("DELETE FROM ledger_leaf WHERE position >= %s", [place])

    def restore(self, place: int) -> None:
        """An older copy; then other events are written and sealed, past the size of the checkpoint."""
        self.cut(place)
        self.rebuild()
        with connect(self.database.info.dbname, autocommit=True) as engine:
            write(engine, BEFORE + PARTNER + AFTER - place, self.dice)
        seal_everything()

    def _event(self, place: int) -> int:
        return self.database.execute("SELECT event FROM ledger_leaf WHERE position = %s", [place]).fetchone()[
            0
        ]

    def _on_entry(self, statement: str, place: int) -> None:
        event = self._event(place)
        assert self.database.execute(statement, [event]).rowcount == 1
        if "SET number" in statement:
            self.database.execute(
                "UPDATE ledger_leaf SET event = %s WHERE event = %s", [event + 1000000, event]
            )
            self.database.execute(
                "UPDATE ledger_words SET event = %s WHERE event = %s", [event + 1000000, event]
            )

    def hash_leaves_anew(self) -> None:
        rows = self.database.execute(
            f"SELECT position, {COLUMN_NAMES} FROM ledger_leaf l JOIN ledger_entry e ON e.number = l.event "
            "ORDER BY position"
        ).fetchall()
        with self.database.cursor() as cursor:
            cursor.executemany(
                "UPDATE ledger_leaf SET hash = %s WHERE position = %s",
                [(leaf_hash(canonical(as_event(*event))), position) for position, *event in rows],
            )

    def rebuild(self) -> None:
        """The whole tree anew over the events that are there, so that the database agrees with itself."""
        self.hash_leaves_anew()
        self.database.execute("DELETE FROM ledger_leaf WHERE event NOT IN (SELECT number FROM ledger_entry)")
        leaves = self.database.execute("SELECT event, hash FROM ledger_leaf ORDER BY position").fetchall()
        self.database.execute("DELETE FROM ledger_leaf; DELETE FROM ledger_node")
        edge, nodes = [], []
        for place, (_, leaf) in enumerate(leaves):
            for level, node in append(edge, bytes(leaf)):
                if level and level % STEP == 0:
                    nodes.append((level, place >> level, node))
        with self.database.cursor() as cursor:
            cursor.executemany("INSERT INTO ledger_leaf (position, event, hash) VALUES (%s, %s, %s)",
                               [(place, *leaf) for place, leaf in enumerate(leaves)])  # fmt: skip
            cursor.executemany("INSERT INTO ledger_node (level, place, hash) VALUES (%s, %s, %s)", nodes)
        self.database.execute("UPDATE ledger_seal SET size = %s, edge = %s", [len(leaves), b"".join(node for _, node in edge)])  # fmt: skip


KINDS = (
    "edit", "backdate", "reword", "delete", "delete_with_leaf", "delete_and_close_the_gap", "insert",
    "insert_into_the_tree", "swap", "cut", "restore",
)  # fmt: skip
THOROUGH = ("", "hash_leaves_anew", "rebuild")


@pytest.fixture
def ledger(fresh_database, tmp_path):
    """A ledger with an older checkpoint, the partner's, more sealed events and some that wait; and a copy to go back to."""
    kept, dice = outside(tmp_path / "outside"), random.Random(SEED)
    with connect(fresh_database, autocommit=True) as engine, superuser(fresh_database) as database:
        write(engine, BEFORE, dice)
        older = read_checkpoint(sealed(kept), kept.key().checking)
        write(engine, PARTNER, dice)
        checkpoint = read_checkpoint(sealed(kept), kept.key().checking)
        write(engine, AFTER, dice)
        sealed(kept)
        write(engine, WAITING, dice)
        database.execute("SET synchronous_commit = off; CREATE SCHEMA old")
        for table in TABLES:
            database.execute(f"CREATE TABLE old.{table} AS SELECT * FROM {table}")
        yield database, (older, checkpoint), kept


def put_back(database) -> None:
    database.execute(";".join(
        f"DELETE FROM {table}; INSERT INTO {table} OVERRIDING SYSTEM VALUE SELECT * FROM old.{table}"
        for table in TABLES
    ))  # fmt: skip


def test_each_of_a_thousand_attacks_is_found_by_a_partners_last_checkpoint_alone(ledger, record_property):
    record_property("tried", ATTACKS)
    database, (_, checkpoint), kept = ledger
    assert verify(against=[checkpoint], leaves=b"").found == []
    dice, leaves = random.Random(SEED), kept.leaves()
    for attack in range(ATTACKS):
        attacker, place = Attacker(database, dice), dice.randrange(BEFORE + PARTNER)
        kind, thorough = dice.choice(KINDS), dice.choice(THOROUGH)
        getattr(attacker, kind)(place)
        if thorough:
            getattr(attacker, thorough)()
        what = f"attack {attack} of seed {SEED}: {kind} at {place}, {thorough or 'nothing else'}"
        assert verify(against=[checkpoint], leaves=b"").found, what
        if attack % 10 == 0:
            # By the leaf hashes that are kept outside the first of them is named: an event that was put in moves what
            # stood after it, a swap touches the earlier of two.
            first, words = verify(against=[checkpoint], leaves=leaves).found[0]
            assert first <= place + 1 or "inserted behind the seal" in words, what
        put_back(database)
    assert verify(against=[checkpoint], leaves=leaves).found == []


def test_the_first_event_that_was_changed_is_named(ledger):
    database, (_, checkpoint), kept = ledger
    for place in (70, 12, 99):
        attacker = Attacker(database, random.Random(place))
        event = attacker._event(place)
        attacker.edit(place) if place != 99 else attacker.delete(place)
        attacker.hash_leaves_anew()
        attacker.rebuild() if place == 12 else None
        seen = verify(against=[checkpoint], leaves=kept.leaves())
        assert seen.found[0][0] == place
        assert str(event) in seen.found[0][1] or f"position {place}" in seen.found[0][1]
        put_back(database)


def test_by_two_checkpoints_alone_a_tree_that_was_built_anew_is_narrowed_down(ledger):
    database, checkpoints, _ = ledger
    attacker = Attacker(database, random.Random(1))
    attacker.backdate(BEFORE + 3)
    attacker.rebuild()
    (_, words), *_ = verify(against=checkpoints, leaves=b"").found
    assert (
        words
        == f"among the events at positions {BEFORE} to {BEFORE + PARTNER - 1} one is not as it was sealed"
    )


def test_what_is_not_sealed_yet_is_the_window_and_is_said(ledger):
    """Before it is sealed, an event can be changed unseen. How long that is: docs/ledger.md and `make bench`."""
    database, (_, checkpoint), _ = ledger
    database.execute("DELETE FROM ledger_entry WHERE number = (SELECT max(number) FROM ledger_entry)")
    seen = verify(against=[checkpoint], leaves=b"")
    assert (seen.found, seen.unsealed) == ([], WAITING - 1)
