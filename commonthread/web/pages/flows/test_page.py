"""The matrix says what may flow, and changes with the agreements."""

from datetime import UTC, datetime

from commonthread.access.agreements.matrix import Flowing, matrix
from commonthread.access.permissions import Role
from commonthread.access.queries import AgencyKnown
from commonthread.access.terms import AgencyKind, Category, Level
from tests.agreeing import Agreeing
from tests.pages import text

POLICE, TRUST, SCHOOL = AgencyKind.POLICE, AgencyKind.HEALTH, AgencyKind.SCHOOL
AGENCIES = {
    code: AgencyKnown(code, code, kind, "", "", "")
    for code, kind in (("police", POLICE), ("one", TRUST), ("two", TRUST), ("school", SCHOOL))
}


def test_a_row_is_a_kind_and_a_category_and_a_cell_is_what_each_role_may_see():
    found = [
        Flowing(POLICE, "hub_officer", TRUST, Category.HEALTH, Level.FULL, 2),
        Flowing(POLICE, "police_supervisor", TRUST, Category.HEALTH, Level.RING, 1),
    ]
    viewers, rows = matrix(found, [(TRUST, Category.HEALTH), (SCHOOL, Category.EDUCATION)], AGENCIES)
    assert viewers == (POLICE,)
    assert [(row.holder_kind, row.categories, row.is_empty) for row in rows] == [
        (SCHOOL, (Category.EDUCATION,), True),
        (TRUST, (Category.HEALTH,), False),
    ]
    assert rows[1].cells[0].entries == (
        (Level.FULL, "Hub officer", ""),
        (Level.RING, "Police supervisor", "some only"),
    )


def test_what_is_agreed_is_shown_for_its_purpose(fresh_database, browser):
    from tests.making import Making

    agreeing = Agreeing(Making())
    agreeing.in_force(starts_at=datetime(2026, 1, 1, tzinfo=UTC))
    window = browser(agreeing.make.user(agreeing.police, Role.POLICE_SUPERVISOR))
    shown = text(window.get("/flows?purpose=a section 47 enquiry"))
    assert "Seen by police" in shown
    assert 'ct-level--2">summary</span> <span class="ct-quiet">Hub officer</span>' in shown
    assert "Health provider: mental health (not even that somebody is known)" in shown
    assert "no agreement in force lets anything flow" in text(
        window.get("/flows?purpose=finding a missing person")
    )
    assert window.get("/flows?purpose=curiosity").status_code == 200
