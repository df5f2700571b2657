"""Notices: read behind sign-in by whom they are for, and sent to nobody at an address that is not marked safe."""

import pytest
from django.db import connections
from django.utils.timezone import now

from commonthread.access.permissions import Role
from commonthread.access.scope import ChangedMeanwhile, NotAllowed, TooFast
from commonthread.access.terms import AgencyKind
from commonthread.identity.conflicts import put
from commonthread.identity.restricting import restrict
from commonthread.notices.actions import ToAgency, acknowledge, send_notice, withdraw
from commonthread.notices.queries import (
    Only,
    notice_from_us,
    notice_to_us,
    notices_from_us,
    notices_to_us,
    notices_waiting,
    read_notice,
)
from commonthread.pathways.actions import add_people, close_case, take_out
from commonthread.pathways.terms import Sort
from tests.noticing import IN_A_DAY, WORDS, send
from tests.wall.hiding import SOON
from tests.wall.notices.shown import acknowledged, role_may_ask, seen, sent


def test_whom_it_is_for_reads_it_and_is_then_said_to_have_read_it(hub, lead, told):
    assert sent(hub, told).read_at is None
    assert WORDS in read_notice(lead, told).words
    shown = sent(hub, told)
    assert (shown.read_by, shown.acknowledged_at) == (lead.name, None)


def test_that_it_stands_on_a_list_is_not_that_it_was_read(hub, lead, told):
    assert seen(lead, told)
    assert sent(hub, told).read_at is None


def test_its_sender_reads_it_again_and_nobody_is_said_to_have_read_it(hub, told):
    assert WORDS in read_notice(hub, told).words
    assert sent(hub, told).read_at is None


def test_each_reading_is_on_the_ledger_with_the_case_and_whom_it_is_about(make, lead, child, told):
    read_notice(lead, told)
    assert make._owner(
        "SELECT subject, purpose <> '', (data ->> 'notice')::bigint FROM ledger_event WHERE actor = %s AND type = 'notice read'",
        lead.user,
    ) == (child, True, told)


def test_what_it_says_is_not_given_in_the_transaction_that_asks(lead, told):
    with pytest.raises(NotAllowed), lead.transaction(), connections["app"].cursor() as cursor:
        cursor.execute("SELECT notices.ask(%s)", [told])
        cursor.execute("SELECT * FROM notices.take(%s)", cursor.fetchone())


@pytest.mark.parametrize("who", ["another school", "a records officer", "a colleague of the sender"])
def test_nobody_else_is_told_of_it(make, council, school, told, who):
    scope = {
        "another school": lambda: make.scope(make.agency(AgencyKind.SCHOOL), Role.SCHOOL_LEAD),
        "a records officer": lambda: make.scope(school, Role.RECORDS_OFFICER),
        "a colleague of the sender": lambda: make.scope(council, Role.SOCIAL_WORKER),
    }[who]()
    with pytest.raises(NotAllowed):
        read_notice(scope, told)
    for question in (notice_to_us, notice_from_us):
        with scope.transaction():
            assert not role_may_ask(scope, question) or question(told) is None
    with pytest.raises(NotAllowed), scope.transaction():
        acknowledge(by=scope, number=told)
    with pytest.raises(NotAllowed), scope.transaction():
        withdraw(by=scope, number=told, because="why")


def test_to_a_team_it_is_for_the_team_and_once_that_is_closed_for_the_desk(make, hub, opened, child):
    police = make.agency()
    team = make.team(police)
    member, desk = make.scope(police, Role.INVESTIGATOR, team=team), make.scope(police, Role.HUB_OFFICER)
    number = send(hub, opened, ToAgency(police, team), about=child)
    assert seen(member, number)
    assert seen(desk, number) is None
    make._owner("UPDATE access_team SET closed_at = now() WHERE id = %s", team)
    assert seen(desk, number)
    assert seen(member, number) is None


def test_it_is_acknowledged_by_name_once_and_by_nobody_who_has_not_read_it(make, hub, school, lead, told):
    with pytest.raises(NotAllowed), lead.transaction():
        acknowledge(by=lead, number=told)
    acknowledged(lead, told)
    shown = sent(hub, told)
    assert (shown.acknowledged_by, shown.waits) == (lead.name, False)
    assert read_notice(hub, told).answer == "Her form teacher knows"
    other = make.scope(school, Role.SCHOOL_LEAD)
    read_notice(other, told)
    with pytest.raises(ChangedMeanwhile), other.transaction():
        acknowledge(by=other, number=told)


def test_withdrawn_it_is_read_by_nobody_any_more(hub, lead, told):
    with hub.transaction():
        withdraw(by=hub, number=told, because="the wrong school")
    assert read_notice(lead, told).words == ""
    assert sent(hub, told).read_at is None
    assert seen(lead, told).withdrawn_at
    with pytest.raises(NotAllowed), lead.transaction():
        acknowledge(by=lead, number=told)


def test_it_commits_with_what_made_it_necessary_or_not_at_all(make, hub, opened, school):
    make.partners(hub.agency, school)
    with pytest.raises(RuntimeError), hub.transaction():
        send_notice(
            by=hub,
            case=opened,
            to=ToAgency(school),
            kind="for-attention",
            words=WORDS,
            answer_by=now() + IN_A_DAY,
        )
        raise RuntimeError("the decision failed")
    with hub.transaction():
        assert notices_from_us(case=opened) == []


def test_nothing_is_sent_out_of_a_case_that_is_not_ones_own_or_is_closed(
    make, council, hub, opened, school, child
):
    with pytest.raises(NotAllowed):
        send(make.scope(council, Role.SOCIAL_WORKER), opened, ToAgency(school))
    with hub.transaction():
        close_case(by=hub, case=opened, because="no further action", outcomes={child: "at home"})
    with pytest.raises(NotAllowed):
        send(hub, opened, ToAgency(school))


@pytest.mark.parametrize(
    "wrong", ["somebody who is not in the case", "an agency that is not there", "another's team"]
)
def test_it_goes_to_whom_there_is_about_whom_the_case_is(make, hub, opened, school, wrong):
    to, about = {
        "somebody who is not in the case": (ToAgency(school), make.person()),
        "an agency that is not there": (ToAgency("nowhere"), None),
        "another's team": (ToAgency(school, make.team(make.agency())), None),
    }[wrong]
    make.partners(hub.agency, school)
    with pytest.raises(NotAllowed), hub.transaction():
        send_notice(
            by=hub,
            case=opened,
            to=to,
            about=about,
            kind="for-attention",
            words=WORDS,
            answer_by=now() + IN_A_DAY,
        )


def test_thirty_in_a_minute_are_enough(hub, opened, school):
    for _ in range(30):
        send(hub, opened, ToAgency(school))
    with pytest.raises(TooFast):
        send(hub, opened, ToAgency(school))


def test_lists_show_what_waits_first_and_count_it(make, hub, opened, school, lead):
    first, second = (send(hub, opened, ToAgency(school)) for _ in range(2))
    make._owner("UPDATE notices_notice SET answer_by = now() - interval '1 hour' WHERE number = %s", second)
    with lead.transaction():
        assert [notice.number for notice in notices_to_us()] == [second, first]
        assert [notice.number for notice in notices_to_us(Only.OVERDUE)] == [second]
        waiting = notices_waiting()
    assert (waiting.to_us, waiting.to_us_overdue, waiting.from_us_overdue) == (2, 1, 0)
    acknowledged(lead, second)
    with hub.transaction():
        assert [notice.number for notice in notices_from_us(case=opened, only=Only.WAITING)] == [first]
        assert notices_waiting().from_us_overdue == 0


def test_of_somebody_hidden_since_the_number_is_told_to_nobody(make, hub, lead, opened, child, told):
    officer = make.scope(hub.agency, Role.PROTECTED_PERSONS, team=make.team(hub.agency))
    assert seen(lead, told).person == child
    with officer.transaction():
        restrict(by=officer, persons=[child], why="fled", review_on=SOON)
    assert seen(lead, told).person is None
    assert str(child) not in read_notice(lead, told).words


def test_a_notice_about_somebody_hidden_is_taken_and_shown_as_one_about_nobody(make, hub, school, lead):
    """Before anybody reads it there is one difference: the team that is named hears of it."""
    (hidden,) = make._owner("SELECT identity.new_person()")
    cases = [make.case(hub, person) for person in (hidden, 999_000_001)]
    officer = make.scope(hub.agency, Role.PROTECTED_PERSONS, team=make.team(hub.agency))
    with officer.transaction():
        restrict(by=officer, persons=[hidden], why="fled", review_on=SOON)
    numbers = [
        send(hub, case, ToAgency(school), about=person)
        for case, person in zip(cases, (hidden, 999_000_001), strict=True)
    ]
    states = [sent(hub, number) for number in numbers]
    assert [(s.person, s.read_at, s.messages) for s in states] == [
        (hidden, None, ()),
        (999_000_001, None, ()),
    ]
    assert make._owner("SELECT count(*) FROM access_asked WHERE person = %s AND how = 'notice'", hidden) == (
        1,
    )


def test_whoever_has_a_conflict_of_interest_is_told_of_no_notice_about_them(
    make, hub, school, lead, child, told
):
    officer = make.scope(school, Role.PROTECTED_PERSONS, team=make.team(school))
    (username,) = make._owner("SELECT username FROM access_user WHERE id = %s", lead.user)
    with officer.transaction():
        put(by=officer, username=username, person=child, kind="own family")
    assert seen(lead, told) is None
    with lead.transaction():
        assert notices_waiting().to_us == 0
    with pytest.raises(NotAllowed):
        read_notice(lead, told)
    assert seen(make.scope(school, Role.SCHOOL_LEAD), told)


def test_whoever_is_taken_out_of_the_case_is_written_about_no_more(make, hub, opened, school, child):
    other = make.person()
    with hub.transaction():
        add_people(by=hub, case=opened, people={other: Sort.CHILD}, because="a brother")
        take_out(by=hub, case=opened, person=child, because="another family")
    with pytest.raises(NotAllowed):
        send(hub, opened, ToAgency(school), about=child)
