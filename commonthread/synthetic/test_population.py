"""The invented population looks like the area's, within tolerance."""

from collections import Counter
from datetime import date
from random import Random

import pytest

from commonthread.synthetic.census import DISTRICTS, RESIDENTS_THOUSANDS
from commonthread.synthetic.population import population
from commonthread.synthetic.registry import Registry

UNTIL = date(2026, 11, 20)
PEOPLE = 12_000


@pytest.fixture(scope="module")
def people():
    registry = Registry(Random(1))
    kins = list(population(registry, PEOPLE, 1, UNTIL))
    return [p for kin in kins for home in kin.households for p in home.members if p.household is home]


@pytest.mark.parametrize(
    ("what", "expected", "of"),
    [
        ("aged under 16 (census 0.217)", (0.18, 0.24), lambda p: p.age_on(UNTIL) < 16),
        ("aged 65 and over (census 0.148)", (0.12, 0.18), lambda p: p.age_on(UNTIL) >= 65),
        ("women and girls (census 0.508)", (0.48, 0.53), lambda p: p.sex == "F"),
        ("White British (census 0.561)", (0.50, 0.61), lambda p: p.ethnic_group.code == "WBRI"),
        ("Pakistani (census 0.096)", (0.07, 0.13), lambda p: p.ethnic_group.code == "APKN"),
        ("Indian (census 0.077)", (0.055, 0.10), lambda p: p.ethnic_group.code == "AIND"),
        ("Caribbean (census 0.028)", (0.018, 0.045), lambda p: p.ethnic_group.code == "BCRB"),
        ("one of twins, a bit more often than in life", (0.004, 0.018), lambda p: p.twin is not None),
        ("of the same name as a near relative", (0.002, 0.012), lambda p: p.namesake is not None),
        ("looked after by an authority", (0.001, 0.008), lambda p: p.looked_after_since is not None),
    ],
)
def test_share_of_people_who_are(people, what, expected, of):
    low, high = expected
    assert low < sum(map(of, people)) / len(people) < high, what


def test_districts_have_their_share_of_people(people):
    counts = Counter(person.household.homes[0][1].district for person in people)
    for district, residents in zip(DISTRICTS, RESIDENTS_THOUSANDS, strict=True):
        share, expected = counts[district] / len(people), residents / sum(RESIDENTS_THOUSANDS)
        assert abs(share - expected) < 0.25 * expected + 0.01, district


def test_twins_share_a_mother_and_a_birthday_and_have_names_of_their_own(people):
    twins = [person for person in people if person.twin]
    assert twins
    for person in twins:
        assert (person.twin.mother, person.twin.born_on) == (person.mother, person.born_on)
        assert person.twin.given_name != person.given_name


def test_relatives_of_the_same_name_are_different_people_with_different_numbers(people):
    alike = [person for person in people if person.namesake]
    for person in alike:
        assert person.namesake.given_name == person.given_name
        assert person.namesake.nhs_number != person.nhs_number or person.nhs_number is None


def test_nobody_is_a_mother_before_sixteen_or_after_fifty(people):
    ages = [(child.born_on - child.mother.born_on).days / 365.25 for child in people if child.mother]
    assert min(ages) > 15.9
    assert max(ages) < 50
