"""The whole demo, as `make run` builds it."""

from django.db import connections
from rich.console import Console

from commonthread.access.demo import PEOPLE, account, stories
from commonthread.access.scope import open_scope
from commonthread.pathways.queries import cases
from commonthread.serving.demo import build_demo, built_with, is_built


def test_it_is_built_whole_and_once(fresh_database, tmp_path, monkeypatch):
    monkeypatch.setenv("COMMONTHREAD_VAR", str(tmp_path))
    quiet = Console(quiet=True)
    build_demo(people=150, console=quiet)
    assert is_built()
    assert built_with()["people"] == 150
    assert len(stories(tmp_path)) == 6
    before = _rows()
    build_demo(people=150, console=quiet)
    assert _rows() == before
    hub = open_scope(account("hub.social.care").pk)
    with hub.transaction():
        assert [case for case in cases() if case.is_mine]
    for person in PEOPLE:
        assert open_scope(account(person.username).pk).role is person.role


def _rows() -> list[tuple]:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT (SELECT count(*) FROM records_record), (SELECT count(*) FROM pathways_case)")
        return cursor.fetchall()
