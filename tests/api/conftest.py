from collections.abc import Callable

import pytest

from commonthread.access.terms import AgencyKind
from tests.calling import System, system


@pytest.fixture
def caller(make) -> Callable[..., System]:
    """`caller()` is a system of a children's service that may send every kind; more is said by name."""

    def made(**more) -> System:
        agency = more.pop("agency", None)
        if agency is None:
            agency = make.agency(AgencyKind.CHILDRENS_SERVICES)
            make.feed_agreement(agency)
        return system(make, agency, **more)

    return made
