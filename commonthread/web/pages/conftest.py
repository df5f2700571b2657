"""A hub that sends notices, a school that gets them, and a case out of which they are sent."""

from dataclasses import dataclass

import pytest

from commonthread.access.permissions import Role
from commonthread.access.scope import Scope
from commonthread.access.terms import AgencyKind
from commonthread.notices.actions import ToAgency
from tests.noticing import send


@dataclass(frozen=True)
class Telling:
    hub: Scope
    school: str
    lead: Scope
    case: int
    child: int

    def tell(self) -> int:
        return send(self.hub, self.case, ToAgency(self.school), about=self.child)


@pytest.fixture
def telling(make) -> Telling:
    school = make.agency(AgencyKind.SCHOOL)
    hub = make.scope(make.agency(AgencyKind.CHILDRENS_SERVICES), Role.HUB_OFFICER)
    make.partners(hub.agency, school)
    child = make.person()
    return Telling(hub, school, make.scope(school, Role.SCHOOL_LEAD), make.case(hub, child), child)
