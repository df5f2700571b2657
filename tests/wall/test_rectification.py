"""A correction reaches whoever read what was wrong, and its agency sees whom it has reached."""

import pytest

from commonthread.access.permissions import Role
from commonthread.access.scope import NotAllowed
from commonthread.access.terms import AgencyKind, Purpose
from commonthread.records.actions import enter
from commonthread.records.queries import read
from commonthread.rights.queries import corrected_since_read, recipients

WORK = {"purpose": Purpose.OWN_WORK, "reason": "allocated to me"}


@pytest.fixture
def corrected(make):
    """One social worker read a note, another did not; then a third put it right. Gives the two, and the two records."""
    council = make.agency(AgencyKind.CHILDRENS_SERVICES)
    draft = make.draft()
    wrong = make.record(council, draft, persons=(make.person(),))
    reader, other, writer = (make.scope(council, Role.SOCIAL_WORKER) for _ in range(3))
    read(reader, [wrong], **WORK)
    with writer.transaction():
        right = enter(by=writer, draft=draft.model_copy(update={"place": "Elsewhere"}), corrects=wrong)
    return reader, other, wrong, right


def test_whoever_read_it_is_told_until_they_have_read_what_is_in_force(corrected):
    reader, other, wrong, right = corrected
    with reader.transaction():
        (told,) = corrected_since_read()
    assert (told.record, told.now_in_force) == (wrong, right)
    with other.transaction():
        assert corrected_since_read() == []
    read(reader, [right], **WORK)
    with reader.transaction():
        assert corrected_since_read() == []


def test_the_agency_sees_whom_the_correction_has_reached(make, corrected):
    reader, other, wrong, right = corrected
    (before,) = recipients(other, right)
    assert (before.name, before.has_read_correction) == (reader.name, False)
    read(reader, [right], **WORK)
    (after,) = recipients(other, right)
    assert after.has_read_correction
    assert make._owner(
        "SELECT count(*) FROM ledger_event WHERE type = 'consultation' AND actor = %s AND records @> ARRAY[%s]::bigint[]",
        other.user, wrong,
    ) == (2,)  # fmt: skip


def test_another_agency_does_not_see_who_read_it(make, corrected):
    *_, right = corrected
    stranger = make.scope(make.agency(), Role.POLICE_SUPERVISOR)
    with pytest.raises(NotAllowed, match="Not found"):
        recipients(stranger, right)
