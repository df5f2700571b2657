"""The demo has somebody for every role, each at an agency that is there."""

from commonthread.access.demo import PEOPLE
from commonthread.access.permissions import FOR_PEOPLE
from commonthread.access.terms import Category
from commonthread.serving.demo_agreements import AGREEMENTS
from commonthread.synthetic.agencies import by_code


def test_there_is_somebody_to_sign_in_as_for_each_role():
    assert {person.role for person in PEOPLE} == set(FOR_PEOPLE)


def test_everybody_works_for_an_agency_of_the_invented_force_area():
    assert [person.agency for person in PEOPLE if person.agency not in by_code()] == []


def test_no_agreement_of_the_demo_shares_what_sexual_health_services_know():
    shared = {
        category
        for agreement in AGREEMENTS
        for clause in agreement["clauses"]
        for category in clause["categories"]
    }
    assert Category.SEXUAL_HEALTH not in shared
    assert Category.HEALTH in shared
