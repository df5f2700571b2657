"""What waits for me and for my team: that which has used most of its time stands first."""

import pytest

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind, Purpose


@pytest.fixture
def worker(make):
    agency = make.agency(AgencyKind.CHILDRENS_SERVICES)
    return make.scope(agency, Role.SOCIAL_WORKER, team=make.team(agency))


def follows(make, browser, worker, pathway: str) -> int:
    number = make.case(worker, make.person(), purpose=Purpose.SECTION_47)
    browser(worker.user).post(f"/cases/{number}/procedure", {"pathway": pathway})
    return number


def test_without_work_it_says_where_work_comes_from(browser, worker):
    assert "Nothing waits for you" in browser(worker.user).get("/work").content.decode()


def test_what_is_overdue_stands_first_and_is_counted(make, browser, worker):
    later, late = (follows(make, browser, worker, "section-47") for _ in range(2))
    make._owner(
        "UPDATE pathways_task SET counts_from = now() - interval '3 days', due_at = now() - interval '1 day' WHERE case_id = %s",
        late,
    )
    words = browser(worker.user).get("/work").content.decode()
    assert "2 tasks wait for you" in words
    assert "1 overdue" in words
    assert words.index(f"C-{late}") < words.index(f"C-{later}")


def test_what_is_nearly_due_stands_before_what_is_graver_and_has_time(make, browser, worker):
    grave = follows(make, browser, worker, "section-47")
    pressing = make.case(worker, make.person())
    browser(worker.user).post(f"/cases/{pressing}/procedure", {"pathway": "child-in-need"})
    make._owner(
        "UPDATE pathways_task SET counts_from = now() - interval '9 hours', due_at = now() + interval '1 hour' WHERE case_id = %s",
        pressing,
    )
    words = browser(worker.user).get("/work").content.decode()
    assert words.index(f'href="/cases/{pressing}') < words.index(f'href="/cases/{grave}')


def test_a_colleague_of_the_team_sees_that_it_waits_and_not_about_whom(make, browser, worker):
    number = follows(make, browser, worker, "section-47")
    (team,) = make._owner("SELECT team_id FROM access_post WHERE user_id = %s", worker.user)
    colleague = browser(make.user(worker.agency, Role.SOCIAL_WORKER, team=team))
    assert f"C-{number}" not in colleague.get("/work").content.decode()
    words = colleague.get("/work?of=team").content.decode()
    assert f"C-{number}" in words
    assert f"/cases/{number}" not in words.split("<main", 1)[1]
    assert "P-" not in words.split("<main", 1)[1]


def test_why_each_stands_where_it_stands_is_said_in_words(make, browser, worker):
    number = follows(make, browser, worker, "section-47")
    make._owner(
        "UPDATE pathways_task SET counts_from = now() - interval '9 hours', due_at = now() + interval '1 hour' WHERE case_id = %s",
        number,
    )
    words = browser(worker.user).get("/work").content.decode()
    assert "90 % of its time has gone by" in words
    assert (
        f'Longest against its clock: hold the strategy discussion, <span class="ct-number">C-{number}'
        in words
    )


def test_it_is_chosen_from_by_link(make, browser, worker):
    number = follows(make, browser, worker, "section-47")
    client = browser(worker.user)
    assert f"C-{number}" in client.get("/work?pathway=section-47&step=discussion").content.decode()
    assert "None of them is as you chose" in client.get("/work?pathway=front-door").content.decode()
    assert "None of them is as you chose" in client.get("/work?overdue=yes").content.decode()
    (person,) = make._owner("SELECT person FROM pathways_caseperson WHERE case_id = %s", number)
    assert f"C-{number}" in client.get(f"/work?person=P-{person}").content.decode()
    assert "None of them is as you chose" in client.get(f"/work?person=P-{make.person()}").content.decode()


def test_whoever_supervises_sees_the_agency_by_team_and_nobody_else_does(make, browser, worker):
    number = follows(make, browser, worker, "section-47")
    manager = browser(make.user(worker.agency, Role.TEAM_MANAGER))
    assert f"C-{number}" in manager.get("/work?of=agency").content.decode()
    assert manager.get("/work/teams").status_code == 200
    assert "Nothing waits" not in browser(worker.user).get("/work?of=agency").content.decode()
    assert browser(worker.user).get("/work/teams").status_code == 403
    stranger = browser(make.user(make.agency(AgencyKind.CHILDRENS_SERVICES), Role.TEAM_MANAGER))
    assert f"C-{number}" not in stranger.get("/work?of=agency").content.decode()


def test_a_view_is_kept_under_a_name_for_oneself_alone_and_dropped(make, browser, worker):
    follows(make, browser, worker, "section-47")
    client = browser(worker.user)
    client.post("/work/views", {"of": "mine", "pathway": "section-47", "name": "Enquiries", "burn": "yes"})
    words = client.get("/work").content.decode()
    assert 'href="/work?of=mine&amp;pathway=section-47">Enquiries</a>' in words
    assert (
        "Enquiries" not in browser(make.user(worker.agency, Role.SOCIAL_WORKER)).get("/work").content.decode()
    )
    refused = client.post("/work/views", {"of": "mine", "overdue": "yes", "name": " "}, follow=True)
    assert "give it a name" in refused.content.decode()
    client.post("/work/views", {"do": "drop", "name": "Enquiries"})
    assert "Enquiries" not in client.get("/work").content.decode()
