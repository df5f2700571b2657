"""A household, put together from what agencies say and from ties."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from commonthread.chronology.facts import Said
from commonthread.chronology.members import called, household, is_child, name_of, names_in
from commonthread.chronology.queries import StoryRead
from commonthread.chronology.story import AgencyShown, Entry, Story
from commonthread.identity.queries import TieShown
from commonthread.records.kind import AgencyKind, Category
from commonthread.records.queries import OpenPerson
from commonthread.records.record import Mention, MentionRole, Precision, Seen, Sex

TODAY = date(2026, 11, 20)
CHILD, MUM, DAD, GRAN = 100000001, 100000002, 100000003, 100000004


def said(agency, year, **fields):
    return Said(agency, datetime(year, 1, 1, tzinfo=UTC), Mention(role=MentionRole.SUBJECT, **fields))


SAID = {
    CHILD: (
        said(
            "school",
            2025,
            given_name="Ann",
            family_name="Hill",
            born_on=date(2017, 3, 14),
            address="1 Hill Row",
            postcode="WM1 1AA",
        ),
        said("police", 2026, given_name="Anne", family_name="Hill", sex=Sex.FEMALE),
    ),
    MUM: (said("police", 2026, given_name="Jo", born_on=date(1990, 1, 1), born_precision=Precision.ABOUT),),
    GRAN: (
        said(
            "school", 2026, given_name="Joan", family_name="Marsh", address="9 Far Lane", postcode="WM9 9ZZ"
        ),
    ),
}
TIES = (
    TieShown(MUM, CHILD, "mother", None, None),
    TieShown(CHILD, MUM, "same address", date(2024, 5, 1), None),
    TieShown(CHILD, DAD, "same address", date(2020, 5, 1), date(2025, 2, 11)),
    TieShown(GRAN, CHILD, "grandparent", None, None),
)
VISIT = Entry(
    record=1, kind="home_visit", label="Home visit", category=Category.SOCIAL_CARE,
    agency=AgencyShown(code="csc", name="Sandhey children’s services", kind=AgencyKind.CHILDRENS_SERVICES),
    happened_from=datetime(2026, 11, 6, tzinfo=UTC), received_at=datetime(2026, 11, 7, tzinfo=UTC), seen=Seen.SEEN,
    persons=(CHILD, MUM),
)  # fmt: skip


@pytest.fixture
def family():
    purpose = OpenPerson("my agency's own work with this person", "x", datetime(2026, 11, 20, tzinfo=UTC))
    return household(
        StoryRead(CHILD, purpose, Story((VISIT,)), {}, SAID, TIES, frozenset(), {}), "school", TODAY
    )


def test_everybody_tied_belongs_to_it_once(family):
    assert [member.person for member in family.members] == [CHILD, MUM, DAD, GRAN]


def test_ones_own_agencys_word_on_a_name_goes_before_a_newer_one(family):
    assert family.member(CHILD).shown_as == "Ann Hill"
    assert name_of(SAID[CHILD], "police") == "Anne Hill"
    assert name_of(SAID[CHILD], "nobody") == "Anne Hill"


def test_an_adult_of_whom_only_a_first_name_is_known_is_shown_so(family):
    assert family.member(MUM).shown_as == "Jo, first name only"
    assert called(Mention(role=MentionRole.SUBJECT, known_as="Dex")) == "“Dex”"
    assert family.member(DAD).shown_as is None


def test_ages_are_exact_where_the_birth_date_is(family):
    assert (family.member(CHILD).age, family.member(CHILD).age_is_estimate) == (9, False)
    assert (family.member(MUM).age, family.member(MUM).age_is_estimate) == (36, True)


@pytest.mark.parametrize(
    ("person", "lives_here", "since", "until"),
    [
        (CHILD, True, None, None),
        (MUM, True, date(2024, 5, 1), None),
        (DAD, False, date(2020, 5, 1), date(2025, 2, 11)),
        (GRAN, False, None, None),
    ],
)
def test_who_lives_here_and_since_when(family, person, lives_here, since, until):
    member = family.member(person)
    assert (member.lives_here, member.since, member.until) == (lives_here, since, until)


def story_of(said, ties=()):
    purpose = OpenPerson("x", "x", datetime(2026, 11, 20, tzinfo=UTC))
    entry = replace(VISIT, persons=tuple(said))
    return StoryRead(CHILD, purpose, Story((entry,)), {}, said, ties, frozenset(), {})


def test_a_mother_who_went_to_a_refuge_with_her_child_still_lives_with_it():
    refuge = {"address": "Pear House", "postcode": "WM6 3AA"}
    both = {person: (said("csc", 2026, given_name="A", **refuge),) for person in (CHILD, MUM)}
    ended = TieShown(CHILD, MUM, "same address", date(2024, 5, 1), date(2026, 8, 17))
    member = household(story_of(both, (ended,)), "csc", TODAY).member(MUM)
    assert (member.lives_here, member.until) == (True, None)


def test_two_of_one_name_are_told_apart_by_their_years_and_else_by_their_numbers():
    terence = {"given_name": "Terence", "family_name": "Hill"}
    known = {
        CHILD: (said("csc", 2026, born_on=date(2004, 1, 1), **terence),),
        DAD: (said("csc", 2026, born_on=date(1975, 1, 1), **terence),),
        GRAN: (said("csc", 2026, **terence),),
        MUM: (said("csc", 2026, given_name="Jo", family_name="Hill"),),
    }
    assert names_in(story_of(known), "csc") == {
        CHILD: "Terence Hill, born 2004", DAD: "Terence Hill, born 1975", GRAN: f"Terence Hill, P-{GRAN}", MUM: "Jo Hill",
    }  # fmt: skip


def test_stated_relations_are_ties_and_addresses_are_not(family):
    assert family.relation(MUM, CHILD) == "mother"
    assert family.relation(DAD, CHILD) is None


def test_each_has_a_line_of_news_and_a_child_also_when_it_was_seen(family):
    assert family.member(CHILD).status == (
        "6 Nov 2026: Home visit, Sandhey children’s services. Last recorded as seen 6 Nov 2026"
    )
    assert family.member(MUM).status == "6 Nov 2026: Home visit, Sandhey children’s services"
    assert family.member(GRAN).status is None


@pytest.mark.parametrize(
    ("born_on", "answer"), [(date(2008, 11, 21), True), (date(2008, 11, 20), False), (None, True)]
)
def test_whoever_may_be_under_18_is_asked_after(born_on, answer):
    assert is_child([said("school", 2026, born_on=born_on)], TODAY) is answer
