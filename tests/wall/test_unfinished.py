"""What somebody has begun to enter is theirs alone."""

import pytest
from django.db import DatabaseError, connections

from commonthread.access.permissions import Role
from commonthread.access.scope import NotAllowed
from commonthread.access.terms import AgencyKind
from commonthread.records.unfinished import drop_unfinished, keep_unfinished, take_unfinished, unfinished

TOKEN, KIND, CELLS = "CT-23456-789AB", "school_welfare_concern", {"summary": "Took food from others."}


@pytest.fixture
def school(make):
    return make.agency(AgencyKind.SCHOOL)


@pytest.fixture
def lead(make, school):
    return make.scope(school, Role.SCHOOL_LEAD)


def keep(scope, token=TOKEN, cells=CELLS):
    with scope.transaction():
        keep_unfinished(token, KIND, cells)


def tokens(scope):
    with scope.transaction():
        return [found.token for found in unfinished()]


def test_what_was_begun_is_there_again_as_it_was_last_saved(lead):
    keep(lead)
    keep(lead, cells={"summary": "Took food again."})
    assert tokens(lead) == [TOKEN]
    with lead.transaction():
        assert take_unfinished(TOKEN, KIND) == {"summary": "Took food again."}
        assert take_unfinished(TOKEN, "case_note") is None


def test_a_colleague_in_the_same_post_sees_nothing_of_it(make, school, lead):
    keep(lead)
    colleague = make.scope(school, Role.SCHOOL_LEAD)
    assert tokens(colleague) == []
    with colleague.transaction():
        assert take_unfinished(TOKEN, KIND) is None
        drop_unfinished(TOKEN)
    assert tokens(lead) == [TOKEN]


def test_it_goes_when_it_is_dropped_and_after_seven_days(make, lead):
    keep(lead)
    keep(lead, "CT-OTHER-OTHER")
    with lead.transaction():
        drop_unfinished(TOKEN)
    assert tokens(lead) == ["CT-OTHER-OTHER"]
    make._owner(
        "UPDATE content.unfinished SET saved_at = now() - interval '8 days' WHERE \"user\" = %s", lead.user
    )
    assert tokens(lead) == []
    keep(lead)
    assert make._owner('SELECT count(*) FROM content.unfinished WHERE "user" = %s', lead.user) == (1,)


def test_the_twenty_last_are_kept(lead):
    for number in range(25):
        keep(lead, f"CT-{number:05}-00000")
    assert len(tokens(lead)) == 20


def test_a_role_that_enters_nothing_keeps_nothing(make, school):
    officer = make.scope(school, Role.DATA_PROTECTION_OFFICER)
    with pytest.raises(NotAllowed):
        keep(officer)


def test_the_table_itself_is_closed(lead):
    with pytest.raises(DatabaseError, match="permission denied"), lead.transaction():
        connections["app"].cursor().execute("SELECT * FROM content.unfinished")
