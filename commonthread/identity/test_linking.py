"""Links in a real database: new mentions find their people, and a human's word outweighs any weight."""

from datetime import date

import pytest
from django.db import connections

from commonthread.access.permissions import Role
from commonthread.access.scope import KeptApart, NotAllowed
from commonthread.access.terms import AgencyKind, Purpose
from commonthread.identity.actions import decide, never_bridge, unlink
from commonthread.identity.linking import link_unlinked
from commonthread.identity.queries import Band, barriers, open_pairs, read_pair, ties, who, why
from commonthread.identity.standardise import GivenMention
from commonthread.records.actions import open_person
from commonthread.records.queries import story_envelopes
from commonthread.records.record import Mention, MentionRole, Relation

HOME = {"address": "14 Larkspur Row", "postcode": "B98 7CV"}
AISHA = {"given_name": "Aisha", "family_name": "Rahmanpour", "born_on": date(2017, 3, 14), **HOME}
TWIN = {**AISHA, "given_name": "Zainab"}


def subject(**fields):
    return Mention(role=MentionRole.SUBJECT, **fields)


@pytest.fixture
def records(fresh_database, make):
    """Puts one record for each mention, of the agency given, and links them; says which person each became."""

    def put(agency, *mentions, kind="case_note"):
        numbers = [
            make.record(agency, make.draft(kind, *([m] if isinstance(m, Mention) else m))) for m in mentions
        ]
        link_unlinked()
        return [persons(number) for number in numbers]

    return put


def persons(record):
    with connections["engine"].cursor() as cursor:
        cursor.execute("SELECT person FROM content.mention WHERE record = %s ORDER BY ordinal", [record])
        found = [person for (person,) in cursor.fetchall()]
    return found[0] if len(found) == 1 else found


def test_two_agencies_words_about_one_child_become_one_person_and_her_twin_another(make, records):
    police, school = make.agency(AgencyKind.POLICE), make.agency(AgencyKind.SCHOOL)
    first, twin = records(police, subject(**AISHA), subject(**TWIN))
    (again,) = records(school, subject(**{**AISHA, "family_name": "Rahmanpoor"}))
    assert again == first
    assert twin != first


def test_numbers_stay_when_everything_is_linked_again(make, records):
    police = make.agency()
    before = records(police, subject(**AISHA), subject(**TWIN))
    after = records(
        police,
        *[
            subject(given_name=f"Person{n}", family_name="Other", born_on=date(1980, 1, n))
            for n in range(2, 9)
        ],
    )
    assert not set(before) & set(after)
    assert records(police, subject(**AISHA)) == before[:1]


def test_a_search_finds_the_child_and_says_what_agrees_only_of_ones_own_records(make, records):
    school, csc = make.agency(AgencyKind.SCHOOL), make.agency(AgencyKind.CHILDRENS_SERVICES)
    (child,) = records(school, subject(**AISHA), kind="school_welfare_concern")
    asked = GivenMention(0, given_name="Aysha", family_name="Rahmanpour", born_on=AISHA["born_on"])
    own = who(make.scope(school, Role.SCHOOL_LEAD), asked)
    assert [(c.person, c.mention.given_name) for c in own] == [(child, "Aisha")]
    assert own[0].agrees
    hub = who(make.scope(csc, Role.HUB_OFFICER), asked)
    assert [(c.person, c.mention, c.agrees) for c in hub] == [(child, None, ())]
    assert who(make.scope(csc, Role.SOCIAL_WORKER), asked) == []


def test_another_agencys_address_does_not_make_a_candidate_likelier(make, records):
    police, csc = make.agency(AgencyKind.POLICE), make.agency(AgencyKind.CHILDRENS_SERVICES)
    records(police, subject(**AISHA), kind="police_incident")
    hub = make.scope(csc, Role.HUB_OFFICER)
    asked = {"given_name": "Aisha", "family_name": "Rahmanpour"}
    here = who(hub, GivenMention(0, **asked, **HOME))
    elsewhere = who(hub, GivenMention(0, **asked, address="2 Nowhere Lane", postcode="B98 9CV"))
    assert here == elsewhere


def test_a_search_is_on_the_ledger(make, records):
    scope = make.scope(make.agency(), Role.POLICE_SUPERVISOR)
    who(scope, GivenMention(0, given_name="Nobody", family_name="Atall"))
    assert make._owner(
        "SELECT count(*) FROM ledger_event WHERE actor = %s AND type = 'search'", scope.user
    ) == (1,)


def test_unlinking_takes_seconds_and_the_mention_does_not_come_back(make, records):
    police = make.agency()
    scope = make.scope(police, Role.HUB_OFFICER)
    first, second = records(police, subject(**AISHA), subject(**AISHA))
    assert first == second
    with scope.transaction():
        open_person(by=scope, person=first, purpose=Purpose.OWN_WORK, because="checking")
    links = why(scope, first, purpose=Purpose.OWN_WORK, reason="checking")
    beside = next(link for link in links if link.beside)
    assert sum(part.weight for part in beside.because) != 0
    with scope.transaction():
        fresh = unlink(by=scope, mention=beside.mention, reason="a cousin of the same name")
    assert {persons(link.record) for link in links} == {first, fresh}
    records(police, subject(given_name="Somebody", family_name="New"))
    assert {persons(link.record) for link in links} == {first, fresh}
    with scope.transaction():
        assert [envelope.number for envelope in story_envelopes([fresh])] == [beside.record]


def test_somebody_who_may_not_see_the_record_cannot_unlink_it(make, records):
    (child,) = records(make.agency(), subject(**AISHA))
    mention = make._owner("SELECT number FROM content.mention WHERE person = %s", child)[0]
    stranger = make.scope(make.agency(AgencyKind.CHILDRENS_SERVICES), Role.HUB_OFFICER)
    with pytest.raises(NotAllowed), stranger.transaction():
        unlink(by=stranger, mention=mention, reason="curious")


def test_identities_that_must_never_be_bridged_stay_two_however_alike(make, records):
    csc = make.agency(AgencyKind.CHILDRENS_SERVICES)
    adopted = {
        "given_name": "Alice",
        "family_name": "Ashdown",
        "born_on": AISHA["born_on"],
        "postcode": "B98 9CV",
    }
    before, after = records(csc, subject(**AISHA), subject(**adopted))
    team = make.scope(make.agency(), Role.PROTECTED_IDENTITIES)
    with team.transaction():
        never_bridge(by=team, first=before, second=after, ground="adoption")
    assert [(held.first, held.second) for held in barriers(team, reason="a test")] == [
        tuple(sorted((before, after)))
    ]
    bridging = {**AISHA, "former_family_name": "Ashdown", "known_as": "Alice", "postcode": "B98 9CV"}
    records(csc, subject(**bridging), subject(**AISHA), subject(**adopted))
    sides = [
        make._owner("SELECT count(*) FROM content.mention WHERE person = %s", side)[0]
        for side in (before, after)
    ]
    assert min(sides) >= 2
    other = make.scope(csc, Role.HUB_OFFICER)
    with pytest.raises(NotAllowed):
        barriers(other, reason="curious")


def test_people_at_one_address_are_a_household_and_an_agencys_word_makes_a_relation(make, records):
    csc = make.agency(AgencyKind.CHILDRENS_SERVICES)
    mother = Mention(role=MentionRole.PARENT, relation=Relation.MOTHER, given_name="Shirin", family_name="Rahmanpour",
                     born_on=date(1988, 5, 2), **HOME)  # fmt: skip
    ((child, parent),) = records(csc, (subject(**AISHA), mother))
    scope = make.scope(csc, Role.SOCIAL_WORKER)
    with scope.transaction():
        assert {(t.person, t.other, t.kind) for t in ties([child])} == {
            (parent, child, Relation.MOTHER.value),
            (min(child, parent), max(child, parent), "same address"),
        }
    with (stranger := make.scope(make.agency(), Role.POLICE_SUPERVISOR)).transaction():
        assert ties([child]) == [], stranger


def test_a_pair_between_the_thresholds_is_decided_side_by_side(make, records):
    csc = make.agency(AgencyKind.CHILDRENS_SERVICES)
    one, other = records(
        csc,
        subject(**AISHA),
        subject(given_name="Ayesha", family_name="Rahmanpour", born_on=date(2017, 3, 1), postcode="B98 7CW"),
    )
    assert one != other
    officer = make.scope(csc, Role.RECORDS_OFFICER)
    first, second = (
        make._owner("SELECT number FROM content.mention WHERE person = %s", p)[0] for p in (one, other)
    )
    make._owner(
        "INSERT INTO identity_pair (first, second, model, weight, decision, reason) VALUES (%s, %s, '2026-11', 3, '', '') ON CONFLICT DO NOTHING",
        min(first, second), max(first, second),
    )  # fmt: skip
    with officer.transaction():
        ((pair, _),) = open_pairs()
    shown = read_pair(officer, pair, reason="my list")
    assert {shown.first.person, shown.second.person} == {one, other}
    assert any(part.field for part in shown.because)
    with officer.transaction():
        decide(by=officer, pair=pair, decision="same", reason="the mother confirmed it")
    assert persons(shown.first.record) == persons(shown.second.record)
    with officer.transaction():
        assert open_pairs() == []


def test_a_decision_cannot_join_what_is_kept_apart(make, records):
    csc = make.agency(AgencyKind.CHILDRENS_SERVICES)
    one, other = records(csc, subject(**AISHA), subject(**TWIN))
    first, second = (
        make._owner("SELECT number FROM content.mention WHERE person = %s", p)[0] for p in (one, other)
    )
    make._owner("INSERT INTO identity_apart (first, second, reason) VALUES (%s, %s, 'twins')", first, second)
    number = make._owner(
        "INSERT INTO identity_pair (first, second, model, weight, decision, reason) VALUES (%s, %s, '2026-11', 3, '', '') "
        "ON CONFLICT (first, second) DO UPDATE SET weight = 3 RETURNING number", first, second,
    )[0]  # fmt: skip
    officer = make.scope(csc, Role.RECORDS_OFFICER)
    with pytest.raises(KeptApart), officer.transaction():
        decide(by=officer, pair=number, decision="same", reason="they look alike")


def test_likely_means_over_the_threshold(make, records):
    school = make.agency(AgencyKind.SCHOOL)
    records(school, subject(**AISHA), kind="school_welfare_concern")
    (found,) = who(make.scope(school, Role.SCHOOL_LEAD), GivenMention(0, **AISHA))
    assert found.band is Band.LIKELY
