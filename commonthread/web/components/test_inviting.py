"""Of very many agencies those that a meeting needs and those that know its people come first; the others by name."""

import pytest

from commonthread.access.queries import AgencyKnown
from commonthread.access.terms import AgencyKind, Level
from commonthread.records.queries import Answer
from commonthread.web.components.inviting import MOST, named, offers

COUNCIL, POLICE, HEALTH, SCHOOL = (
    AgencyKind.CHILDRENS_SERVICES,
    AgencyKind.POLICE,
    AgencyKind.HEALTH,
    AgencyKind.SCHOOL,
)


def agency(code, kind, district="here"):
    return AgencyKnown(code, code.replace("-", " ").title(), kind, district, "0121 496 0000", "")


AREA = {
    one.code: one
    for one in [
        agency("council", COUNCIL), agency("police", POLICE, ""), agency("police-elsewhere", POLICE, "there"),
        *(agency(f"practice-{number}", HEALTH) for number in range(9)),
        *(agency(f"school-{number}", SCHOOL) for number in range(400)),
    ]
}  # fmt: skip
SAID = [
    Answer(1, "practice-3", Level.FULL, ()), Answer(1, "school-7", Level.FULL, ()), Answer(2, "school-7", Level.FULL, ()),
    Answer(1, "school-8", Level.FULL, ()), Answer(1, "school-9", Level.NOTHING, ()),
]  # fmt: skip


def offered(find="", chosen=(), have_a_part=()):
    return offers(
        AREA, SAID, own="council", quorum=(COUNCIL, POLICE, HEALTH), have_a_part=have_a_part, chosen=chosen, find=find
    )  # fmt: skip


def codes(group):
    return [one.agency.code for one in group]


def test_those_that_must_be_there_come_first_and_of_many_only_those_that_know_somebody():
    assert {kind: codes(group) for kind, group in offered().needed.items()} == {
        POLICE: ["police"],
        HEALTH: ["practice-3"],
    }


def test_whoever_has_a_part_in_the_case_already_comes_before_those_that_know_somebody():
    shown = offered(have_a_part=("practice-8", "school-9", "school-8"))
    assert codes(shown.needed[HEALTH]) == ["practice-8", "practice-3"]
    assert codes(shown.taking_part) == ["school-8", "school-9"]
    assert codes(shown.knowing) == ["school-7"]


def test_then_those_that_know_somebody_whoever_knows_most_first():
    assert codes(offered().knowing) == ["school-7", "school-8"]


@pytest.mark.parametrize(
    ("find", "expected"),
    [("", []), ("school 399", ["school-399"]), ("399 SCHOOL", ["school-399"]), ("school 7", ["school-7"]), ("elsewhere", ["police-elsewhere"])],
)  # fmt: skip
def test_the_others_are_found_by_name(find, expected):
    shown = offered(find)
    assert [code for code in codes(shown.found) + codes(shown.knowing) if code in expected] == expected
    assert find or shown.found == ()


def test_of_very_many_that_are_called_so_it_says_to_write_more():
    shown = offered("school")
    assert (len(shown.found), shown.too_many) == (MOST, True)


def test_what_was_chosen_stays_whatever_is_looked_for_next():
    assert codes(offered("school 399", chosen=("school-12",)).found) == ["school-12", "school-399"]


@pytest.mark.parametrize(
    ("words", "expected"), [("Police", ["police"]), ("school-7", ["school-7"]), ("nobody", []), ("", [])]
)
def test_a_whole_name_means_one(words, expected):
    assert [one.code for one in named(AREA, words)] == expected
