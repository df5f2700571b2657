"""What an administrator sees of work in the background, and does about it."""

import json

import pytest

from commonthread.access.permissions import Role
from commonthread.jobs.keeping import keep_failure, say_alive
from tests.pages import text


@pytest.fixture
def administrator(make, fresh_database, browser):
    return browser(make.user(make.agency(), Role.ADMINISTRATOR))


@pytest.fixture
def failed(make, fresh_database):
    """A job about somebody that failed, and why."""
    (number,) = make._owner(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, args) VALUES ('default', 'derive_households', %s) RETURNING id",
        json.dumps({"numbers": [204817]}),
    )
    make._owner("UPDATE procrastinate_jobs SET status = 'failed', attempts = 3 WHERE id = %s", number)
    keep_failure(job=number, task="derive_households", attempt=3, why="A fault in the program (ValueError)")
    return number


def event(make):
    return make._owner(
        "SELECT reason, data ->> 'job', data ->> 'what' FROM ledger_event WHERE type = 'job changed' ORDER BY number DESC"
    )


def test_a_worker_that_lives_is_said_to(administrator):
    say_alive()
    shown = text(administrator.get("/jobs"))
    assert "All work in the background goes on" in shown
    assert "Nothing in the last half year" in shown


@pytest.mark.parametrize("address", ["/", "/jobs", "/help"])
def test_that_the_worker_has_stopped_is_said_on(administrator, make, address):
    assert "has never begun" in text(administrator.get(address))
    say_alive()
    assert "Stopped" not in text(administrator.get(address))
    make._owner("UPDATE jobs_life SET at = now() - interval '2 minutes'")
    assert "has not been done since" in text(administrator.get(address))


def test_a_stranger_is_told_nothing_of_it(fresh_database, browser):
    assert "in the background" not in text(browser().get("/help"))


def test_what_failed_is_shown_with_why_and_nothing_of_whom(administrator, failed):
    shown = text(administrator.get("/jobs"))
    assert "Work households out anew" in shown
    assert "A fault in the program (ValueError)" in shown
    assert "204817" not in shown


def test_a_failed_job_is_tried_again_and_it_is_on_the_ledger(administrator, failed, make):
    administrator.post(f"/jobs/{failed}", {"do": "again"})
    assert make._owner("SELECT status::text, attempts FROM procrastinate_jobs WHERE id = %s", failed) == (
        "todo",
        0,
    )
    assert event(make) == ("", str(failed), "tried again")
    assert administrator.post(f"/jobs/{failed}", {"do": "again"}).status_code == 404


def test_a_job_is_given_up_with_a_reason_alone_and_can_still_be_tried_again(administrator, failed, make):
    said = administrator.post(f"/jobs/{failed}", {"do": "give up", "reason": " "}, follow=True)
    assert "was not given up" in text(said)
    said = text(
        administrator.post(f"/jobs/{failed}", {"do": "give up", "reason": "Loaded by hand"}, follow=True)
    )
    assert "“Loaded by hand”" in said
    assert event(make) == ("Loaded by hand", str(failed), "given up")
    assert "1 job in the background failed" not in text(administrator.get("/"))
    administrator.post(f"/jobs/{failed}", {"do": "again"})
    assert make._owner("SELECT status::text FROM procrastinate_jobs WHERE id = %s", failed) == ("todo",)


def test_what_has_not_failed_is_not_there(administrator, make):
    (number,) = make._owner(
        "INSERT INTO procrastinate_jobs (queue_name, task_name) VALUES ('default', 'link_new') RETURNING id"
    )
    for job in (number, 10**9):
        assert administrator.post(f"/jobs/{job}", {"do": "again"}).status_code == 404
        assert administrator.post(f"/jobs/{job}", {"do": "give up", "reason": "x"}).status_code == 404
    assert "Find whom new records are about" in text(administrator.get("/jobs"))


@pytest.mark.parametrize("role", [Role.HUB_OFFICER, Role.RECORDS_OFFICER, Role.DATA_PROTECTION_OFFICER])
def test_whoever_does_not_run_the_service_is_refused(make, browser, role):
    here = browser(make.user(make.agency(), role))
    assert here.get("/jobs").status_code == 403
    assert here.post("/jobs/1", {"do": "again"}).status_code == 403
