"""The night's call, and the school before its bell: told of its own pupil, acknowledged by name, and seen on the case."""

import pytest
from playwright.sync_api import expect

from commonthread.access.permissions import Role
from commonthread.access.scope import open_scope
from commonthread.access.terms import AgencyKind
from commonthread.pathways.queries import case
from commonthread.pathways.tasks import follow_procedure

WORDS = "It was at eleven last night. She may be tired."


@pytest.fixture
def night(make):
    """A police case about a brother and a sister, whose schools are to be told."""
    officer = make.scope(make.agency(), Role.HUB_OFFICER)
    number = make.case(officer, make.person(), make.person())
    with officer.transaction():
        follow_procedure(by=officer, case=case(number), pathway="domestic-abuse")
    return officer, number


def test_a_school_is_told_before_it_opens_and_says_that_it_knows(make, sign_in, night):
    officer, number = night
    schools = [make.agency(AgencyKind.SCHOOL) for _ in range(2)]
    leads = [make.user(school, Role.SCHOOL_LEAD) for school in schools]
    with officer.transaction():
        children = [person.number for person in case(number).people]

    police = sign_in(officer.user, script=False)
    police.goto(f"/cases/{number}")
    police.get_by_role("link", name="Tell the schools").click()
    for child, school in zip(children, schools, strict=True):
        police.get_by_label(f"P-{child}").select_option(school)
    police.get_by_label("What must the schools know?").fill(WORDS)
    police.get_by_role("button", name="Send the notices").click()
    expect(police.get_by_text("2 notices are sent, one for each child.")).to_be_visible()
    expect(police.get_by_text("Not read yet")).to_have_count(2)

    for lead, child, other in ((leads[0], *children), (leads[1], *reversed(children))):
        school = sign_in(lead, width=320)
        school.goto("/")
        school.get_by_role("link", name="1 notice to us waits to be acknowledged").click()
        school.get_by_role("link", name="Before the school opens").click()
        expect(school.get_by_text(WORDS)).to_be_visible()
        assert school.get_by_text(f"P-{child}").count()
        assert not school.get_by_text(f"P-{other}").count()
        school.get_by_label("Anything that they should know").fill("Her form teacher knows")
        school.get_by_role("button", name="Acknowledge").click()
        expect(school.get_by_text("Acknowledged. Whoever sent it sees that, and your name.")).to_be_visible()

    police.goto(f"/cases/{number}")
    expect(police.get_by_text("Acknowledged", exact=True)).to_have_count(2)
    assert police.get_by_text(open_scope(leads[0]).name).count()
