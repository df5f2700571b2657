"""The household in the field's notation: who stands where, and how they are tied."""

from datetime import date

import pytest

from commonthread.chronology.household import Household, Member, Tie
from commonthread.records.record import Relation, Sex
from commonthread.web.components.generations import generations
from commonthread.web.components.genogram import genogram
from commonthread.web.components.rows import spread
from commonthread.web.templating import environment

MUM, DAD, NEW, GRAN, CHILD, TWIN, BABY, LODGER = range(101, 109)

MEMBERS = (
    Member(person=CHILD, sex=Sex.MALE, age=9, born_on=date(2017, 3, 14)),
    Member(person=TWIN, sex=Sex.FEMALE, age=9, born_on=date(2017, 3, 14)),
    Member(person=BABY, expected_on=date(2027, 2, 3)),
    Member(person=MUM, sex=Sex.FEMALE, age=31),
    Member(person=DAD, sex=Sex.MALE, age=33, lives_here=False, until=date(2025, 2, 11)),
    Member(person=NEW, sex=Sex.MALE, age=35, age_is_estimate=True, shown_as="first name only"),
    Member(person=GRAN, sex=Sex.FEMALE, age=58, lives_here=False),
    Member(person=LODGER, age=40),
)
TIES = (
    Tie(MUM, Relation.MOTHER, CHILD),
    Tie(DAD, Relation.FATHER, CHILD),
    Tie(MUM, Relation.MOTHER, TWIN),
    Tie(DAD, Relation.FATHER, TWIN),
    Tie(MUM, Relation.MOTHER, BABY),
    Tie(NEW, Relation.FATHER, BABY),
    Tie(NEW, Relation.PARTNER, MUM),
    Tie(DAD, Relation.FORMER_PARTNER, MUM),
    Tie(GRAN, Relation.MOTHER, MUM),
    Tie(TWIN, Relation.TWIN, CHILD),
)
HOME = Household(members=MEMBERS, ties=TIES)


def figure(person: int):
    return next(figure for figure in genogram(HOME, CHILD).figures if figure.member.person == person)


def test_each_generation_has_its_row_and_who_is_tied_to_nobody_stands_with_those_of_their_age():
    rows = [{m.person for couple in row for m in couple} for row in generations(HOME, CHILD)]
    assert rows == [{GRAN}, {MUM, DAD, NEW, LODGER}, {CHILD, TWIN, BABY}]


def test_a_mother_stands_between_her_partner_and_her_former_partner():
    order = sorted((figure(p).x, p) for p in (MUM, DAD, NEW))
    assert order[1][1] == MUM


@pytest.mark.parametrize(
    ("person", "shape"),
    [(DAD, "square"), (MUM, "circle"), (LODGER, "diamond"), (BABY, "triangle")],
)
def test_shapes_are_those_of_the_field(person, shape):
    assert figure(person).shape == shape


def test_nobody_stands_on_anybody():
    places = [(figure.x, figure.y) for figure in genogram(HOME, CHILD).figures]
    assert len(set(places)) == len(places)
    for x, y in places:
        assert all(abs(x - other) >= 150 for other, level in places if level == y and other != x)


def test_only_the_person_of_the_page_is_doubled():
    assert [f.member.person for f in genogram(HOME, CHILD).figures if f.is_viewed] == [CHILD]


def test_ties_are_labelled_and_twins_joined():
    labels = {line.label for line in genogram(HOME, CHILD).lines if line.label}
    assert labels == {"partners", "former partners", "twins"}


@pytest.mark.parametrize(
    ("person", "words"),
    [
        (MUM, "mother"),
        (TWIN, "twin"),
        (BABY, "half-sibling"),
        (NEW, "partner of the mother"),
        (LODGER, None),
    ],
)
def test_the_table_says_who_somebody_is_to_the_child(person, words):
    assert HOME.relation(person, CHILD) == words


def test_siblings_without_recorded_parents_are_joined_and_it_is_said():
    members = (Member(person=1, age=9), Member(person=2, age=7))
    drawing = genogram(Household(members=members, ties=(Tie(1, Relation.SIBLING, 2),)), 1)
    assert [line.label for line in drawing.lines] == ["siblings, parents not recorded"]


def test_a_foster_carer_is_tied_by_a_line_of_another_kind():
    members = (Member(person=1, age=9), Member(person=2, age=50))
    (line,) = genogram(Household(members=members, ties=(Tie(2, Relation.FOSTER_CARER, 1),)), 1).lines
    assert (line.style, line.label) == ("stated", "foster carer")


def test_one_person_alone_can_be_drawn():
    assert genogram(Household(members=(Member(person=1),)), 1).width > 0


def test_the_drawing_names_everyone_in_the_table_too():
    page = '{% from "genogram.html" import genogram %}{{ genogram(drawing, home, viewed) }}'
    text = (
        environment(autoescape=True)
        .from_string(page)
        .render(drawing=genogram(HOME, CHILD), home=HOME, viewed=CHILD)
    )
    table = text[text.index("<table") :]
    assert all(f"P-{member.person}" in table for member in MEMBERS)
    assert "style=" not in text


@pytest.mark.parametrize(
    ("wanted", "widths", "places"),
    [
        ([0, 5, 50], [10, 10, 10], [-2.5, 7.5, 50]),
        ([30, 20, 10], [10, 10, 10], [10, 20, 30]),
        ([], [], []),
    ],
)
def test_places_in_a_row_keep_their_order_and_stay_clear(wanted, widths, places):
    assert spread(wanted, widths) == places
