"""What changed between editions is said in words."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from commonthread.access.agreements.changes import changes
from commonthread.access.agreements.edition import Clause, Said
from commonthread.access.queries import AgencyKnown
from commonthread.access.terms import AgencyKind, Category, Level, Purpose

AGENCIES = {
    code: AgencyKnown(code, name, kind, "", "", "")
    for code, name, kind in (
        ("police", "Tame Police", AgencyKind.POLICE),
        ("school", "Alder School", AgencyKind.SCHOOL),
        ("trust", "Kingfisher Trust", AgencyKind.HEALTH),
        ("second", "Heron Trust", AgencyKind.HEALTH),
    )
}
CLAUSE = Clause(
    holder_kinds=(AgencyKind.HEALTH,), viewer_kinds=(AgencyKind.POLICE,), roles=("hub_officer",),
    categories=(Category.HEALTH,), purposes=(Purpose.SECTION_47,), level=Level.SUMMARY,
    power="children-act-1989-s47", condition="dpa-2018-sch1-para18",
)  # fmt: skip
OLD = Said(
    title="Hub", why="to help", contact="0121 496 0123", starts_at=datetime(2026, 1, 1, tzinfo=UTC),
    review_on=date(2026, 6, 1), ends_at=datetime(2027, 1, 1, tzinfo=UTC), parties=("police", "school", "trust"),
    clauses=(CLAUSE,),
)  # fmt: skip
SCHOOLS_TOO = replace(CLAUSE, viewer_kinds=(AgencyKind.SCHOOL,), roles=("school_lead",), level=Level.RING,
                      purposes=(Purpose.MISSING_PERSON,))  # fmt: skip
CASES = {
    "nothing": ({"change": "yearly review"}, []),
    "a longer life": (
        {"ends_at": datetime(2028, 1, 1, tzinfo=UTC)},
        ["Its last day is 31 December 2027, not 31 December 2026."],
    ),
    "a party joins and one leaves": (
        {"parties": ("police", "trust", "second")},
        ["New: Heron Trust.", "No longer a party: Alder School."],
    ),
    "a lower level": (
        {"clauses": (replace(CLAUSE, level=Level.RING),)},
        ["Clause 1, level: ring this team, not summary."],
    ),
    "one more purpose": (
        {"clauses": (replace(CLAUSE, purposes=(Purpose.SECTION_47, Purpose.MISSING_PERSON)),)},
        ["Clause 1, what for: a section 47 enquiry and finding a missing person, not a section 47 enquiry."],
    ),
    "another law": (
        {"clauses": (replace(CLAUSE, power="children-act-2004-s11"),)},
        ["Clause 1, legal power: Children Act 2004, section 11, not Children Act 1989, section 47."],
    ),
    "a clause more": (
        {"clauses": (CLAUSE, SCHOOLS_TOO)},
        [
            "New clause 2. Designated safeguarding leads of the school may learn whether the health provider recorded "
            "anything as health, and whom to ring, for finding a missing person."
        ],
    ),
    "a clause gone": (
        {"clauses": ()},
        [
            "Old clause 1 is gone. Hub officers of the police may see a summary of what the health provider recorded "
            "as health, for a section 47 enquiry."
        ],
    ),
}


@pytest.mark.parametrize(("changed", "words"), CASES.values(), ids=CASES)
def test_each_change_is_a_sentence(changed, words):
    assert changes(OLD, replace(OLD, **changed), AGENCIES) == words
