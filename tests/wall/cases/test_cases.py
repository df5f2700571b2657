"""A case is the reason for which others' records are seen: it opens them, keeps to its purpose, and closes them."""

import pytest
from django.db import DatabaseError

from commonthread.access.permissions import Role
from commonthread.access.scope import NotAllowed
from commonthread.access.terms import AgencyKind, Category, Level, Purpose
from commonthread.pathways import actions
from commonthread.pathways.queries import case, case_ledger
from commonthread.pathways.terms import Sort
from commonthread.records.actions import open_person
from commonthread.records.queries import envelope, known, open_purpose, read
from tests.wall.cases.enquiry import ENQUIRY, GIRL, seen


def test_a_case_opens_what_is_shared_for_its_purpose_and_closing_closes_it_at_once(world, make):
    scope, _, child, concern = world
    number = make.case(scope, child)
    assert seen(scope, child) == {concern}
    with scope.transaction():
        actions.close_case(
            by=scope, case=number, because="no further action", outcomes={child: "safe at home"}
        )
    assert seen(scope, child) == set()
    with pytest.raises(NotAllowed):
        read(scope, [concern], purpose=ENQUIRY, reason="after it was closed")


def test_a_closed_case_can_be_reopened_with_a_reason(world, make):
    scope, _, child, concern = world
    number = make.case(scope, child)
    with scope.transaction():
        actions.close_case(by=scope, case=number, because="done", outcomes={child: "safe"})
    with scope.transaction():
        actions.reopen_case(by=scope, case=number, because="a second call")
    assert seen(scope, child) == {concern}


def test_closing_asks_what_became_of_every_one_of_them(world, make):
    scope, _, child, _ = world
    other = make.person()
    number = make.case(scope, child, other)
    for outcomes in ({}, {child: "safe"}, {child: "safe", other: "  "}):
        with pytest.raises(DatabaseError, match="reason is needed|became of"), scope.transaction():
            actions.close_case(by=scope, case=number, because="done", outcomes=outcomes)


def test_what_one_knows_of_a_stated_purpose_opens_nothing_of_others(world):
    scope, _, child, concern = world
    with scope.transaction():
        open_person(by=scope, person=child, purpose=ENQUIRY, because="contact")
    assert seen(scope, child) == set()
    with pytest.raises(NotAllowed):
        read(scope, [concern], purpose=ENQUIRY, reason="contact")


def test_whoever_is_put_in_is_seen_and_whoever_is_taken_out_is_not(world, make):
    scope, school, child, concern = world
    brother = make.person()
    his = make.record(school, make.draft("school_welfare_concern", GIRL), persons=(brother,))
    number = make.case(scope, child, purpose=Purpose.SECTION_47)
    with scope.transaction():
        actions.add_people(by=scope, case=number, people={brother: Sort.CHILD}, because="lives there too")
    assert seen(scope, child, brother) == {concern, his}
    with scope.transaction():
        actions.take_out(by=scope, case=number, person=brother, because="lives elsewhere")
    assert seen(scope, child, brother) == {concern}


def test_whoever_searches_their_own_roll_only_sees_nothing_of_a_person_whom_their_agency_does_not_know(make):
    school, police = make.agency(AgencyKind.SCHOOL), make.agency()
    child, pupil = make.person(), make.person()
    incidents = [
        make.record(police, make.draft("police_incident", GIRL), persons=(p,)) for p in (child, pupil)
    ]
    make.record(school, make.draft("school_welfare_concern", GIRL), persons=(pupil,))
    make.agreement(
        viewer=school,
        role=Role.SCHOOL_LEAD,
        holder=police,
        category=Category.CRIME_AND_INCIDENTS,
        purpose=ENQUIRY,
    )
    lead = make.scope(school, Role.SCHOOL_LEAD)
    make.case(lead, child, pupil)
    assert not seen(lead, child)
    assert incidents[1] in seen(lead, pupil)


def test_what_is_read_under_a_case_stands_on_the_ledger_with_the_case(world, make):
    scope, _, child, concern = world
    number = make.case(scope, child, because="a neighbour rang")
    with scope.transaction():
        purpose = open_purpose(child)
    assert (purpose.case, purpose.because) == (number, "a neighbour rang")
    read(scope, [concern], purpose=purpose.purpose, reason=purpose.because)
    told = [(event.type, event.what, event.person) for event in case_ledger(scope, number)]
    assert told == [
        ("consultation", "case ledger", None),
        ("disclosure", "", child),
        ("consent decision", "agreed", child),
        ("case opened", "put in", child),
    ]


def test_the_number_of_a_case_tells_nothing_of_others(world, make):
    scope, _, child, _ = world
    numbers = [make.case(scope, child) for _ in range(8)]
    assert len({abs(b - a) for a, b in zip(numbers, numbers[1:], strict=False)} - {1}) > 5
    assert numbers != sorted(numbers)


@pytest.mark.parametrize("level", list(Level)[1:])
def test_an_agreement_s_level_is_all_that_a_case_shows(make, level):
    police, school = make.agency(AgencyKind.POLICE), make.agency(AgencyKind.SCHOOL)
    child = make.person()
    concern = make.record(school, make.draft("school_welfare_concern", GIRL), persons=(child,))
    make.agreement(
        viewer=police,
        role=Role.HUB_OFFICER,
        holder=school,
        category=Category.EDUCATION,
        purpose=ENQUIRY,
        level=level,
    )
    scope = make.scope(police, Role.HUB_OFFICER)
    make.case(scope, child)
    (answer,) = [a for a in known(scope, [child], purpose=ENQUIRY) if a.agency == school]
    assert answer.level is level
    if level is Level.RING:
        with pytest.raises(NotAllowed), scope.transaction():
            envelope(concern)
        with pytest.raises(NotAllowed):
            read(scope, [concern], purpose=ENQUIRY, reason="contact")
        return
    content = read(scope, [concern], purpose=ENQUIRY, reason="contact")[concern]
    assert content.line
    assert (content.draft is not None, len(content.known)) == (
        (True, 1) if level is Level.FULL else (False, 0)
    )


@pytest.mark.parametrize("verb", ["open_case", "case"])
@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER, Role.RECORDS_OFFICER])
def test_a_role_that_opens_no_cases_has_none(world, make, verb, role):
    scope, _, child, _ = world
    number = make.case(scope, child)
    outsider = make.scope(scope.agency, role)
    with pytest.raises(NotAllowed):
        if verb == "open_case":
            make.case(outsider, child)
        else:
            with outsider.transaction():
                case(number)
