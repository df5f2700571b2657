"""A search says that somebody is known, and never where they are; some services do not even say that."""

from datetime import date

import psycopg
import pytest
from django.conf import settings
from django.db import connections

from commonthread.access.logins import Login
from commonthread.access.permissions import Role
from commonthread.access.scope import ENTER, NotAllowed
from commonthread.access.terms import SILENT, AgencyKind, Category, Level, Purpose
from commonthread.identity.block import keys
from commonthread.identity.linking import link_unlinked
from commonthread.identity.queries import who
from commonthread.identity.standardise import GivenMention, given, standardise, without_place
from commonthread.records.actions import open_person
from commonthread.records.queries import known as ask_known
from commonthread.records.record import Mention, MentionRole

PLACE = {
    "address": "14 Larkspur Row",
    "postcode": "B98 7CV",
    "phone": "07700 900123",
    "email": "aisha@example.org",
}
ELSEWHERE = {
    "address": "2 Nowhere Lane",
    "postcode": "B98 9CV",
    "phone": "07700 900999",
    "email": "nobody@example.net",
}
AISHA = Mention(role=MentionRole.SUBJECT, given_name="Aisha", family_name="Rahmanpour", born_on=date(2017, 3, 14),
                school="Thimblecroft Primary", practice="Larkspur Surgery", **PLACE)  # fmt: skip
HUB = Purpose.SAFEGUARDING_ENQUIRY


@pytest.fixture
def known(make, fresh_database):
    """Puts one record of another agency about Aisha, links it, and gives a hub officer who looks for her."""

    def put(kind="case_note", holder=AgencyKind.CHILDRENS_SERVICES):
        agency = make.agency(holder)
        record = make.record(agency, make.draft(kind, AISHA))
        link_unlinked()
        (person,) = make._owner("SELECT person FROM records_about WHERE record = %s", record)
        return make.scope(make.agency(), Role.HUB_OFFICER), agency, person

    return put


@pytest.mark.parametrize(
    "asked",
    [
        {"given_name": "Aisha", "postcode": PLACE["postcode"]},
        {"born_on": date(2017, 3, 14), "postcode": PLACE["postcode"]},
        {"given_name": "Aisha", "address": PLACE["address"], "postcode": PLACE["postcode"]},
        {"phone": PLACE["phone"]},
        {"email": PLACE["email"]},
        {"email": "aisha@example.com"},
    ],
    ids=lambda asked: " and ".join(asked),
)
def test_where_another_agency_says_that_somebody_is_counts_for_nothing(known, asked):
    hub, _, _ = known()
    elsewhere = {field: ELSEWHERE.get(field, value) for field, value in asked.items()}
    assert who(hub, GivenMention(0, **asked)) == who(hub, GivenMention(0, **elsewhere))


def test_ones_own_agency_s_address_finds_its_own_people(make, fresh_database):
    school = make.agency(AgencyKind.SCHOOL)
    make.record(school, make.draft("school_welfare_concern", AISHA))
    link_unlinked()
    lead = make.scope(school, Role.SCHOOL_LEAD)
    assert who(lead, GivenMention(0, given_name="Aisha", postcode=PLACE["postcode"]))


def test_what_tells_where_somebody_is_never_reaches_whoever_weighs_the_candidates(known):
    hub, _, _ = known()
    shared = [key for _, key in keys(standardise(given(0, "", AISHA)))]
    with hub.transaction("finder"), connections["finder"].cursor() as cursor:
        cursor.execute("SELECT identity.ask_candidates(%s::bigint[])", [shared])
        (ticket,) = cursor.fetchone()
    with hub.transaction("finder"), connections["finder"].cursor() as cursor:
        cursor.execute("SELECT given::text FROM identity.take_candidates(%s)", [ticket])
        ((content,),) = cursor.fetchall()
    assert "Rahmanpour" in content
    assert not [value for value in (*PLACE.values(), AISHA.school, AISHA.practice) if value in content]


def test_without_its_place_a_mention_is_as_though_none_had_been_given():
    bare = AISHA.model_copy(update=dict.fromkeys(PLACE))
    assert without_place(standardise(given(1, "csc", AISHA))) == standardise(given(1, "csc", bare))


def test_the_database_and_the_code_name_the_same_silent_categories(make):
    assert set(make._owner("SELECT access.silent()")[0]) == SILENT


def answers(hub, person, purpose):
    with hub.transaction():
        open_person(by=hub, person=person, purpose=purpose, because="a contact")
    return ask_known(hub, [person], purpose=purpose)


@pytest.mark.parametrize("kind", ["mental_health_contact", "substance_use_contact", "sexual_health_contact"])
def test_somebody_known_only_to_a_silent_service_is_known_to_nobody_else(known, kind):
    hub, _, person = known(kind, AgencyKind.HEALTH)
    assert who(hub, GivenMention(0, given_name="Aisha", family_name="Rahmanpour")) == []
    assert {answer.level for answer in answers(hub, person, HUB)} == {Level.NOTHING}


def test_a_silent_service_answers_whom_an_agreement_names_for_the_purpose_that_it_names(known, make):
    hub, clinic, person = known("mental_health_contact", AgencyKind.HEALTH)
    make.agreement(
        viewer=hub.agency, role=Role.HUB_OFFICER, holder=clinic, category=Category.MENTAL_HEALTH, purpose=HUB
    )
    assert [
        found.person for found in who(hub, GivenMention(0, given_name="Aisha", family_name="Rahmanpour"))
    ] == [person]
    assert {answer.level for answer in answers(hub, person, Purpose.RECORD_QUALITY)} == {Level.NOTHING}
    assert {answer.agency for answer in answers(hub, person, HUB) if answer.level is Level.RING} == {clinic}


def test_searches_at_the_same_time_count_towards_one_limit(make):
    scope = make.scope(make.agency(), Role.POLICE_SUPERVISOR)
    make._owner(
        "INSERT INTO ledger_event (type, actor, agency, purpose, reason, records, data) "
        "SELECT 'search', %s, %s, '', '', '{}', '{}' FROM generate_series(1, 29)",
        scope.user, scope.agency,
    )  # fmt: skip
    with (
        psycopg.connect(**settings.ADDRESSES[Login.FINDER]) as one,
        psycopg.connect(**settings.ADDRESSES[Login.FINDER]) as other,
    ):
        for connection in (one, other):
            connection.execute(ENTER, [scope.token])
        one.execute("SELECT identity.ask_candidates('{1}')")
        other.execute("SET LOCAL lock_timeout = '200ms'")
        with pytest.raises(psycopg.errors.LockNotAvailable):
            other.execute("SELECT identity.ask_candidates('{1}')")


def test_one_search_does_not_ask_for_everybody_at_once(make):
    scope = make.scope(make.agency(), Role.HUB_OFFICER)
    with pytest.raises(NotAllowed), scope.transaction("finder"), connections["finder"].cursor() as cursor:
        cursor.execute("SELECT identity.ask_candidates(ARRAY(SELECT generate_series(1, 1000)))")
