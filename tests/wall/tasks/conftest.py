"""A case of a council under a procedure, and one under none."""

import pytest

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind, Purpose
from commonthread.pathways.queries import case
from commonthread.pathways.tasks import follow_procedure


@pytest.fixture
def council(make):
    return make.agency(AgencyKind.CHILDRENS_SERVICES)


@pytest.fixture
def worker(make, council):
    return make.scope(council, Role.SOCIAL_WORKER, team=make.team(council))


@pytest.fixture
def begun(make, worker):
    """A case about two children under section 47."""
    number = make.case(worker, make.person(), make.person(), purpose=Purpose.SECTION_47)
    with worker.transaction():
        follow_procedure(by=worker, case=case(number), pathway="section-47")
    return number


@pytest.fixture
def plain(make, worker):
    """A case under no procedure."""
    return make.case(worker, make.person())
