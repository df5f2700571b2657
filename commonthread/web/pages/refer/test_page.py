"""A professional sends a concern: nothing typed is lost, the hub has it at once, and they see what came of it."""

import pytest

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind
from commonthread.places.cited import DISTRICTS
from tests.pages import text
from tests.telling import case_of

SAID = {
    "do": "send", "about": "child", "district": DISTRICTS[4].code, "people": "2", "given_name_0": "Bram", "born_0": "about 8",
    "given_name_1": "Lotte", "born_1": "14 Mar 2021", "seen": "He said: there is nobody at night", "worry": "They are alone",
    "family": "not_told", "family_said": "It could make it worse", "urgent": "today", "done": "Rang his aunt",
}  # fmt: skip


@pytest.fixture
def hub(make):
    return make.hub(DISTRICTS[4].code)


@pytest.fixture
def lead(make, browser):
    client = browser(make.user(make.agency(AgencyKind.SCHOOL), Role.SCHOOL_LEAD))
    client.page = "/refer"
    return client


def test_it_opens_a_case_of_the_hub_with_both_children_named_and_the_sender_as_its_author(
    lead, browser, make, hub
):
    shown = text(lead.post("/refer", SAID, follow=True))
    assert "The hub has it. Your reference is" in shown
    assert "has not said yet what it decided" in shown
    there = text(browser(hub.officer).get(f"/front-door/{case_of(make, hub)}"))
    for words in (
        "there is nobody at night",
        "Subject: <strong>Bram",
        "Sibling: <strong>Lotte",
        "School Lead",
        "not told, not sought",
    ):
        assert words in there


def test_about_an_adult_it_goes_to_adult_care(lead, browser, make):
    hub = make.hub(DISTRICTS[4].code, AgencyKind.ADULT_CARE)
    assert "Choose the kind of abuse" in text(lead.post("/refer", SAID | {"about": "adult"}))
    lead.post("/refer", SAID | {"about": "adult", "abuse": ["neglect"]})
    assert "1 contact waits" in text(browser(hub.officer).get("/front-door"))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"about": ""}, "Choose whom it is about"),
        ({"district": ""}, "Choose the district"),
        ({"given_name_0": "", "given_name_1": ""}, "Name at least one"),
        ({"seen": " "}, "Write what was seen"),
        ({"family": ""}, "Choose what the family"),
        ({"urgent": "x"}, "Choose how urgent"),
        ({"born_0": "yesterday week"}, "is a date, a year or an age"),
        ({"worry": "x" * 2001}, "Use at most 2,000 characters"),
        ({"done": "a\u202eb"}, "character 2"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(lead, changes, words):
    answer = lead.post("/refer", SAID | changes)
    assert answer.status_code == 422
    assert words in text(answer)
    assert "They are alone" in text(lead.get("/refer")) or "worry" in changes


def test_what_was_begun_is_there_after_a_time_out_for_whoever_began_it_alone(lead, make, browser):
    assert lead.post("/refer", {"do": "keep", "seen": "Half a thought", "people": "1"}).status_code == 204
    assert "Half a thought" in text(lead.get("/refer"))
    another = text(
        lead.post("/refer", {"do": "another", "seen": "Half a thought", "people": "1"}, follow=True)
    )
    assert "Number 2" in another
    assert another.count("autofocus") == 1
    assert "autofocus" in another.partition('id="given_name_1"')[2].partition(">")[0]
    assert "Half a thought" not in text(browser(make.user(make.agency(), Role.INVESTIGATOR)).get("/refer"))


def test_what_no_record_may_hold_is_not_kept_and_takes_nothing_else_with_it(lead):
    begun = {"do": "keep", "seen": "a\x00b", "worry": "They are alone", "people": "1"}
    assert lead.post("/refer", begun).status_code == 204
    assert "They are alone" in text(lead.get("/refer"))
    assert lead.post("/refer", SAID | {"seen": "a\x00b"}).status_code == 422


def test_a_district_without_a_hub_keeps_what_was_typed(lead, make):
    make.no_hub(DISTRICTS[5].code)
    answer = lead.post("/refer", SAID | {"district": DISTRICTS[5].code})
    assert answer.status_code == 422
    assert "No hub answers" in text(answer)


def test_the_sender_is_told_what_was_decided_and_reads_it_as_a_notice(lead, browser, make, hub):
    lead.post("/refer", SAID)
    case = case_of(make, hub)
    page, client = f"/front-door/{case}", browser(hub.officer)
    client.post(page, {"do": "rate", "rating": "not about safeguarding", "rating_why": "A lost key"})
    (record,) = make._owner("SELECT record FROM pathways_contact WHERE case_id = %s", case)
    shown = text(
        client.post(page, {"do": "tell", "record": record, "words": "Thank you. Not for us."}, follow=True)
    )
    assert "They are told" in shown
    assert "Thank you. Not for us." in text(lead.get("/refer/mine"))
    assert make._owner("SELECT count(*) FROM notices_notice WHERE case_id = %s", case) == (1,)
