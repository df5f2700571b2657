"""Who belongs to a child's family, by ties and by what records say."""

import pytest

from commonthread.chronology.household import Household, Member, Tie
from commonthread.chronology.kin import kin, together, told
from commonthread.identity.queries import TieShown
from commonthread.records.examples import example
from commonthread.records.queries import Content, Known
from commonthread.records.record import Mention, MentionRole, Relation

CHILD, SISTER, MUM, PARTNER, HALF, GRAN, AUNT = range(1, 8)


def tie(person, kind, other):
    return TieShown(person, other, kind, None, None)


FAMILY = [
    tie(MUM, "mother", CHILD),
    tie(MUM, "partner", PARTNER),
    tie(MUM, "mother", HALF),
    tie(SISTER, "sibling", CHILD),
    tie(GRAN, "mother", MUM),
    tie(AUNT, "sibling", MUM),
]


@pytest.mark.parametrize(
    ("whose", "family"),
    [
        (CHILD, {CHILD, SISTER, MUM, PARTNER, HALF}),
        (HALF, {HALF, MUM, PARTNER, CHILD}),
        (GRAN, {GRAN, MUM}),
        (MUM, {MUM, CHILD, PARTNER, HALF, GRAN, AUNT}),
    ],
)
def test_a_family_is_parents_their_partners_and_children_and_siblings(whose, family):
    assert kin(whose, FAMILY) == family


def test_a_child_of_says_the_same_as_a_parent_of():
    assert kin(CHILD, [tie(CHILD, "child", MUM), tie(HALF, "child", MUM)]) == {CHILD, MUM, HALF}


def test_two_who_are_siblings_of_a_third_are_of_one_family():
    assert kin(CHILD, [tie(CHILD, "sibling", SISTER), tie(HALF, "sibling", SISTER)]) == {CHILD, SISTER, HALF}


def test_whoever_shares_an_address_belongs_to_it():
    assert kin(CHILD, [tie(AUNT, "same address", CHILD)]) == {CHILD, AUNT}


def known(number, person, role, relation=None):
    return Known(number, person, Mention(role=role, relation=relation))


def test_a_record_tells_what_each_is_to_its_first_subject_and_no_more():
    said = Content(
        1,
        "",
        example("contact"),
        (
            known(1, SISTER, MentionRole.SUBJECT),
            known(2, MUM, MentionRole.PARENT, Relation.MOTHER),
            known(3, AUNT, MentionRole.REFERRER, Relation.NOT_RELATED),
            known(4, None, MentionRole.SIBLING, Relation.SIBLING),
            known(5, PARTNER, MentionRole.HOUSEHOLD_MEMBER),
        ),
    )
    assert list(told({1: said})) == [tie(MUM, "mother", SISTER)]


def test_a_tie_told_twice_stands_once():
    assert together(FAMILY[:1], FAMILY[:2]) == FAMILY[:2]


def test_a_sibling_of_a_sibling_is_said_to_be_no_more_than_that():
    family = Household(
        members=tuple(Member(person=person) for person in (CHILD, SISTER, HALF)),
        ties=(Tie(CHILD, Relation.SIBLING, SISTER), Tie(HALF, Relation.SIBLING, SISTER)),
    )
    assert family.relation(HALF, CHILD) == "sibling of a sibling"
