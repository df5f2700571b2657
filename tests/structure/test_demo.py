"""The demo has somebody for every role, each at an agency that is there."""

from commonthread.access.demo import PEOPLE
from commonthread.access.permissions import FOR_PEOPLE
from commonthread.synthetic.agencies import by_code


def test_there_is_somebody_to_sign_in_as_for_each_role():
    assert {person.role for person in PEOPLE} == set(FOR_PEOPLE)


def test_everybody_works_for_an_agency_of_the_invented_force_area():
    assert [person.agency for person in PEOPLE if person.agency not in by_code()] == []
