"""A case about somebody's own child is not there for them: not in their team's work, not as what their agency is asked."""

import pytest

from commonthread.access.permissions import Role
from commonthread.access.scope import NotAllowed, open_scope
from commonthread.access.terms import AgencyKind, Category, Level
from commonthread.pathways.allocation import give_to_team, teams_for
from commonthread.pathways.asked import asked_task, asked_tasks
from commonthread.pathways.front_door_list import waiting
from commonthread.pathways.handover import offer_case, offers, withdraw_offer
from commonthread.pathways.queries import case, cases
from commonthread.pathways.requests import request_to_us, requests_to_us, requests_waiting
from commonthread.pathways.sampling import draw_sample, samples
from commonthread.pathways.tasks import tasks
from commonthread.pathways.telling import tell_us
from commonthread.pathways.work import Whose, take_task, work
from commonthread.places.cited import DISTRICTS
from commonthread.web.telling.drafting import told as drafted
from tests.asking import Desk
from tests.calling import system
from tests.hub import Hub
from tests.wall.hiding import ABENA
from tests.wall.test_requests import ask


@pytest.fixture
def hub(make, fresh_database):
    return Hub(make)


def apart(make, scope, person) -> None:
    make._owner("INSERT INTO access_conflict (\"user\", person, kind, is_detected, by) VALUES (%s, %s, 'own family', false, 1)",
                scope.user, person)  # fmt: skip


def refused(scope, does, *given, **named) -> bool:
    with pytest.raises(NotAllowed), scope.transaction():
        does(*given, **named)
    return True


def test_of_a_case_of_their_own_team_they_see_nothing_and_take_nothing(make, hub):
    child = make.person()
    number = hub.contact(child)
    father = make.scope(hub.council, Role.TEAM_MANAGER, team=hub.hubs[hub.council])
    colleague = make.scope(hub.council, Role.TEAM_MANAGER, team=hub.hubs[hub.council])
    task = hub.waiting(number, "decision")[0].number
    with hub.worker.transaction():
        offer_case(by=hub.worker, case=number, to_team=hub.hubs[hub.council], note="for whoever is here")
    apart(make, father, child)
    for scope, sees in ((father, False), (colleague, True)):
        with scope.transaction():
            listed = {
                item.case for whose in (Whose.MINE, Whose.TEAM, Whose.AGENCY) for item in work(whose).items
            }
            assert (number in {one.number for one in cases()}) is sees
            assert (number in listed) is sees
            assert bool(offers()) is sees
    assert refused(father, take_task, by=father, number=task, because="I shall look after it")
    make._owner(
        "INSERT INTO pathways_member (case_id, team, leads, because, ended_because) VALUES (%s, %s, false, 'ours', '')",
        number,
        hub.hubs[hub.council],
    )
    assert refused(father, case, number)
    with colleague.transaction():
        assert tasks(case(number))


def test_at_the_front_door_the_contact_about_them_is_not_there(make, fresh_database):
    hub = make.hub(DISTRICTS[5].code)
    tell_us(*drafted({"about": ["child"], "district": [hub.district], "worries": ["neglect"], "said": ["thin"], "people": ["1"],
                      "given_name_0": [ABENA.given_name], "family_name_0": [ABENA.family_name], "reach": ["no"]}))  # fmt: skip
    (number, record) = make._owner("SELECT case_id, record FROM pathways_contact")
    child = make.person()
    make._owner("INSERT INTO records_about (record, person, agency, category) VALUES (%s, %s, %s, 'community')",
                record, child, hub.agency)  # fmt: skip
    father = open_scope(hub.officer)
    with father.transaction():
        assert [one.number for one in cases()] == [number]
    apart(make, father, child)
    with father.transaction():
        assert (waiting()[0], cases(), work(Whose.TEAM).items) == ([], [], [])
    assert refused(father, case, number)


def test_what_their_agency_is_asked_about_them_a_colleague_answers(make, hub):
    child = make.person()
    number = hub.contact(child)
    ask(hub.worker, number, child, hub.police, category=Category.CRIME_AND_INCIDENTS, level=Level.SUMMARY)
    father, colleague = hub.officer(hub.police), hub.officer(hub.police)
    with father.transaction():
        (task,), (request,) = asked_tasks(), requests_to_us()
    apart(make, father, child)
    with father.transaction():
        assert (asked_tasks(), requests_to_us(), requests_waiting().ours) == ([], [], 0)
    assert refused(father, asked_task, task.task)
    assert refused(father, request_to_us, request.number)
    with colleague.transaction():
        assert (len(asked_tasks()), len(requests_to_us()), requests_waiting().ours) == (1, 1, 1)


def test_what_they_offered_or_drew_before_they_were_kept_apart_is_not_there_either(make, hub):
    child = make.person()
    number = hub.contact(child)
    father = make.scope(hub.council, Role.TEAM_MANAGER, team=hub.hubs[hub.council])
    task = hub.waiting(number, "decision")[0].number
    with father.transaction():
        take_task(by=father, number=task, because="I shall look after it")
    with father.transaction():
        offered = offer_case(
            by=father, case=number, to_team=hub.hubs[hub.council], note="for whoever is here"
        )
        draw_sample(by=father, wanted=5)
    with father.transaction():
        (drawn,) = samples()
        assert (drawn.drawn, len(offers())) == ((number,), 1)
    apart(make, father, child)
    with father.transaction():
        assert offers() == []
        (drawn,) = samples()
        assert (drawn.among, drawn.drawn, drawn.is_as_drawn) == ((), (), True)
    assert refused(father, withdraw_offer, by=father, offer=offered)
    with father.transaction():
        draw_sample(by=father, wanted=5)
    assert make._owner(
        "SELECT count(*) FROM pathways_member WHERE case_id = %s AND because LIKE %s", number, "drawn%"
    ) == (0,)


def test_no_system_acts_in_the_name_of_somebody_who_is_kept_apart(make):
    desk = Desk(make, system(make, make.agency(AgencyKind.CHILDRENS_SERVICES)))
    make._owner("UPDATE pathways_caseperson SET added_by = 0 WHERE case_id = %s", desk.case)
    assert desk.put().status_code == 201
    apart(make, desk.worker, desk.child)
    assert desk.put().status_code == 404


def test_whom_they_put_in_themselves_tells_them_nothing(make, hub):
    father = make.scope(hub.council, Role.SOCIAL_WORKER, team=hub.hubs[hub.council])
    child = make.person()
    apart(make, father, child)
    numbers = [make.case(father, person) for person in (child, 999_000_001)]
    with father.transaction():
        assert {one.number for one in cases()} == set(numbers)
        assert len({len(case(number).people) for number in numbers}) == 1


def test_no_number_counts_the_case_that_is_kept_from_them(make, hub):
    """Beside a case of theirs about the same brother: not how often he was in one, nor what their team has to do."""
    child, brother = make.person(), make.person()
    team = hub.hubs[hub.council]
    father = make.scope(hub.council, Role.TEAM_MANAGER, team=team)
    kept = hub.contact(child, brother)
    own = hub.contact(brother)
    with hub.worker.transaction():
        give_to_team(by=hub.worker, case=own, team=team, because="theirs")

    def counted():
        with father.transaction():
            contacts = {one.contacts for one in work(Whose.TEAM).items if one.case == own}
            return contacts, {one.number: one.waiting for one in teams_for(own)}[team]

    (with_both, of_both) = counted()
    apart(make, father, child)
    assert (with_both, counted()) == (
        {2},
        ({0}, of_both - sum(one.agency == hub.council for one in hub.waiting(kept))),
    )
