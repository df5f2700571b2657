"""Below section 47 other agencies are asked once a consent decision says so."""

import pytest
from django.db import DatabaseError, connections

from commonthread.access.permissions import Role
from commonthread.access.scope import ConsentFirst
from commonthread.access.terms import WITHOUT_CONSENT_DECISION, Level, Purpose
from commonthread.pathways import actions
from commonthread.pathways.actions import Decision
from commonthread.pathways.queries import case
from commonthread.pathways.terms import Answer, Sort
from commonthread.records.queries import known
from tests.wall.cases.enquiry import ENQUIRY, GIRL, ask, seen

REFUSED = Decision(True, Answer.REFUSED, "the father said no", False, "A manager")
REFUSED_BUT = Decision(True, Answer.REFUSED, "the child would not be safe otherwise", True, "A manager")


@pytest.mark.parametrize(
    ("purpose", "decision", "opens"),
    [
        (ENQUIRY, None, False),
        (ENQUIRY, REFUSED, False),
        (ENQUIRY, REFUSED_BUT, True),
        (
            ENQUIRY,
            Decision(False, Answer.NOT_SOUGHT, "it would put the child at risk", True, "A manager"),
            True,
        ),
        (ENQUIRY, Decision(False, Answer.NOT_SOUGHT, "not urgent", False, "A manager"), False),
        (Purpose.SECTION_47, None, True),
    ],
)
def test_below_section_47_others_are_asked_only_once_a_consent_decision_says_so(
    world, make, purpose, decision, opens
):
    scope, school, child, concern = world
    number = make.case(scope, child, purpose=purpose, decision=decision)
    assert seen(scope, child) == ({concern} if opens else set())
    answer = next(a for a in known(scope, [child], purpose=purpose) if a.agency == school)
    assert answer.level == (Level.FULL if opens else Level.RING)
    if not opens:
        with pytest.raises(ConsentFirst), scope.transaction():
            ask(scope, number, child, school)


def test_a_consent_decision_that_is_changed_holds_at_once_and_every_version_is_kept(world, make):
    scope, _, child, concern = world
    number = make.case(scope, child)
    with scope.transaction():
        actions.record_consent(by=scope, case=number, people=[child], decision=REFUSED)
    assert seen(scope, child) == set()
    with scope.transaction():
        assert [version.answer for version in case(number).consents] == [Answer.REFUSED, Answer.AGREED]


def test_the_decision_about_a_child_is_none_about_an_adult(world, make):
    scope, school, child, concern = world
    adult = make.person()
    about_him = make.record(school, make.draft("school_welfare_concern", GIRL), persons=(adult,))
    number = make.case(scope, child)
    with scope.transaction():
        actions.add_people(by=scope, case=number, people={adult: Sort.ADULT}, because="the father")
    assert seen(scope, child, adult) == {concern}
    with scope.transaction():
        actions.record_consent(by=scope, case=number, people=[adult], decision=REFUSED_BUT)
    assert seen(scope, child, adult) == {concern, about_him}


@pytest.mark.parametrize(
    "wrong",
    [
        Decision(True, Answer.AGREED, " ", True, "A manager"),
        Decision(True, Answer.AGREED, "spoke to her", True, ""),
        Decision(False, Answer.AGREED, "spoke to her", True, "A manager"),
    ],
)
def test_a_decision_says_why_and_who_and_nobody_agrees_who_was_not_told(world, make, wrong):
    scope, _, child, _ = world
    number = make.case(scope, child, decision=None)
    with pytest.raises(DatabaseError), scope.transaction():
        actions.record_consent(by=scope, case=number, people=[child], decision=wrong)


def test_the_database_and_the_code_agree_for_which_purposes_nobody_waits(make):
    scope = make.scope(make.agency(), Role.HUB_OFFICER)
    with scope.transaction(), connections["app"].cursor() as cursor:
        cursor.execute("SELECT p, access.waits_for_consent(p) FROM unnest(%s::text[]) p", [list(Purpose)])
        assert {purpose for purpose, waits in cursor.fetchall() if not waits} == WITHOUT_CONSENT_DECISION
