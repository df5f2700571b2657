"""A case that the police may open about a child whom a school knows."""

import pytest

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind, Category, Purpose
from tests.wall.cases.enquiry import ENQUIRY, GIRL


@pytest.fixture
def world(make):
    """A hub officer of the police, and a school that knows a child and shares it in full for an enquiry."""
    police, school = make.agency(AgencyKind.POLICE), make.agency(AgencyKind.SCHOOL)
    child = make.person()
    concern = make.record(school, make.draft("school_welfare_concern", GIRL), persons=(child,))
    for purpose in (ENQUIRY, Purpose.SECTION_47):
        make.agreement(
            viewer=police, role=Role.HUB_OFFICER, holder=school, category=Category.EDUCATION, purpose=purpose
        )
    return make.scope(police, Role.HUB_OFFICER), school, child, concern
