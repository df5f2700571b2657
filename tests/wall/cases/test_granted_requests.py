"""A request that is granted opens what was asked for, to that case, until its day."""

import pytest
from django.utils.timezone import localdate

from commonthread.access.permissions import Role
from commonthread.access.scope import NotAllowed
from commonthread.access.terms import AgencyKind, Category, Level
from commonthread.pathways import actions
from commonthread.pathways.requests import answer_request, my_requests, requests_to_us
from commonthread.pathways.terms import Outcome
from commonthread.records.queries import read
from tests.wall.cases.enquiry import ENQUIRY, GIRL, ask, seen


@pytest.fixture
def clinic(world, make):
    """A clinic that knows the child and shares nothing, with somebody who answers for it; and an open case."""
    scope, _, child, _ = world
    clinic = make.agency(AgencyKind.HEALTH)
    make.partners(scope.agency, clinic)
    visit = make.record(clinic, make.draft("ae_attendance", GIRL), persons=(child,))
    return scope, make.case(scope, child), child, make.scope(clinic, Role.HEALTH_PRACTITIONER), visit


def test_a_request_that_is_granted_opens_what_was_asked_for_until_the_day_that_was_given(clinic, make):
    scope, number, child, nurse, visit = clinic
    assert visit not in seen(scope, child)
    with scope.transaction():
        asked = ask(scope, number, child, nurse.agency)
    with nurse.transaction():
        (waiting,) = requests_to_us()
        assert (waiting.number, waiting.person, waiting.outcome) == (asked, child, Outcome.WAITING)
        answer_request(
            by=nurse,
            number=asked,
            because="for this enquiry",
            level=Level.SUMMARY,
            until=waiting.wanted_until,
        )
    assert visit in seen(scope, child)
    assert read(scope, [visit], purpose=ENQUIRY, reason="contact")[visit].draft is None
    make._owner("UPDATE access_allowance SET until_at = now() WHERE request = %s", asked)
    assert visit not in seen(scope, child)


def test_a_request_for_one_record_opens_that_record_alone(clinic, make):
    scope, number, child, nurse, visit = clinic
    other = make.record(nurse.agency, make.draft("ae_attendance", GIRL), persons=(child,))
    make.agreement(viewer=scope.agency, role=Role.HUB_OFFICER, holder=nurse.agency, category=Category.HEALTH,
                   purpose=ENQUIRY, level=Level.SUMMARY)  # fmt: skip
    with scope.transaction():
        asked = ask(scope, number, child, nurse.agency, category="", records=[visit])
    with nurse.transaction():
        answer_request(by=nurse, number=asked, because="yes", level=Level.FULL, until=localdate())
    contents = read(scope, [visit, other], purpose=ENQUIRY, reason="contact")
    assert [contents[record].draft is not None for record in (visit, other)] == [True, False]


def test_what_was_granted_to_one_case_is_not_for_another(clinic, make):
    scope, number, child, nurse, visit = clinic
    with scope.transaction():
        asked = ask(scope, number, child, nurse.agency)
    with nurse.transaction():
        answer_request(by=nurse, number=asked, because="yes", level=Level.FULL, until=localdate())
    other = make.scope(scope.agency, Role.HUB_OFFICER)
    make.case(other, child)
    assert visit not in seen(other, child)
    with scope.transaction():
        actions.close_case(by=scope, case=number, because="done", outcomes={child: "safe"})
    assert visit not in seen(scope, child)


def test_a_refusal_is_kept_with_its_reason_and_shown_to_whoever_asked(clinic):
    scope, number, child, nurse, visit = clinic
    with scope.transaction():
        asked = ask(scope, number, child, nurse.agency)
    with nurse.transaction():
        answer_request(by=nurse, number=asked, because="ask her for it herself")
    with scope.transaction():
        (mine,) = my_requests()
    assert (mine.outcome, mine.answer) == (Outcome.REFUSED, "ask her for it herself")
    assert visit not in seen(scope, child)
    with pytest.raises(NotAllowed), nurse.transaction():
        answer_request(
            by=nurse, number=asked, because="on second thoughts", level=Level.FULL, until=mine.wanted_until
        )


def test_only_the_agency_that_is_asked_answers(clinic, make):
    scope, number, child, nurse, _ = clinic
    with scope.transaction():
        asked = ask(scope, number, child, nurse.agency)
    stranger = make.scope(make.agency(AgencyKind.HEALTH), Role.HEALTH_PRACTITIONER)
    with pytest.raises(NotAllowed), stranger.transaction():
        answer_request(by=stranger, number=asked, because="mine", level=Level.FULL, until=localdate())
