"""Work by team: numbers for whoever supervises, and of nobody."""

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind, Purpose


def test_a_team_with_most_overdue_stands_first(make, browser):
    agency = make.agency(AgencyKind.CHILDRENS_SERVICES)
    idle, busy = make.team(agency), make.team(agency)
    worker = make.scope(agency, Role.SOCIAL_WORKER, team=busy)
    number = make.case(worker, make.person(), purpose=Purpose.SECTION_47)
    browser(worker.user).post(f"/cases/{number}/procedure", {"pathway": "section-47"})
    make._owner(
        "UPDATE pathways_task SET counts_from = now() - interval '3 days', due_at = now() - interval '1 day' WHERE case_id = %s",
        number,
    )
    words = browser(make.user(agency, Role.TEAM_MANAGER)).get("/work/teams").content.decode()
    assert words.index(f"team={busy}") < words.index(f"team={idle}")
    assert "1 overdue" in words
    assert f"C-{number}" not in words
