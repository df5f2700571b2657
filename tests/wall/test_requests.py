"""What another agency is asked for: put, withdrawn and answered alike about anybody, and never more than was asked."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError
from django.utils.timezone import localdate

from commonthread.access.permissions import Role
from commonthread.access.scope import NotAllowed, TooFast
from commonthread.access.terms import AgencyKind, Category, Level, Purpose
from commonthread.identity.restricting import restrict, watch
from commonthread.pathways import actions
from commonthread.pathways.actions import Decision
from commonthread.pathways.queries import case as find
from commonthread.pathways.requests import (
    Only,
    answer_request,
    ask_for_more,
    due,
    my_requests,
    request_to_us,
    requests_to_us,
    requests_waiting,
    withdraw_request,
)
from commonthread.pathways.terms import Answer, Outcome, Sort
from commonthread.records.queries import known, story_envelopes
from commonthread.records.record import Mention, MentionRole
from tests.making import Making
from tests.wall.hiding import Town

ENQUIRY = Purpose.SAFEGUARDING_ENQUIRY
GIRL = Mention(role=MentionRole.SUBJECT, given_name="Test", family_name="Child")
SOON = timedelta(days=30)


def ask(scope, case, person, holder, **changes):
    """Of an agency with which one's own has an agreement."""
    Making().partners(scope.agency, holder)
    given = {
        "what": "her visits", "because": "a contact", "level": Level.FULL, "category": Category.SOCIAL_CARE,
        "until": localdate() + SOON, "due_at": datetime.now(UTC) + timedelta(days=3),
    }  # fmt: skip
    with scope.transaction():
        return ask_for_more(by=scope, case=case, person=person, holder=holder, **{**given, **changes})


def grant(scope, number, level=Level.FULL, until=None):
    with scope.transaction():
        answer_request(by=scope, number=number, because="yes", level=level, until=until or localdate() + SOON)


def asked_of(scope, **wanted):
    with scope.transaction():
        return requests_to_us(**wanted)


@pytest.fixture
def town(make, fresh_database):
    return Town(make)


@pytest.fixture
def desk(make):
    """A police case about a child whom a council knows, and somebody of the council who answers."""
    council, (child,) = (
        make.agency(AgencyKind.CHILDRENS_SERVICES),
        make._owner("SELECT identity.new_person()"),
    )
    note = make.record(council, make.draft("case_note", GIRL), persons=(child,))
    asker = make.scope(make.agency(), Role.HUB_OFFICER)
    return asker, make.case(asker, child), child, make.scope(council, Role.HUB_OFFICER), note


def test_a_granted_request_about_somebody_hidden_shows_either_side_what_it_shows_of_nobody(town, make):
    asker, nobody = make.scope(make.agency(), Role.HUB_OFFICER), make.person()
    town.restrict()
    case = make.case(asker, town.mother, nobody)
    for person in (town.mother, nobody):
        ask(asker, case, person, town.agency)
    holder = town.somebody()
    shown = {
        (one.category, one.records, one.may_grant, one.outcome, one.agency, one.power)
        for one in asked_of(holder)
    }
    assert len(shown) == 1
    for one in asked_of(holder):
        with holder.transaction():
            assert story_envelopes([one.person]) == []
        grant(holder, one.number)
    with asker.transaction():
        assert story_envelopes([town.mother, nobody]) == []
        assert len({(one.outcome, one.given_level, one.given_until) for one in my_requests()}) == 1
    answers = known(asker, [town.mother, nobody], purpose=ENQUIRY)
    assert {answer.level for answer in answers} == {Level.NOTHING}


def test_the_team_of_somebody_restricted_hears_that_more_was_asked(town, make):
    asker = make.scope(make.agency(), Role.HUB_OFFICER)
    town.restrict()
    ask(asker, make.case(asker, town.mother), town.mother, town.agency)
    assert "request" in {asking.how for asking in watch(town.officer, reason="my team").asked}


def test_who_somebody_hidden_was_found_to_be_is_told_to_nobody(town, make):
    asker, former = (
        make.scope(make.agency(), Role.HUB_OFFICER),
        make._owner("SELECT identity.new_person()")[0],
    )
    case = make.case(asker, former)
    ask(asker, case, former, town.agency)
    make._owner("UPDATE identity_person SET merged_into = %s WHERE number = %s", town.mother, former)
    holder = town.somebody()
    assert [one.person for one in asked_of(holder)] == [town.mother]
    town.restrict()
    assert [one.person for one in asked_of(holder)] == [former]
    with asker.transaction():
        assert [one.person for one in my_requests()] == [former]
    with asker.transaction():
        actions.add_people(by=asker, case=case, people={make.person(): Sort.ADULT}, because="found")
        assert former in {person.number for person in find(case).people}


def test_records_are_named_only_by_whoever_sees_them(desk, make):
    asker, case, child, council, note = desk
    absent = 999_999_999
    for wanted in ([note], [absent], [note, absent]):
        with pytest.raises(NotAllowed):
            ask(asker, case, child, council.agency, category="", records=wanted)
    make.agreement(viewer=asker.agency, role=Role.HUB_OFFICER, holder=council.agency, category=Category.SOCIAL_CARE,
                   purpose=ENQUIRY, level=Level.SUMMARY)  # fmt: skip
    assert ask(asker, case, child, council.agency, category="", records=[note, note])
    with pytest.raises(NotAllowed):
        ask(asker, case, child, make.agency(), category="", records=[note])


@pytest.mark.parametrize("wanted", [{"category": ""}, {"records": [1]}, {"level": Level.RING}, {"what": " "},
                                    {"ends_in": -1}, {"ends_in": 400}])  # fmt: skip
def test_a_request_says_what_and_how_much_and_until_when(desk, wanted):
    asker, case, child, council, _ = desk
    wanted = dict(wanted)
    if days := wanted.pop("ends_in", None):
        wanted["until"] = localdate() + timedelta(days=days)
    with pytest.raises((DatabaseError, NotAllowed)):
        ask(asker, case, child, council.agency, **wanted)


def test_a_record_that_the_answerer_may_not_see_is_not_named_to_them_nor_theirs_to_grant(desk, make):
    asker, case, child, council, note = desk
    make.agreement(viewer=asker.agency, role=Role.HUB_OFFICER, holder=council.agency, category=Category.SOCIAL_CARE,
                   purpose=ENQUIRY, level=Level.SUMMARY)  # fmt: skip
    number = ask(asker, case, child, council.agency, category="", records=[note])
    (shown,) = asked_of(council)
    assert (shown.records, shown.may_grant) == ((note,), True)
    team = make.team(council.agency)
    officer = make.scope(council.agency, Role.PROTECTED_PERSONS, team=team)
    with officer.transaction():
        restrict(by=officer, persons=[child], why="fled", review_on=localdate() + SOON)
    (shown,) = asked_of(council)
    assert (shown.records, shown.may_grant) == ((), False)
    with pytest.raises(NotAllowed):
        grant(council, number)
    with council.transaction():
        answer_request(by=council, number=number, because="not mine to answer")


def test_what_the_post_of_the_answerer_does_not_cover_is_not_theirs_to_grant(desk, make):
    asker, case, child, _, _ = desk
    school = make.agency(AgencyKind.SCHOOL)
    lead = make.scope(school, Role.SCHOOL_LEAD)
    number = ask(asker, case, child, school, category=Category.HEALTH)
    assert not asked_of(lead)[0].may_grant
    with pytest.raises(NotAllowed):
        grant(lead, number)
    grant(lead, ask(asker, case, child, school, category=Category.EDUCATION))


@pytest.mark.parametrize(("level", "days"), [(Level.FULL, 30), (Level.SUMMARY, 31)])
def test_no_more_is_granted_than_was_asked(desk, level, days):
    asker, case, child, council, _ = desk
    number = ask(asker, case, child, council.agency, level=Level.SUMMARY)
    with pytest.raises(DatabaseError):
        grant(council, number, level, localdate() + timedelta(days=days))


def test_the_second_to_answer_changes_nothing(desk, make):
    asker, case, child, council, _ = desk
    number = ask(asker, case, child, council.agency)
    grant(council, number, Level.SUMMARY)
    other = make.scope(council.agency, Role.HUB_OFFICER)
    with pytest.raises(NotAllowed), other.transaction():
        answer_request(by=other, number=number, because="no")
    with other.transaction():
        assert request_to_us(number).answered_by == council.name


def refuse(scope, case, child):
    no = Decision(True, Answer.REFUSED, "the father said no", False, "A manager")
    actions.record_consent(by=scope, case=case, people=[child], decision=no)


def close(scope, case, child):
    actions.close_case(
        by=scope, case=case, because="done", outcomes={p.number: "safe" for p in find(case).people}
    )


def take_out(scope, case, child):
    actions.take_out(by=scope, case=case, person=child, because="not theirs")


@pytest.mark.parametrize("change", [refuse, close, take_out])
def test_with_what_let_a_request_be_put_it_is_withdrawn(desk, make, change):
    asker, case, child, council, _ = desk
    number = ask(asker, case, child, council.agency)
    with asker.transaction():
        actions.add_people(by=asker, case=case, people={make.person(): Sort.ADULT}, because="lives there")
    with asker.transaction():
        change(asker, case, child)
    (shown,) = asked_of(council)
    assert (shown.outcome, bool(shown.answer)) == (Outcome.WITHDRAWN, True)
    with pytest.raises(NotAllowed):
        grant(council, number)


def test_a_request_is_withdrawn_by_whoever_works_on_the_case_while_it_waits(desk, make):
    asker, case, child, council, _ = desk
    number = ask(asker, case, child, council.agency)
    stranger = make.scope(asker.agency, Role.HUB_OFFICER)
    for who, which in ((stranger, number), (council, number), (asker, 99_999_999)):
        with pytest.raises(NotAllowed), who.transaction():
            withdraw_request(by=who, number=which, because="no longer needed")
    with asker.transaction():
        withdraw_request(by=asker, number=number, because="no longer needed")
    assert asked_of(council)[0].answer == "no longer needed"
    with pytest.raises(NotAllowed), asker.transaction():
        withdraw_request(by=asker, number=number, because="again")


def test_lists_are_counted_chosen_from_and_paged(desk, make):
    asker, case, child, council, _ = desk
    numbers = [ask(asker, case, child, council.agency) for _ in range(4)]
    make._owner("UPDATE pathways_request SET due_at = now() - interval '1 day' WHERE number = %s", numbers[3])
    with council.transaction():
        answer_request(by=council, number=numbers[0], because="no")
        counted = requests_waiting()
    assert (counted.mine, counted.mine_overdue, counted.ours, counted.ours_overdue) == (0, 0, 3, 1)
    with asker.transaction():
        assert requests_waiting().mine_overdue == 1
        assert [one.number for one in my_requests(only=Only.OVERDUE)] == [numbers[3]]
    listed = asked_of(council)
    assert (listed[0].number, listed[-1].number) == (numbers[3], numbers[0])
    assert [one.number for one in asked_of(council, only=Only.REFUSED)] == [numbers[0]]
    assert [one.number for one in asked_of(council, limit=2, offset=2)] == [one.number for one in listed[2:]]


def test_thirty_requests_in_a_minute_are_enough(desk):
    asker, case, child, council, _ = desk
    for _ in range(30):
        ask(asker, case, child, council.agency)
    with pytest.raises(TooFast):
        ask(asker, case, child, council.agency)


def test_of_a_colleague_s_case_nothing_is_listed(desk, make):
    asker, case, child, council, _ = desk
    ask(asker, case, child, council.agency)
    colleague = make.scope(asker.agency, Role.HUB_OFFICER)
    with colleague.transaction():
        assert my_requests() == my_requests(case) == []
        assert requests_waiting().mine == 0


@pytest.mark.parametrize(
    ("purpose", "asked", "answer"),
    [
        (Purpose.SECTION_47, datetime(2026, 3, 13, 16, 0, tzinfo=UTC), datetime(2026, 3, 14, 16, 0, tzinfo=UTC)),
        (Purpose.MISSING_PERSON, datetime(2026, 3, 13, 23, 0, tzinfo=UTC), datetime(2026, 3, 14, 3, 0, tzinfo=UTC)),
        (ENQUIRY, datetime(2026, 3, 13, 16, 0, tzinfo=UTC), datetime(2026, 3, 18, 17, 0, tzinfo=UTC)),
        (ENQUIRY, datetime(2026, 4, 2, 12, 0, tzinfo=UTC), datetime(2026, 4, 9, 16, 0, tzinfo=UTC)),
    ],
)  # fmt: skip
def test_an_answer_is_due_in_hours_where_somebody_is_in_danger_else_on_the_third_working_day(
    purpose, asked, answer
):
    assert due(asked, purpose) == answer
