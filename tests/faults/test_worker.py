"""A worker that is killed leaves nothing undone: the next one takes up what it was at."""

from commonthread.access.scope import open_scope
from commonthread.feeds.actions import take_in
from commonthread.feeds.store import DeliveryStore
from tests.delivering import ROW, Sender
from tests.faults.command_line import CommandLine
from tests.making import Making

MANY = 8_000


def delivery(make) -> tuple[str, int]:
    return make._owner("SELECT state, cursor FROM feeds_delivery")


def test_a_delivery_at_which_the_worker_was_killed_is_loaded_by_the_next(fresh_database, tmp_path):
    make = Making()
    sender = Sender(make, tmp_path)
    command_line = CommandLine(tmp_path / "var", fresh_database)
    file = sender.file(*(ROW.under(f"V{n}") for n in range(MANY)))
    take_in(
        by=open_scope(sender.officer), store=DeliveryStore(tmp_path / "var" / "deliveries"), paths=[file],
        format="extract", kind=None,
    )  # fmt: skip
    command_line.start("worker").when(lambda: delivery(make)[1] > 0).kill()
    make._owner("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")
    assert delivery(make)[0] == "loading"
    after = command_line.start("worker").when(lambda: delivery(make)[0] == "loaded")
    after.stop()
    assert make._owner("SELECT count(*), count(DISTINCT key_digest) FROM records_record") == (MANY, MANY)
