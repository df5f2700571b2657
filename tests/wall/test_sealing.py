"""Events are sealed in order, with no gap and no double, and what is sealed can be proved to an outsider."""

import json
import random
import threading
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connections

from commonthread.access.logins import Login
from commonthread.ledger.key import NoKey, make_key, open_key
from commonthread.ledger.outside import Diverged, Outside
from commonthread.ledger.proving import NotSealed, export, prove, prove_growth, standing, verify
from commonthread.ledger.sealing import seal, seal_all, sign
from commonthread.ledger.verifier import Wrong, canonical, check_proof, is_grown, read_checkpoint
from tests.ledger import connect, outside, seal_everything, sealed, superuser, write

DICE = random.Random(6962)
WRITERS, EVENTS = 8, 250


@pytest.fixture
def kept(tmp_path):
    return outside(tmp_path / "outside")


@pytest.fixture
def engine(fresh_database):
    with connect(fresh_database, autocommit=True) as connection:
        yield connection


def positions():
    with connections["sealer"].cursor() as cursor:
        cursor.execute("SELECT place, number FROM ledger.sealed_events(0, 1000000)")
        return cursor.fetchall()


def test_events_are_sealed_once_and_in_order(engine):
    write(engine, 700, DICE)
    taken = []
    while standing().unsealed:
        taken.append(seal(most=300))
    assert max(taken) == 300
    assert sum(taken) == 700
    found = positions()
    assert [place for place, _ in found] == list(range(700))
    assert [number for _, number in found] == sorted(number for _, number in found)


def test_what_a_running_transaction_can_still_precede_waits(fresh_database, engine):
    with connect(fresh_database) as slow:
        slow.execute("INSERT INTO ledger_event (type, agency) VALUES ('search', 'first')")
        write(engine, 3, DICE)
        assert seal_all() == 0
        assert standing().unsealed == 3
    assert seal_everything() == 4
    assert [number for _, number in positions()] == [1, 2, 3, 4]


def test_eight_write_and_two_seal_at_once_with_no_gap_no_double_and_no_false_alarm(fresh_database, kept):
    stop, faults = threading.Event(), []

    def writing(seed: int) -> None:
        dice = random.Random(seed)
        with connect(fresh_database) as connection:
            left = EVENTS
            while left:
                batch = min(left, dice.randrange(1, 12))
                write(connection, batch, dice)
                if dice.random() < 0.2:
                    connection.rollback()
                else:
                    connection.commit()
                    left -= batch

    def sealing() -> None:
        own = Outside(kept.folder)
        try:
            while not stop.is_set():
                if seal(most=60):
                    sign(own)
        except Exception as fault:  # noqa: BLE001 – told by the test
            faults.append(fault)
        finally:
            connections.close_all()

    sealers = [threading.Thread(target=sealing) for _ in range(2)]
    writers = [threading.Thread(target=writing, args=(seed,)) for seed in range(WRITERS)]
    for thread in (*sealers, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    stop.set()
    for thread in sealers:
        thread.join()
    assert faults == []
    note = sealed(kept)
    seen = verify(against=[read_checkpoint(note, kept.key().checking)], leaves=kept.leaves())
    assert (seen.size, seen.unsealed, seen.found) == (WRITERS * EVENTS, 0, [])
    assert len(seen.agrees) == 1


def test_every_event_can_be_proved_and_no_other(engine, kept):
    write(engine, 300, DICE)
    note, key = sealed(kept), kept.key().checking
    for number in (1, 2, 255, 256, 257, 300):
        proof, event = prove(number, note, key)
        assert check_proof(proof, json.loads(event), key).size == 300
        with pytest.raises(Wrong):
            check_proof(proof, {**json.loads(event), "actor": 7}, key)


@pytest.mark.parametrize("number", [0, 8, 10**12])
def test_what_is_not_sealed_cannot_be_proved(engine, kept, number):
    write(engine, 7, DICE)
    note = sealed(kept)
    write(engine, 1, DICE)
    with pytest.raises(NotSealed):
        prove(number, note, kept.key().checking)


def test_an_older_checkpoint_is_proved_to_be_the_beginning(engine, kept):
    key, notes = kept.key().checking, []
    for size in (1, 5, 250, 40, 300):
        write(engine, size, DICE)
        notes.append(sealed(kept))
    for place, older in enumerate(notes):
        for newer in notes[place:]:
            proof = json.loads(prove_growth(older, newer, key))
            first, second = read_checkpoint(older, key), read_checkpoint(proof["checkpoint"], key)
            path = [bytes.fromhex(one) for one in proof["path"]]
            assert is_grown(first.size, second.size, first.root, second.root, path)
            assert not is_grown(first.size, second.size, bytes(32), second.root, path)
    with pytest.raises(Wrong):
        prove_growth(notes[-1], notes[0], key)


def test_erasure_takes_the_words_and_leaves_the_tree_whole(fresh_database, engine, kept):
    write(engine, 20, DICE)
    note = sealed(kept)
    with superuser(fresh_database) as owner:
        assert owner.execute("SELECT ledger.erase_words('{3,4}', 1, 'police', 'article 17')").fetchone() == (
            2,
        )
        assert owner.execute("SELECT reason FROM ledger_event WHERE number = 3").fetchone() == (None,)
    seal_everything()
    seen = verify(against=[read_checkpoint(note, kept.key().checking)], leaves=kept.leaves())
    assert (seen.found, sorted(seen.erased), len(seen.agrees)) == ([], [3, 4], 1)


def test_what_an_erasure_says_cannot_itself_be_erased(fresh_database, engine):
    write(engine, 2, DICE)
    with superuser(fresh_database) as owner:
        owner.execute("SELECT ledger.erase_words('{1}', 1, 'police', 'article 17')")
        assert owner.execute("SELECT ledger.erase_words('{3}', 1, 'police', 'to hide it')").fetchone() == (0,)


def test_without_words_an_export_says_nothing_of_why(engine):
    write(engine, 5, DICE)
    seal_everything()
    assert not any('"reason"' in line or "Call " in line for line in export(with_words=False))
    assert any("Call " in line for line in export(with_words=True))


def test_a_leaf_is_the_documented_bytes(fresh_database, engine, kept):
    engine.execute(
        "INSERT INTO ledger_event (type, agency, purpose, reason, subject, records, data) "
        "VALUES ('disclosure', 'police', 'own work', 'Ångström \"x\"', 204817309, '{3,4}', '{}')"
    )
    note = sealed(kept)
    _, event = prove(1, note, kept.key().checking)
    told = json.loads(event)
    assert event.encode() == canonical(told) + b"\n"
    assert told | {"transaction": "", "words": "", "at": ""} == {
        "actor": None, "agency": "police", "at": "", "number": 1, "purpose": "own work", "records": [3, 4],
        "subject": 204817309, "transaction": "", "type": "disclosure", "v": 1, "words": "",
    }  # fmt: skip
    at = datetime.strptime(told["at"], "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
    assert abs((datetime.now(UTC) - at).total_seconds()) < 60


def test_a_database_that_holds_another_ledger_is_not_signed(fresh_database, engine, kept):
    write(engine, 30, DICE)
    sealed(kept)
    with superuser(fresh_database) as owner:
        owner.execute("UPDATE ledger_seal SET edge = set_byte(edge, 0, (get_byte(edge, 0) + 1) % 256)")
    with pytest.raises(Diverged):
        sign(kept)


@pytest.mark.parametrize(
    "asked",
    [
        "SELECT * FROM ledger.unsealed('0', '9', 9)",
        "SELECT ledger.seal(0, '{}', '{}', '{}', '{}', '{}', '', '0')",
        "SELECT * FROM ledger.sealed_events(0, 9)",
    ],
)
def test_no_other_login_seals_or_reads_what_is_sealed(fresh_database, asked):
    for login in (Login.APP, Login.ENGINE, Login.DOOR, Login.FINDER):
        with (
            connect(fresh_database, login) as connection,
            pytest.raises(Exception, match="permission denied"),
        ):
            connection.execute(asked)


def test_the_sealer_reads_no_table(fresh_database):
    with connections["sealer"].cursor() as cursor, pytest.raises(DatabaseError):
        cursor.execute("SELECT * FROM public.ledger_event")


def test_a_key_is_made_once_in_a_file_of_its_owners_alone(tmp_path):
    path = tmp_path / "there" / "key"
    key = make_key(path, "example.org/ledger")
    assert path.stat().st_mode & 0o777 == 0o600
    assert open_key(path).public == key.public
    with pytest.raises(NoKey, match="already"):
        make_key(path, "example.org/ledger")
    path.chmod(0o640)
    with pytest.raises(NoKey, match="open to others"):
        open_key(path)
    with pytest.raises(NoKey, match="not a name"):
        make_key(tmp_path / "other", "a + b")


def test_without_a_key_events_are_sealed_and_not_signed(engine, tmp_path):
    write(engine, 4, DICE)
    seal_everything()
    assert sign(Outside(tmp_path / "empty")) is None
    assert standing().size == 4


@pytest.mark.parametrize(
    "forged",
    [
        lambda note: note.replace("\n4\n", "\n3\n"),
        lambda note: note.replace("commonthread.example.org/ledger\n", "other.example.org/ledger\n", 1),
        lambda note: note.split("—")[0],
        lambda note: note.replace("— commonthread", "— another.commonthread"),
        lambda note: "",
        lambda note: "— — —\n\n— —\n",
        lambda note: note.rstrip()[:-8] + "AAAAAAA=\n",
    ],
)
def test_a_forged_checkpoint_is_not_accepted(engine, kept, forged):
    write(engine, 4, DICE)
    note = sealed(kept)
    with pytest.raises(ValueError):
        read_checkpoint(forged(note), kept.key().checking)
