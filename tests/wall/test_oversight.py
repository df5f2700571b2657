"""An officer sees who read their own agency's records and no others, is asked questions, and stands on the ledger too."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections

from commonthread.access.permissions import FOR_PEOPLE, ROLES, Permission, Role
from commonthread.access.scope import NotAllowed
from commonthread.access.terms import AgencyKind, Category, Purpose
from commonthread.ledger.proving import compare_copies
from commonthread.ledger.sealing import sign
from commonthread.ledger.verifier import read_checkpoint
from commonthread.oversight.actions import answer, give_copy, live_at
from commonthread.oversight.queries import Period, copies, own_readings, questions, readings, sealed
from commonthread.pathways.queries import cases
from commonthread.records.actions import open_person
from commonthread.records.queries import read
from commonthread.records.record import Mention, MentionRole
from tests.ledger import outside, seal_everything
from tests.wall.test_kept_from_own import apart

GIRL = Mention(
    role=MentionRole.SUBJECT,
    given_name="Test",
    family_name="Quenby",
    born_on="2017-03-14",
    postcode="ZZ9 9AB",
)
ALWAYS = Period(datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))
FIRST = {"limit": 50, "offset": 0}


def seen_by(officer, person, *, reader="", reason="asked by the family", period=ALWAYS):
    return readings(officer, person, reason=reason, period=period, reader=reader, **FIRST)


def asked(officer, rule="", is_open=None, days=1):
    since = datetime.now(UTC) - timedelta(days=days)
    return questions(officer, since=since, rule=rule, is_open=is_open, reader="", **FIRST)


@pytest.fixture
def child(make):
    return make.person()


@pytest.fixture
def school(make, child):
    agency = make.agency(AgencyKind.SCHOOL)
    make.welfare = make.record(agency, make.draft("school_welfare_concern", GIRL), persons=(child,))
    return agency


@pytest.fixture
def officer(make, school):
    return make.scope(school, Role.DATA_PROTECTION_OFFICER)


def lead_reads(make, school, child, *, reason="concern 17", records=None):
    lead = make.scope(school, Role.SCHOOL_LEAD)
    with lead.transaction():
        open_person(by=lead, person=child, purpose=Purpose.OWN_WORK, because=reason)
    read(lead, records or [make.welfare], purpose=Purpose.OWN_WORK, reason=reason)
    return lead


def test_an_officer_sees_who_read_and_why(make, school, child, officer):
    lead = lead_reads(make, school, child)
    (found,) = seen_by(officer, child)
    assert (found.reader, found.agency, found.reason) == (lead.name, f"Agency {school}", "concern 17")
    assert (found.records, found.categories) == ((make.welfare,), (Category.EDUCATION,))


def test_what_was_read_of_another_agency_is_not_theirs_to_see(make, school, child, officer):
    police = make.agency()
    note = make.record(police, make.draft("case_note", GIRL), persons=(child,))
    constable = make.scope(police, Role.POLICE_SUPERVISOR)
    with constable.transaction():
        open_person(by=constable, person=child, purpose=Purpose.OWN_WORK, because="call 1")
    read(constable, [note], purpose=Purpose.OWN_WORK, reason="call 1")
    assert seen_by(officer, child) == []
    (theirs,) = seen_by(make.scope(police, Role.DATA_PROTECTION_OFFICER), child)
    assert theirs.records == (note,)


def test_that_somebody_is_not_known_and_that_nobody_may_know_are_answered_alike_and_kept(make, officer):
    stranger = make.person()
    make.record(make.agency(), make.draft("case_note", GIRL), persons=(stranger,))
    for person in (stranger, make.person()):
        with pytest.raises(NotAllowed):
            seen_by(officer, person)
        assert make._owner("SELECT type FROM ledger_event WHERE actor = %s AND subject = %s", officer.user, person) == ("refusal",)  # fmt: skip


@pytest.mark.parametrize(
    "role",
    [role for role in FOR_PEOPLE if Permission.SEE_LEDGER not in ROLES[role].permissions],
)
def test_no_other_role_reads_the_ledger(make, school, child, role):
    scope = make.scope(school, role)
    for ask in (lambda: seen_by(scope, child), lambda: asked(scope)):
        with pytest.raises(NotAllowed):
            ask()


def test_a_reading_is_found_by_its_reader_and_its_time(make, school, child, officer):
    lead = lead_reads(make, school, child)
    other = lead_reads(make, school, child, reason="concern 18")
    assert {one.reason for one in seen_by(officer, child, reader=other.name.upper())} == {"concern 18"}
    assert len(seen_by(officer, child)) == 2
    yesterday = Period(ALWAYS.since, datetime.now(UTC) - timedelta(hours=1))
    assert seen_by(officer, child, period=yesterday) == []
    assert lead.name != other.name


def test_looking_stands_on_the_ledger_with_its_reason(make, officer, child, school):
    seen_by(officer, child, reason="request 3")
    assert make._owner(
        "SELECT subject, reason, data ->> 'what' FROM ledger_event WHERE actor = %s AND type = 'consultation'", officer.user
    ) == (child, "request 3", "readings")  # fmt: skip


def test_a_ticket_gives_nothing_before_the_asking_is_committed(officer, child):
    with pytest.raises(NotAllowed), officer.transaction(), connections["app"].cursor() as cursor:
        cursor.execute("SELECT * FROM oversight.take_readings(oversight.ask_readings(%s, 'now', false), '-infinity', 'infinity', '', 9, 0)", [child])  # fmt: skip


def test_what_was_read_before_a_record_was_joined_to_somebody_is_found_with_them(
    make, school, child, officer
):
    lead_reads(make, school, child)
    joined = make.person()
    make._owner(
        "SELECT identity.move(m.number, %s, '', NULL, NULL, NULL, 'joined') FROM content.mention m WHERE m.record = %s",
        joined, make.welfare,
    )  # fmt: skip
    assert [one.records for one in seen_by(officer, joined)] == [(make.welfare,)]


def test_a_reading_under_a_case_needs_no_number_in_its_reason(make, school, child, officer):
    lead = make.scope(school, Role.SCHOOL_LEAD)
    make.case(lead, child, because="as the head asked")
    read(lead, [make.welfare], purpose=Purpose.SAFEGUARDING_ENQUIRY, reason="as the head asked")
    assert asked(officer, "no case") == []
    lead_reads(make, school, child, reason="curious")
    assert len(asked(officer, "no case")) == 1


def test_everybody_sees_their_own_history(make, school, child):
    lead = lead_reads(make, school, child)
    types = [one.type for one in own_readings(lead, period=ALWAYS, person=None, **FIRST)]
    assert types == ["consultation", "disclosure", "purpose stated"]
    only = own_readings(lead, period=ALWAYS, person=child, **FIRST)
    assert {one.person for one in only} == {child}
    assert own_readings(make.scope(school, Role.SCHOOL_LEAD), period=ALWAYS, person=child, **FIRST) == []


def rename(make, user, name):
    make._owner("UPDATE access_user SET name = %s WHERE id = %s", name, user)


def test_the_same_surname_is_a_question(make, school, child, officer):
    lead = lead_reads(make, school, child)
    assert asked(officer, "surname") == []
    rename(make, lead.user, "Beatrix QUENBY")
    (question,) = asked(officer, "surname")
    assert (question.person, question.readings, question.reader) == (child, 1, "Beatrix QUENBY")


def test_a_surname_that_only_another_agency_knows_is_no_question(make, school, child, officer):
    """Or the question would tell the officer what they do not know."""
    other = GIRL.model_copy(update={"family_name": "Ravensworth"})
    make.record(make.agency(), make.draft("case_note", other), persons=(child,))
    lead = lead_reads(make, school, child)
    rename(make, lead.user, "Beatrix Ravensworth")
    assert asked(officer, "surname") == []


def test_the_own_street_is_a_question_once_the_reader_said_where_they_live(make, school, child, officer):
    lead = lead_reads(make, school, child)
    assert asked(officer, "street") == []
    with lead.transaction():
        live_at(by=lead, postcode="zz99ab")
    (question,) = asked(officer, "street")
    assert question.person == child
    assert "ZZ9" not in repr(question)


@pytest.mark.parametrize(("reason", "found"), [("had a look", 1), ("concern 17", 0)])
def test_a_reason_that_names_no_number_is_a_question(make, school, child, officer, reason, found):
    lead_reads(make, school, child, reason=reason)
    assert len(asked(officer, "no case")) == found


def backdate(make, scope, at):
    make._owner("UPDATE ledger_entry SET at = %s WHERE actor = %s AND type = 'disclosure'", at, scope.user)


@pytest.mark.parametrize(("hour", "found"), [(2, 1), (14, 0), (23, 1)])
def test_reading_at_night_is_a_question(make, school, child, officer, hour, found):
    lead = lead_reads(make, school, child)
    day = datetime.now(UTC).replace(hour=hour, minute=5) - timedelta(days=1)
    backdate(make, lead, day)
    assert len(asked(officer, "night", days=3)) == found


def test_whoever_puts_their_own_family_into_a_case_is_a_question(make, school, child, officer):
    father, colleague = (make.scope(school, Role.SCHOOL_LEAD) for _ in range(2))
    for scope in (father, colleague):
        make.case(scope, child, decision=None)
    assert asked(officer, "own case") == []
    apart(make, father, child)
    (question,) = asked(officer, "own case")
    assert (question.reader, question.person) == (father.name, child)
    with father.transaction():
        assert len(cases()) == 1


def test_many_people_in_an_hour_is_a_question(make, school, child, officer):
    everyone = [make.person() for _ in range(21)]
    numbers = [
        make.record(school, make.draft("school_welfare_concern", GIRL), persons=(one,)) for one in everyone
    ]
    lead = lead_reads(make, school, child, records=numbers)
    backdate(make, lead, datetime.now(UTC).replace(minute=10) - timedelta(hours=2))
    (question,) = asked(officer, "many")
    assert (question.person, question.people) == (None, 21)


def test_an_answer_is_noted_once_and_stays_when_one_looks_again(make, school, child, officer):
    lead_reads(make, school, child, reason="had a look")
    (question,) = asked(officer, "no case", is_open=True)
    with officer.transaction():
        answer(by=officer, question=question.number, words="Was the duty desk; told to name the call")
    assert asked(officer, "no case", is_open=True) == []
    (answered,) = asked(officer, "no case", is_open=False)
    assert (answered.answer, answered.answered_by) == (
        "Was the duty desk; told to name the call",
        officer.name,
    )
    other = make.scope(make.agency(), Role.DATA_PROTECTION_OFFICER)
    with pytest.raises(NotAllowed), other.transaction():
        answer(by=other, question=question.number, words="not mine")


def test_a_partner_s_checkpoint_is_compared_and_shown_to_all(fresh_database, make, tmp_path):
    kept = outside(tmp_path / "outside")
    school, police = make.agency(AgencyKind.SCHOOL), make.agency()
    ours, theirs = (make.scope(one, Role.DATA_PROTECTION_OFFICER) for one in (school, police))
    own_readings(ours, period=ALWAYS, person=None, **FIRST)
    seal_everything()
    note = sign(kept)
    size = read_checkpoint(note, kept.key().checking).size
    with ours.transaction():
        assert sealed().checkpoint == note
        give_copy(by=ours, checkpoint=note)
    with theirs.transaction():
        give_copy(by=theirs, checkpoint=note.replace(f"\n{size}\n", f"\n{size + 1}\n"))
    seal_everything()
    sign(kept)
    compare_copies(kept)
    with ours.transaction():
        shown = {copy.agency: copy for copy in copies()}
    assert (shown[school].agrees, shown[school].size) == (True, size)
    assert (shown[police].agrees, shown[police].says) == (
        False,
        "the signature of the checkpoint does not hold",
    )
