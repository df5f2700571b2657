"""What is compared is not what was written but what it means."""

from datetime import date

import pytest

from commonthread.identity.standardise import GivenMention, standardise
from commonthread.records.record import Precision


def standard(**fields):
    return standardise(GivenMention(1, **fields))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"family_name": "O'Brien"}, {"family_name": "OBRIEN"}),
        ({"family_name": "Smith-Jones"}, {"family_name": "smith jones"}),
        ({"given_name": "Zoë"}, {"given_name": "Zoe"}),
        ({"given_name": "unknown"}, {"given_name": None}),
        ({"postcode": "b1  1bb"}, {"postcode": "B1 1BB"}),
        ({"phone": "+44 7700 900123"}, {"phone": "07700 900 123"}),
        ({"address": "12 Acacia Avenue, Birmingham"}, {"address": "12, Acacia Ave."}),
        ({"email": "A.Person@Example.org"}, {"email": "a.person@example.org "}),
        ({"nhs_number": "999 000 0026"}, {"nhs_number": "9990000026"}),
        ({"nhs_number": "999 000 0027"}, {"nhs_number": None}),
        ({"agency": "school", "agency_person_id": "A 12"}, {"agency": "school", "agency_person_id": "a12"}),
    ],
)
def test_two_ways_to_write_the_same(one, other):
    assert standard(**one) == standard(**other)


def test_a_number_of_one_agency_is_no_number_of_another():
    school = standard(agency="school", agency_person_id="12")
    assert school.own_number != standard(agency="practice", agency_person_id="12").own_number


def test_a_short_form_and_the_name_in_full_share_an_alias():
    assert set(standard(given_name="Bob").aliases) & set(standard(given_name="Robert").aliases)
    assert "bob" in standard(given_name="Robert", known_as="Bob").aliases


def test_each_part_of_a_double_name_and_a_former_name_is_borne():
    names = standard(family_name="Smith-Jones", former_family_name="van Dijk").family_names
    assert set(names) == {"smithjones", "vandijk", "smith", "jones", "dijk"}


@pytest.mark.parametrize(
    ("born_on", "precision", "day_known"),
    [
        (date(2014, 3, 9), Precision.DAY, True),
        (date(2014, 1, 1), Precision.DAY, False),
        (date(2014, 3, 9), Precision.ABOUT, False),
    ],
)
def test_the_first_of_january_often_means_that_the_day_is_not_known(born_on, precision, day_known):
    assert standard(born_on=born_on, born_precision=precision).born_day_known is day_known


def test_a_postcode_tells_unit_sector_and_district():
    told = standard(postcode="wv14 0aa")
    assert (told.unit, told.sector, told.outcode) == ("WV140AA", "WV140", "WV14")


def test_a_flat_and_its_house_are_both_kept():
    assert standard(address="Flat 3, 12 Acacia Avenue").houses == ("3", "12")


def test_letters_beyond_ascii_stay_different():
    assert standard(given_name="محمد").given != standard(given_name="أحمد").given
