"""A supervisor signs for what they opened; a dip sample is drawn as its seed says, from their own team's cases."""

from datetime import timedelta

import pytest
from django.utils.timezone import now
from hypothesis import given
from hypothesis import strategies as st

from commonthread.access.permissions import Role
from commonthread.access.scope import AnotherPerson, NotAllowed
from commonthread.access.statements import value
from commonthread.access.terms import AgencyKind, Purpose
from commonthread.pathways.queries import case_ledger
from commonthread.pathways.sampling import Verdict, draw_again, draw_sample, samples, say_found
from commonthread.pathways.supervision import (
    Directing,
    look_after,
    opened_by_me,
    supervise,
    supervisions,
    who_directs,
)
from commonthread.pathways.work import work
from commonthread.records.queries import read
from tests.investigating import Investigation


@pytest.fixture
def police(make):
    return make.agency()


@pytest.fixture
def team(make, police):
    return make.team(police)


@pytest.fixture
def sergeant(make, police, team):
    return make.scope(police, Role.POLICE_SUPERVISOR, team=team)


@pytest.fixture
def led(make, police, team, sergeant):
    """A case of the team that somebody else leads, to which its sergeant has come: `led(child)` gives its number."""
    worker = make.scope(police, Role.INVESTIGATOR, team=team)

    def led(*people: int) -> int:
        number = make.case(worker, *(people or (make.person(),)), purpose=Purpose.SECTION_47)
        with sergeant.transaction():
            look_after(by=sergeant, case=number, because="her team’s")
        return number

    return led


def sign(scope, number, direction="See her again this week"):
    with scope.transaction():
        supervise(by=scope, case=number, direction=direction, next_at=now() + timedelta(days=7))


def test_nothing_is_signed_for_that_was_not_opened_and_what_was_opened_is_kept_with_it(
    make, police, sergeant, led
):
    child = make.person()
    record = make.record(police, persons=(child,), draft=make.draft("police_incident"))
    number = led(child)
    with pytest.raises(AnotherPerson):
        sign(sergeant, number)
    read(sergeant, [record], purpose=Purpose.SECTION_47, reason="supervision")
    case_ledger(sergeant, number)
    sign(sergeant, number)
    with sergeant.transaction():
        (given,) = supervisions(number)
        assert (given.opened.records, given.opened.openings) == (1, 2)
        assert opened_by_me(number).openings == 0
        assert [found.does for found in work().items] == ["Supervise the case"]
    with pytest.raises(AnotherPerson):
        sign(sergeant, number)


def test_the_next_direction_does_the_task_of_the_last(sergeant, led):
    number = led()
    for _ in range(2):
        case_ledger(sergeant, number)
        sign(sergeant, number)
    with sergeant.transaction():
        assert len(work().items) == 1
        assert len(supervisions(number)) == 2


def test_only_whoever_supervises_signs_and_only_on_a_case_of_theirs(make, police, team, sergeant):
    worker = make.scope(police, Role.INVESTIGATOR, team=team)
    number = make.case(worker, make.person(), purpose=Purpose.SECTION_47)
    case_ledger(worker, number)
    with pytest.raises(NotAllowed):
        sign(worker, number)
    stranger = make.scope(police, Role.POLICE_SUPERVISOR)
    with pytest.raises(NotAllowed):
        sign(stranger, number)
    with pytest.raises(NotAllowed), stranger.transaction():
        supervisions(number)


def test_nobody_directs_what_they_lead_and_is_told_whom_to_ask(make, police, team, sergeant):
    number = make.case(sergeant, make.person(), purpose=Purpose.SECTION_47)
    case_ledger(sergeant, number)
    with pytest.raises(AnotherPerson):
        sign(sergeant, number)
    with sergeant.transaction():
        assert who_directs(number) == Directing(True, ())
    inspector = make.scope(police, Role.POLICE_SUPERVISOR, team=make.team(police))
    with sergeant.transaction():
        assert who_directs(number) == Directing(True, (inspector.name,))
    with inspector.transaction():
        look_after(by=inspector, case=number, because="its sergeant leads it")
    case_ledger(inspector, number)
    sign(inspector, number)


def test_a_review_that_a_procedure_asks_for_is_not_signed_by_whoever_leads(make):
    it = Investigation(make)
    it.says("plan", "written")
    make._owner(
        'UPDATE pathways_member SET leads = "user" = %s WHERE case_id = %s', it.sergeant.user, it.case
    )
    case_ledger(it.sergeant, it.case)
    with pytest.raises(AnotherPerson):
        it.reviewed("goes on, high")
    assert it.task("direction", it.sergeant).done_at is None


def test_of_what_one_leads_one_neither_draws_nor_says_what_was_found(make, police, team, sergeant):
    worker = make.scope(police, Role.INVESTIGATOR, team=team)
    make.case(sergeant, make.person())
    theirs = make.case(worker, make.person())
    with sergeant.transaction():
        draw_sample(by=sergeant, wanted=3)
        (drawn,) = samples()
    assert drawn.among == (theirs,)
    make._owner("UPDATE pathways_member SET leads = NOT leads WHERE case_id = %s", theirs)
    case_ledger(sergeant, theirs)
    with pytest.raises(AnotherPerson), sergeant.transaction():
        say_found(by=sergeant, sample=drawn.number, case=theirs, verdict=Verdict.IN_ORDER, words="good")


def test_a_sample_is_of_ones_own_teams_open_cases_and_lets_them_be_read(make, police, team, sergeant):
    theirs = {make.case(make.scope(police, Role.INVESTIGATOR, team=team), make.person()) for _ in range(4)}
    make.case(make.scope(police, Role.INVESTIGATOR, team=make.team(police)), make.person())
    with sergeant.transaction():
        draw_sample(by=sergeant, wanted=3)
    with sergeant.transaction():
        (sample,) = samples()
        assert (set(sample.among), len(sample.drawn), sample.is_as_drawn) == (theirs, 3, True)
        for number in sample.drawn:
            assert supervisions(number) == []
    (seed,) = make._owner("SELECT data ->> 'seed' FROM ledger_event WHERE actor = %s AND data ->> 'what' = 'dip sample'", sergeant.user)  # fmt: skip
    assert seed == sample.seed


def test_nobody_draws_who_does_not_supervise(make, police, team):
    worker = make.scope(police, Role.INVESTIGATOR, team=team)
    supervisor = make.scope(police, Role.POLICE_SUPERVISOR, team=team)
    with pytest.raises(NotAllowed), supervisor.transaction():
        value("SELECT pathways.draw_sample(NULL)")
    for does in (lambda: draw_sample(by=worker, wanted=3), samples):
        with pytest.raises(NotAllowed), worker.transaction():
            does()


@given(
    st.text("0123456789abcdef", min_size=64, max_size=64),
    st.lists(st.integers(1, 10**8), unique=True, max_size=30),
)
def test_a_sample_depends_on_its_seed_and_its_cases_and_on_no_order(seed, among):
    assert draw_again(seed, among, 5) == draw_again(seed, sorted(among), 5)
    assert set(draw_again(seed, among, 5)) <= set(among)
    assert draw_again(seed, among, 3) == draw_again(seed, among, 5)[:3]


def test_a_council_supervises_its_cases_too(make):
    council = make.agency(AgencyKind.CHILDRENS_SERVICES)
    team = make.team(council)
    manager = make.scope(council, Role.TEAM_MANAGER, team=team)
    worker = make.scope(council, Role.SOCIAL_WORKER, team=team)
    number = make.case(worker, make.person(), purpose=Purpose.SECTION_47)
    with manager.transaction():
        look_after(by=manager, case=number, because="her team’s")
    case_ledger(manager, number)
    sign(manager, number)
