"""A neighbourhood's community: kept by its team, without a history of who reported what, and themes without small counts."""

from datetime import date

import pytest
from django.db import DatabaseError, connections

from commonthread.access.permissions import Role
from commonthread.access.scope import NotAllowed, Scope
from commonthread.pathways.community import (
    contact_told,
    contacts,
    end_contact,
    keep_contact,
    quarters,
    raise_concern,
    tell_contact,
    themes,
)
from commonthread.pathways.queries import case, cases
from commonthread.pathways.tasks import tasks

PLACE = "plum-street"
OVER = date(2026, 4, 1)


@pytest.fixture
def force(make) -> str:
    return make.agency()


@pytest.fixture
def officer(make, force) -> Scope:
    return make.scope(force, Role.NEIGHBOURHOOD_OFFICER, team=make.team(force))


@pytest.fixture
def contact(officer) -> int:
    with officer.transaction():
        return keep_contact(
            by=officer, neighbourhood=PLACE, role="Chair of the mosque committee", way="0121 496 0155"
        )


def raised(officer, *what, said="A boy sleeps in the stairwell") -> int:
    with officer.transaction():
        return raise_concern(by=officer, neighbourhood=PLACE, themes=what or ["left_alone"], said=said)


def test_a_team_keeps_roles_and_what_they_were_told(officer, contact):
    with officer.transaction():
        tell_contact(by=officer, number=contact, words="Patrols pass the school at three from Monday")
    with officer.transaction():
        (kept,) = contacts()
        (told,) = contact_told(contact)
    assert (kept.role, kept.told_at) == ("Chair of the mosque committee", told.told_at)
    assert told.words.startswith("Patrols")


def test_ended_it_is_kept_no_more(officer, contact):
    with officer.transaction():
        end_contact(by=officer, number=contact, because="The committee was dissolved")
    with officer.transaction():
        assert contacts() == []
    with pytest.raises(NotAllowed), officer.transaction():
        tell_contact(by=officer, number=contact, words="more")


@pytest.mark.parametrize("who", ["another team", "no team", "another role", "another force"])
def test_nobody_else_has_them(make, force, contact, who):
    stranger = {
        "another team": lambda: make.scope(force, Role.NEIGHBOURHOOD_OFFICER, team=make.team(force)),
        "no team": lambda: make.scope(force, Role.NEIGHBOURHOOD_OFFICER),
        "another role": lambda: make.scope(force, Role.INVESTIGATOR, team=make.team(force)),
        "another force": lambda: _elsewhere(make),
    }[who]()
    for do in (tell_contact, end_contact):
        with pytest.raises(NotAllowed), stranger.transaction():
            do(by=stranger, number=contact, **({"words": "x"} if do is tell_contact else {"because": "x"}))
    with pytest.raises(NotAllowed), stranger.transaction():
        contact_told(contact)
    try:
        with stranger.transaction():
            assert contacts() == []
    except NotAllowed:
        assert who in ("no team", "another role")


def _elsewhere(make) -> Scope:
    other = make.agency()
    return make.scope(other, Role.NEIGHBOURHOOD_OFFICER, team=make.team(other))


def test_a_concern_is_a_case_of_the_team_with_its_first_task_running(officer):
    number = raised(officer)
    with officer.transaction():
        (task,) = tasks(case(number))
        (listed,) = cases()
    assert (task.step.name, task.owner, listed.number) == ("heard", officer.name, number)


def test_nothing_leads_from_a_contact_to_a_concern_nor_from_a_count_to_either(make, officer, contact):
    """No column of one could hold the other, and what the ledger says of the three has no number in common."""
    raised(officer)
    (columns,) = make._owner(
        "SELECT array_agg(column_name::text ORDER BY column_name) FROM information_schema.columns WHERE table_name = 'pathways_communitytheme'"
    )
    assert columns == ["agency", "id", "neighbourhood", "quarter", "theme", "times"]
    (referring,) = make._owner(
        "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND confrelid = 'pathways_communitycontact'::regclass "
        "AND conrelid <> 'pathways_communitytold'::regclass"
    )
    assert referring == 0
    (said,) = make._owner(
        "SELECT coalesce(string_agg(data::text, ' '), '') FROM ledger_event WHERE actor = %s AND data ->> 'what' = 'concern raised'",
        officer.user,
    )
    assert str(contact) not in said
    assert "left_alone" not in said
    assert PLACE not in said


def counted(make, force, theme, times):
    make._owner(
        "INSERT INTO pathways_communitytheme (agency, neighbourhood, theme, quarter, times) VALUES (%s, %s, %s, %s, %s)",
        force, PLACE, theme, OVER, times,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("times", "shown"), [(1, "c"), (7, "c"), (8, "10"), (12, "10"), (13, "15"), (52, "50"), (103, "105")]
)
def test_small_counts_are_withheld_and_others_told_to_the_nearest_five(make, force, officer, times, shown):
    counted(make, force, "hunger", times)
    with officer.transaction():
        assert themes(OVER) == {(PLACE, "hunger"): shown}


def test_a_quarter_that_runs_is_not_told(make, force, officer):
    for _ in range(9):
        raised(officer, "hunger", "hunger", "strangers")
    (quarter, times) = make._owner(
        "SELECT quarter, times FROM pathways_communitytheme WHERE agency = %s AND theme = 'hunger'", force
    )
    assert times == 9
    with officer.transaction():
        assert themes(quarter) == {}


def test_another_force_is_told_nothing_of_ours(make, force):
    counted(make, force, "hunger", 40)
    with (stranger := _elsewhere(make)).transaction():
        assert themes(OVER) == {}
    investigator = make.scope(force, Role.INVESTIGATOR)
    with pytest.raises(NotAllowed), investigator.transaction():
        themes(OVER)
    assert stranger


def test_a_concern_says_what_it_is(officer):
    with (
        pytest.raises(DatabaseError, match="what worries them"),
        officer.transaction(),
        connections["app"].cursor() as cursor,
    ):
        cursor.execute("SELECT pathways.raise_concern('here', '{}', 'power', 'because', '2026', '[]')")


def test_the_last_four_quarters_that_are_over():
    assert quarters(date(2026, 2, 28)) == [
        date(2025, 10, 1),
        date(2025, 7, 1),
        date(2025, 4, 1),
        date(2025, 1, 1),
    ]
    assert quarters(date(2026, 4, 1))[0] == date(2026, 1, 1)
