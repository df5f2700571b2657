"""The replay: what happens is taken through the same door as any delivery, and everybody finds their own people."""

from datetime import UTC, date, datetime, timedelta

from django.db import connections
from django.test import override_settings

from commonthread.serving.demo import set_up_agencies
from commonthread.serving.replay import Played, go_on, keep_place, play
from commonthread.synthetic.stream import Stream

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def test_a_year_goes_through_with_nothing_rejected_that_is_in_order(fresh_database):
    set_up_agencies()
    stream, played = Stream(150, 3, date(2026, 11, 20), lambda done: None), Played()
    while not stream.is_over:
        play(stream, timedelta(days=60), played)
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM records_record")
        ((stored,),) = cursor.fetchall()
        cursor.execute("SELECT count(*) FROM content.mention WHERE person IS NULL")
        ((unlinked,),) = cursor.fetchall()
    assert stored == sum(played.taken.values()) > 20
    assert unlinked == 0
    assert played.other_calls > 20
    assert played.rejected <= stored / 50
    assert played.passed > timedelta(days=365)


def test_stopped_it_goes_on_where_it_was(fresh_database, tmp_path):
    def another():
        return Stream(150, 3, date(2026, 11, 20), lambda done: None)

    set_up_agencies()
    whole, first, second = another(), another(), another()
    every = [row.cells for row in whole.take(timedelta(days=300), NOW)]
    with override_settings(VAR=tmp_path):
        assert go_on(first) == timedelta()
        before = [row.cells for row in first.take(timedelta(days=120), NOW)]
        keep_place(first)
        assert go_on(second) == timedelta(days=120)
        after = [row.cells for row in second.take(timedelta(days=180), NOW)]
    assert before + after == every != after


def test_of_other_people_it_begins_anew(tmp_path):
    with override_settings(VAR=tmp_path):
        keep_place(Stream(150, 3, date(2026, 11, 20), lambda done: None))
        assert go_on(Stream(160, 3, date(2026, 11, 20), lambda done: None)) == timedelta()
