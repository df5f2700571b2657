"""The replay: what happens is taken through the same door as any delivery, and everybody finds their own people."""

from datetime import date, timedelta

from django.db import connections

from commonthread.serving.demo import set_up_agencies
from commonthread.serving.replay import Played, play
from commonthread.synthetic.stream import Stream


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
