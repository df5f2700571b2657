"""A ledger that was restored from a copy, or moved to another server, and how it goes on."""

import random

import pytest

from commonthread.ledger.outside import Diverged
from commonthread.ledger.proving import verify
from commonthread.ledger.sealing import adopt, seal_all, sign
from commonthread.ledger.verifier import read_checkpoint
from tests.ledger import connect, outside, sealed, superuser, write

DICE = random.Random(6963)


@pytest.fixture
def kept(tmp_path):
    return outside(tmp_path / "outside")


@pytest.fixture
def engine(fresh_database):
    with connect(fresh_database, autocommit=True) as connection:
        yield connection


def old_copy(fresh_database, engine, kept):
    """The database as it was ten events ago, and the checkpoint of what was lost."""
    write(engine, 20, DICE)
    sealed(kept)
    with superuser(fresh_database) as owner:
        owner.execute("CREATE SCHEMA old")
        tables = ("ledger_entry", "ledger_words", "ledger_leaf", "ledger_node", "ledger_seal")
        for table in tables:
            owner.execute(f"CREATE TABLE old.{table} AS SELECT * FROM {table}")
        write(engine, 10, DICE)
        note = sealed(kept)
        for table in tables:
            owner.execute(f"DELETE FROM {table}")
            owner.execute(f"INSERT INTO {table} OVERRIDING SYSTEM VALUE SELECT * FROM old.{table}")
    return note


def test_a_restored_copy_is_noticed_and_goes_on_only_once_adopted(fresh_database, engine, kept):
    lost, key = old_copy(fresh_database, engine, kept), kept.key().checking
    with pytest.raises(Diverged, match="30 events were sealed, and 20 are in the database"):
        sign(kept)
    told = adopt(kept, reason="The disk failed; the copy of last night was restored")
    assert (told["sealed_before"], told["sealed_here"], told["history"]) == (30, 20, 2)
    write(engine, 15, DICE)
    note = sealed(kept)
    assert read_checkpoint(note, key).origin == "commonthread.example.org/ledger/history/2"
    now = verify(against=[read_checkpoint(note, key)], leaves=kept.leaves())
    assert (now.found, now.adoptions) == ([], [20])
    then = verify(against=[read_checkpoint(lost, key)], leaves=b"")
    assert "is not as it was sealed" in then.found[0][1]
    assert (kept.folder / "leaves.history-1").stat().st_size == 30 * 32


def test_a_ledger_that_moved_to_another_server_goes_on_in_the_same_history(fresh_database, engine, kept):
    """The transactions of the server that it comes from stand higher than those of this one."""
    write(engine, 15, DICE)
    before = sealed(kept)
    write(engine, 5, DICE)
    with superuser(fresh_database) as owner:
        owner.execute("UPDATE ledger_entry SET xid = '999999990' WHERE number > 15")
        owner.execute("UPDATE ledger_seal SET horizon = '999999980'")
    write(engine, 5, DICE)
    assert seal_all() == 0
    assert adopt(kept, reason="Moved to another server") == {
        "sealed_before": 15, "sealed_here": 15, "history": 1, "event": 26,
    }  # fmt: skip
    write(engine, 5, DICE)
    note, key = sealed(kept), kept.key().checking
    seen = verify(against=[read_checkpoint(before, key), read_checkpoint(note, key)], leaves=kept.leaves())
    assert (seen.size, seen.unsealed, seen.found, len(seen.agrees)) == (31, 0, [], 2)


def test_only_the_sealer_adopts(engine):
    with pytest.raises(Exception, match="Only the sealer"):
        engine.execute("INSERT INTO ledger_event (type, agency) VALUES ('adoption', 'police')")
