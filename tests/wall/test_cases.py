"""A case is the reason for which others' records are seen: it opens them, keeps to its purpose, and closes them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connections
from django.utils.timezone import localdate

from commonthread.access.permissions import Role
from commonthread.access.scope import ConsentFirst, NotAllowed, open_scope
from commonthread.access.terms import WITHOUT_CONSENT_DECISION, AgencyKind, Category, Level, Purpose
from commonthread.pathways import actions
from commonthread.pathways.actions import Decision
from commonthread.pathways.handover import accept, offer_case, offers
from commonthread.pathways.queries import case, case_ledger, cases, colleagues
from commonthread.pathways.requests import answer_request, ask_for_more, my_requests, requests_to_us
from commonthread.pathways.terms import Answer, Outcome, Sort
from commonthread.records.actions import open_person
from commonthread.records.queries import envelope, known, open_purpose, read, story_envelopes
from commonthread.records.record import Mention, MentionRole

ENQUIRY = Purpose.SAFEGUARDING_ENQUIRY
GIRL = Mention(role=MentionRole.SUBJECT, given_name="Test", family_name="Child")
REFUSED = Decision(True, Answer.REFUSED, "the father said no", False, "A manager")
REFUSED_BUT = Decision(True, Answer.REFUSED, "the child would not be safe otherwise", True, "A manager")


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


def seen(scope, *people, purpose=None):
    with scope.transaction():
        return {found.number for found in story_envelopes(people, purpose)}


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


def test_a_colleague_sees_it_once_they_are_given_the_case_and_until_it_is_taken_back(world, make):
    scope, _, child, concern = world
    number = make.case(scope, child)
    other = make.scope(scope.agency, Role.HUB_OFFICER)
    with pytest.raises(NotAllowed), other.transaction():
        case(number)
    with scope.transaction():
        assert other.user in {colleague.user for colleague in colleagues()}
        actions.give_case(by=scope, case=number, to=other.user, because="on leave")
    assert seen(other, child) == {concern}
    with scope.transaction():
        (member,) = [member.member for member in case(number).members if not member.leads]
        actions.take_from(by=scope, case=number, member=member, because="back again")
    assert seen(other, child) == set()


def test_whoever_hands_a_case_over_sees_nothing_through_it_any_more(world, make):
    scope, _, child, concern = world
    number = make.case(scope, child)
    other = make.scope(scope.agency, Role.HUB_OFFICER)
    with scope.transaction():
        offer_case(by=scope, case=number, to_user=other.user, note="moving team")
    assert (seen(scope, child), seen(other, child)) == ({concern}, set())
    with other.transaction():
        accept(by=other, offer=offers()[0].number)
    assert (seen(scope, child), seen(other, child)) == (set(), {concern})
    with pytest.raises(NotAllowed), scope.transaction():
        case(number)


def test_a_case_is_given_to_nobody_outside_the_agency(world, make):
    scope, _, child, _ = world
    number = make.case(scope, child)
    stranger = make.scope(make.agency(), Role.HUB_OFFICER)
    with pytest.raises(NotAllowed), scope.transaction():
        actions.give_case(by=scope, case=number, to=stranger.user, because="asked for it")


def in_team(make, user, agency, name):
    (team,) = make._owner(
        "INSERT INTO access_team (agency_id, name) VALUES (%s, %s) ON CONFLICT (agency_id, name) DO UPDATE SET name = EXCLUDED.name RETURNING id",
        agency, name,
    )  # fmt: skip
    make._owner("UPDATE access_post SET team_id = %s WHERE user_id = %s", team, user)


@pytest.fixture
def team(world, make):
    """The hub officer and a colleague are of one team."""
    scope = world[0]
    other = make.scope(scope.agency, Role.HUB_OFFICER)
    for user in (scope.user, other.user):
        in_team(make, user, scope.agency, "Child protection")
    return scope, other, world[2], world[3]


def test_a_team_sees_that_there_is_a_case_and_no_more_until_it_is_given_it(team, make):
    scope, other, child, concern = team
    number = make.case(scope, child, because="her mother rang")
    with other.transaction():
        (listed,) = [found for found in cases() if found.number == number]
    assert (listed.is_mine, listed.because) == (False, "")
    assert seen(other, child) == set()
    with scope.transaction():
        actions.give_case(by=scope, case=number, to=None, because="we all work on it")
    assert seen(other, child) == {concern}
    in_team(make, other.user, other.agency, "Vulnerable adults")
    assert seen(other, child) == set()


def test_a_case_whose_lead_has_left_is_taken_over_by_a_colleague_of_the_team(team, make):
    scope, other, child, concern = team
    number = make.case(scope, child)
    with pytest.raises(NotAllowed), other.transaction():
        actions.take_over(by=other, case=number, because="curious")
    make._owner("UPDATE access_post SET until_at = now() WHERE user_id = %s", scope.user)
    with other.transaction():
        actions.take_over(by=other, case=number, because="she has left")
    assert seen(other, child) == {concern}


def test_whoever_moves_to_another_agency_takes_no_case_with_them(world, make):
    scope, _, child, _ = world
    number = make.case(scope, child)
    elsewhere = make.agency()
    make._owner("UPDATE access_post SET agency_id = %s WHERE user_id = %s", elsewhere, scope.user)
    moved = open_scope(scope.user)
    assert seen(moved, child) == set()
    with pytest.raises(NotAllowed), moved.transaction():
        case(number)


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


def ask(scope, number, child, holder, **changes):
    given = {
        "what": "her attendance", "because": "missing lessons", "level": Level.FULL, "category": Category.HEALTH,
        "until": localdate() + timedelta(days=30), "due_at": datetime.now(UTC) + timedelta(days=3),
    }  # fmt: skip
    return ask_for_more(by=scope, case=number, person=child, holder=holder, **{**given, **changes})


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


def test_the_database_and_the_code_agree_for_which_purposes_nobody_waits(make):
    scope = make.scope(make.agency(), Role.HUB_OFFICER)
    with scope.transaction(), connections["app"].cursor() as cursor:
        cursor.execute("SELECT p, access.waits_for_consent(p) FROM unnest(%s::text[]) p", [list(Purpose)])
        assert {purpose for purpose, waits in cursor.fetchall() if not waits} == WITHOUT_CONSENT_DECISION


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
