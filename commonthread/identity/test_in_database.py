"""What is known is found in the database as it would be in memory, without reading what is too common to compare."""

from datetime import date

import pytest
from django.db import connections

from commonthread.access.terms import AgencyKind
from commonthread.identity.block import keys
from commonthread.identity.delta import link_delta
from commonthread.identity.in_database import InDatabase
from commonthread.identity.in_memory import InMemory
from commonthread.identity.linking import link_unlinked
from commonthread.identity.model import load
from commonthread.identity.standardise import GivenMention, given, standardise
from commonthread.records.record import Mention, MentionRole

MODEL = load().among(50_000)
ONE_DAY = date(2017, 3, 14)
NAMES = ("Ada", "Bea", "Cass", "Dot", "Esme", "Fay", "Gwen", "Hope", "Ida", "Joy", "Kit", "Lou", "Mae", "Nan")


def born_that_day(name: str, **more) -> Mention:
    return Mention(
        role=MentionRole.SUBJECT, given_name=name, family_name=f"{name}son", born_on=ONE_DAY, **more
    )


@pytest.fixture
def known(fresh_database, make):
    """Many born on one day; three of them told of again and again, by two agencies, in the same words."""
    for agency in (make.agency(AgencyKind.POLICE), make.agency(AgencyKind.SCHOOL)):
        for said in [born_that_day(name) for name in NAMES] + [born_that_day(name) for name in NAMES[:3]] * 3:
            make.record(agency, make.draft("case_note", said))
    link_unlinked()
    return mentions("SELECT number, agency, given FROM content.mention")


def mentions(sql):
    with connections["engine"].cursor() as cursor:
        cursor.execute(sql)
        return [
            standardise(given(number, agency, Mention.model_validate_json(said)))
            for number, agency, said in cursor.fetchall()
        ]


@pytest.mark.parametrize(
    "new",
    [
        GivenMention(10**9, "police", given_name="Bea", family_name="Beason", born_on=ONE_DAY),
        GivenMention(10**9, "police", given_name="Zoe", family_name="Unlike", born_on=ONE_DAY),
        GivenMention(10**9, "police", given_name="Ada", family_name="Adason"),
    ],
    ids=["somebody known", "somebody of the same day", "a name alone"],
)
def test_the_answer_is_that_of_memory(known, new):
    asked = [standardise(new)]
    there, here = link_delta(asked, InDatabase(), MODEL), link_delta(asked, InMemory(known), MODEL)
    assert there.numbers.tolist() == here.numbers.tolist()
    assert there.persons.tolist() == here.persons.tolist()
    assert there.weights.tolist() == here.weights.tolist()
    assert set(there.reviewables) == set(here.reviewables)


def test_those_who_only_share_a_common_key_are_not_read(known):
    asked = keys(standardise(GivenMention(0, born_on=ONE_DAY)))
    assert InMemory(known).sharing(asked)
    assert InDatabase().sharing(asked) == []


def test_what_is_said_alike_is_each_its_own_mention(known):
    asked = keys(standardise(GivenMention(0, given_name="Ada", family_name="Adason")))
    found = InDatabase().sharing(asked)
    assert {mention.number for mention in found} == {m.number for m in known if m.given == "ada"}
    assert len(found) == 8
    assert {m.number: m for m in found} == {m.number: m for m in known if m.given == "ada"}


def test_who_has_no_person_yet_is_not_known(known, make):
    make.record(make.agency(), make.draft("case_note", born_that_day("Ada")))
    asked = keys(standardise(GivenMention(0, given_name="Ada", family_name="Adason")))
    assert len(InDatabase().sharing(asked)) == 8
    assert len(list(InDatabase().numbered([m.number for m in known]))) == len(known)
