"""What a pair of mentions weighs, and why."""

from dataclasses import replace
from datetime import date

import pytest

from commonthread.identity.model import load
from commonthread.identity.score import score_one, score_pairs
from commonthread.identity.standardise import GivenMention, standardise

MODEL = load().among(500_000)

AMELIA = GivenMention(
    1,
    agency="school",
    agency_person_id="77",
    given_name="Amelia",
    middle_names="Rose",
    family_name="Hartshorne",
    born_on=date(2014, 3, 9),
    sex="F",
    address="12 Acacia Avenue",
    postcode="ZZ1 1AA",
)
ALIKE = {"agency": "practice", "agency_person_id": "4"}


def weight(**change) -> float:
    other = replace(AMELIA, **{"number": 2, **ALIKE, **change})
    return float(score_pairs([standardise(AMELIA)], [standardise(other)], MODEL).weights[0])


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"given_name": "Millie", "middle_names": None},
        {"family_name": "Hartshorn", "address": None},
        {"born_on": date(2014, 9, 3)},
        {"postcode": "ZZ9 9ZZ", "address": "4 Station Road"},
        {"given_name": "Hartshorne", "family_name": "Amelia", "postcode": None},
    ],
)
def test_one_person_is_known_again(change):
    assert weight(**change) >= MODEL.link_at


@pytest.mark.parametrize(
    ("who", "change"),
    [
        ("a twin", {"given_name": "Isla", "middle_names": "Grace"}),
        ("a twin brother", {"given_name": "Noah", "middle_names": None, "sex": "M"}),
        ("a sister", {"given_name": "Isla", "middle_names": None, "born_on": date(2011, 6, 21)}),
        ("a mother of the same name", {"middle_names": None, "born_on": date(1986, 6, 21)}),
        (
            "a namesake",
            {"middle_names": "Jane", "born_on": date(1961, 6, 2), "postcode": "ZZ9 9ZZ", "address": None},
        ),
    ],
)
def test_somebody_else_is_not_linked(who, change):
    assert weight(**change) < MODEL.link_at


def test_two_valid_nhs_numbers_speak_against():
    assert weight(nhs_number="9990000018") == weight()
    one = replace(AMELIA, nhs_number="9990000018")
    other = replace(AMELIA, number=2, nhs_number="9990000026", **ALIKE)
    same = replace(other, nhs_number="9990000018")
    weights = score_pairs([standardise(one)] * 2, [standardise(other), standardise(same)], MODEL).weights
    assert weights[0] < weight() - 5 < weight() + 5 < weights[1]


def test_a_mention_without_a_name_links_by_identifier_and_birth_date():
    census = GivenMention(3, agency="council", upn="A000000000000", born_on=date(2014, 3, 9))
    school = replace(AMELIA, upn="A000000000000")
    assert score_pairs([standardise(census)], [standardise(school)], MODEL).weights[0] >= MODEL.link_at


def test_an_agencys_own_number_ties_its_mentions():
    assert weight(agency="school", agency_person_id="77", born_on=None, postcode=None) > MODEL.link_at
    assert weight(agency="school", agency_person_id="78") < weight()


def test_a_rare_name_weighs_more():
    def moved(family_name: str) -> float:
        here, there = (
            standardise(replace(AMELIA, family_name=family_name, postcode=postcode))
            for postcode in ("ZZ1 1AA", "ZZ9 9ZZ")
        )
        return float(score_pairs([here], [there], MODEL).weights[0])

    assert moved("Featherstonehaugh") > moved("Smith")


def test_the_explanation_adds_up_to_the_weight():
    called = {2: "Isla", 3: "Amelia"}
    candidates = [standardise(replace(AMELIA, number=n, given_name=called[n])) for n in called]
    best, second = score_one(standardise(AMELIA), candidates, MODEL)
    assert (best.number, second.number) == (3, 2)
    for scored in (best, second):
        assert MODEL.prior + sum(part.weight for part in scored.because) == pytest.approx(scored.weight)


def test_the_order_of_the_two_does_not_matter(town):
    left, right = town[:300], town[1:301]
    assert (score_pairs(left, right, MODEL).weights == score_pairs(right, left, MODEL).weights).all()
