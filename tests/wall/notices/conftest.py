"""A hub that tells a school of a child."""

import pytest

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind
from commonthread.notices.actions import ToAgency
from tests.noticing import send


@pytest.fixture
def council(make):
    return make.agency(AgencyKind.CHILDRENS_SERVICES)


@pytest.fixture
def school(make):
    return make.agency(AgencyKind.SCHOOL)


@pytest.fixture
def hub(make, council):
    return make.scope(council, Role.HUB_OFFICER, team=make.team(council))


@pytest.fixture
def lead(make, school):
    return make.scope(school, Role.SCHOOL_LEAD)


@pytest.fixture
def child(make):
    return make._owner("SELECT identity.new_person()")[0]


@pytest.fixture
def opened(make, hub, child):
    return make.case(hub, child)


@pytest.fixture
def told(hub, opened, school, child):
    """A notice from the hub to the school's desk."""
    return send(hub, opened, ToAgency(school), about=child)
