"""Whose a record is that somebody enters, and that its key takes the place of no other."""

import pytest
from django.db import connections

from commonthread.access.permissions import Role
from commonthread.access.scope import KeyInUse, NotAllowed
from commonthread.access.terms import AgencyKind
from commonthread.records.actions import enter
from commonthread.records.incoming import as_json, as_sent
from commonthread.records.queries import envelope, standing_under, versions


def test_a_record_entered_by_hand_belongs_to_the_agency_of_whoever_entered_it(make):
    school = make.agency(AgencyKind.SCHOOL)
    lead = make.scope(school, Role.SCHOOL_LEAD)
    with lead.transaction():
        number = enter(by=lead, draft=make.draft("school_welfare_concern"))
    with lead.transaction():
        assert envelope(number).agency == school
    with pytest.raises(NotAllowed), make.scope(make.agency(), Role.POLICE_SUPERVISOR).transaction():
        envelope(number)


def test_a_role_cannot_enter_records_of_a_category_that_it_does_not_cover(make):
    lead = make.scope(make.agency(AgencyKind.SCHOOL), Role.SCHOOL_LEAD)
    with pytest.raises(NotAllowed), lead.transaction():
        enter(by=lead, draft=make.draft("mental_health_contact"))


def test_the_key_of_another_agency_s_record_supersedes_nothing(make):
    """Even where the app login says that its record has the digest of another agency's key."""
    police, school = make.agency(), make.agency(AgencyKind.SCHOOL)
    draft = make.draft("school_welfare_concern")
    theirs = make.record(police, draft)
    lead = make.scope(school, Role.SCHOOL_LEAD)
    with lead.transaction(), connections["app"].cursor() as cursor:
        forged = as_json(as_sent(police, 1, draft.model_copy(update={"place": "elsewhere"})))
        cursor.execute("SELECT records.enter(%s::jsonb, NULL)", [forged])
    assert make._owner("SELECT superseded_by FROM records_record WHERE number = %s", theirs) == (None,)


def test_a_key_in_use_is_refused_unless_it_corrects_just_that_record(make):
    school = make.agency(AgencyKind.SCHOOL)
    lead = make.scope(school, Role.SCHOOL_LEAD)
    draft = make.draft("school_welfare_concern")
    first = make.record(school, draft)
    later = draft.model_copy(update={"place": "the hall"})
    with pytest.raises(KeyInUse), lead.transaction():
        enter(by=lead, draft=later)
    with lead.transaction():
        assert standing_under(school, draft.kind, draft.key) == first
        second = enter(by=lead, draft=later, corrects=first)
    with lead.transaction():
        assert [version.number for version in versions(first)] == [second, first]
        assert enter(by=lead, draft=later, corrects=first) == second
    with pytest.raises(KeyInUse), lead.transaction():
        enter(by=lead, draft=draft, corrects=first)
