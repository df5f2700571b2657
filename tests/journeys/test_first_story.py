"""The demo's first story, from the files that the agencies send to the household that only the joined records show."""

import json
import re
from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.utils.timezone import localdate
from playwright.sync_api import expect

from commonthread.feeds.store import DeliveryStore
from commonthread.identity.linking import link_unlinked
from commonthread.serving.demo import receive, set_up_agencies
from commonthread.synthetic.synthesise import deliveries, synthesise
from tests.chromium import words_of

PEOPLE, SEED = 40, 7


@pytest.fixture(scope="module")
def story(database, tmp_path_factory):
    """The first story, loaded from the files of its agencies, and linked."""
    folder = tmp_path_factory.mktemp("force-area")
    synthesise(folder, PEOPLE, SEED, localdate(), lambda done: None)
    set_up_agencies()
    receive(deliveries(folder), DeliveryStore(folder / "store"), lambda: None)
    link_unlinked()
    return json.loads((folder / "stories.json").read_text(encoding="utf-8"))[0]


@pytest.fixture
def demo_user(story):
    return lambda username: get_user_model().objects.get(username=username).pk


def child(story):
    return next(person for person in story["people"] if person["label"] == "eldest")


def search(window, person):
    window.goto("/who")
    window.get_by_label("First name").fill(person["given_name"])
    window.get_by_label("Last name").fill(person["family_name"])
    window.get_by_label("Born").fill(date.fromisoformat(person["born_on"]).strftime("%d/%m/%Y"))
    window.get_by_role("button", name="Search").click()


def open_first(window, purpose, because):
    window.get_by_role("button", name=re.compile("^Open")).first.click()
    window.get_by_label(re.compile(purpose, re.IGNORECASE)).check()
    window.get_by_label("What brings you here?").fill(because)
    window.get_by_role("button", name="Go on").click()


def open_a_case(window):
    """From *known or not known* to the consent decision, which is part of the same form."""
    window.get_by_role("button", name="Open a case").click()
    window.get_by_label("Told, and agreed").check()
    window.get_by_label("Why was it decided so?").fill("Spoke to their mother")
    window.get_by_role("button", name="Open the case").click()


def decide_for_the_adults(window):
    window.get_by_label("Not told: agreement was not sought").check()
    window.get_by_label("Other agencies are asked all the same").check()
    window.get_by_label("Why was it decided so?").fill("It would put the children at risk")
    window.get_by_role("button", name="Record the decision").click()


def test_the_school_lead_finds_the_child_and_sees_what_the_school_wrote_and_no_more(
    story, demo_user, sign_in
):
    window = sign_in(demo_user("school.lead"))
    search(window, child(story))
    open_first(window, "own work", "Her class teacher rang me")
    words = words_of(window)
    assert "School" in words
    assert "Police incident" not in words
    assert "Was not brought" not in words


def test_the_hub_officer_finds_her_and_reads_every_agency_in_one_line_of_time(
    story, demo_user, sign_in, make
):
    window = sign_in(demo_user("hub.social.care"))
    search(window, child(story))
    open_first(window, "deciding whether", "A neighbour rang the hub")
    number = int(re.search(r"/people/(\d+)/known", window.url)[1])
    answered = words_of(window)
    assert "Ring this team" in answered
    assert "agencies answer nothing" in answered
    open_a_case(window)
    decide_for_the_adults(window)
    window.goto(f"/people/{number}")
    expect(window.locator("main")).to_contain_text("case C-")
    words = words_of(window)
    for agency in ("Police", "School", "Social care", "Health"):
        assert agency in words
    assert re.search(r"not seen by anyone for \d+ days|has not been seen", words, re.IGNORECASE)
    window.goto(f"/people/{number}/household")
    if (more := window.get_by_role("button", name=re.compile("household", re.IGNORECASE))).count():
        more.first.click()
    household = words_of(window)
    for sibling in ("eldest", "second"):
        named = next(person for person in story["people"] if person["label"] == sibling)
        assert named["given_name"] in household
    read = make._owner("SELECT count(*) FROM ledger_event WHERE subject = %s AND type = 'disclosure'", number)
    assert read[0] >= 2
