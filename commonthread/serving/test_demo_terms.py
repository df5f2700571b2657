"""The demo's school years are such as its pages would take, and its schools are told by them."""

import pytest
from django.db import connections

from commonthread.access.demo import account
from commonthread.access.scope import open_scope
from commonthread.pathways.area import read_terms
from commonthread.pathways.schools import editions_of, proposed
from commonthread.pathways.settings import my_area
from commonthread.serving.demo import set_up_agencies
from commonthread.serving.demo_terms import SCHOOL, terms_of


@pytest.mark.parametrize("begins", range(2010, 2030))
def test_the_invented_terms_of_every_year_are_terms(begins):
    year = read_terms(str(begins), terms_of(begins), "the council")
    assert (len(year.terms), len(year.half_terms)) == (3, 3)
    assert all(span.first.weekday() < 5 and span.last.weekday() < 5 for span in year.terms)


def test_after_the_last_year_that_is_proclaimed_there_are_none():
    assert terms_of(2030) is None


def test_the_districts_year_and_one_schools_training_day_are_there_once(fresh_database):
    set_up_agencies()
    set_up_agencies()
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT count(*), count(DISTINCT (school, name)) FROM pathways_setting")
        assert cursor.fetchone() == (4, 4)
    lead = open_scope(account("school.lead").pk)
    with lead.transaction():
        assert my_area().calendars.school is not None
        every = editions_of(SCHOOL)
    own = next(one for one in every if one.is_own)
    proposed(every, int(own.name), own.words, own.authority)
