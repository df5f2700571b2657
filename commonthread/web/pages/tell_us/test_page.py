"""Telling a hub without an account: one question a page, safe to leave, and nothing of it left behind."""

import pytest
from django.contrib.sessions.models import Session

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind
from commonthread.places.cited import DISTRICTS
from tests.pages import text
from tests.telling import ANSWERS, anywhere, case_of, tell

SECRET = "Osgarth at 12 is left alone at night"


@pytest.fixture
def hub(make):
    """A hub in a district in which no other test works."""
    return make.hub(DISTRICTS[2].code)


def test_it_begins_with_999_and_says_what_stays_on_the_device(browser):
    shown = text(browser().get("/tell-us"))
    assert shown.index("ring 999") < shown.index("Start now")
    for promise in (
        "do not have to say who you are",
        "What stays on this device",
        "reply only if you give us a safe way",
    ):
        assert promise in shown


def test_whoever_would_rather_speak_finds_the_numbers_of_the_hubs_and_what_a_call_leaves_behind(
    browser, make
):
    hub = make.agency(AgencyKind.CHILDRENS_SERVICES)
    assert f"Agency {hub}" not in text(browser().get("/tell-us"))
    make._owner(
        "UPDATE access_agency SET public_telephone = '0121 496 0187', public_hours = 'day and night' WHERE code = %s",
        hub,
    )
    shown = text(browser().get("/tell-us"))
    before, _, after = shown.partition(f"Agency {hub}")
    assert "list of calls" in before and 'href="tel:01214960187"' in after and "day and night" in after


def test_every_page_of_it_has_the_way_out_and_no_word_of_it_in_title_or_address(browser, hub):
    client = browser()
    for address, page in tell(client, district=hub.district, said=SECRET).pages:
        shown = text(page)
        assert "Exit this page" in shown, address
        assert "Osgarth" not in shown.partition("</title>")[0]
        assert "Osgarth" not in address


def test_leaving_forgets_the_answers_and_shows_the_weather(browser):
    client = browser()
    client.post("/tell-us/about", {"about": "child"})
    client.post("/tell-us/place", {"district": DISTRICTS[2].code, "address": "12 Elm Row"})
    assert "12 Elm Row" in text(client.get("/tell-us/place"))
    assert client.get("/tell-us/leave")["Location"] == "https://www.bbc.co.uk/weather"
    assert "12 Elm Row" not in text(client.get("/tell-us/place"))


def test_answers_are_closed_with_a_key_that_is_not_in_the_database(browser, make):
    client = browser()
    client.post("/tell-us/about", {"about": "child"})
    client.post("/tell-us/place", {"district": DISTRICTS[2].code, "address": "99 Secret Passage"})
    kept = Session.objects.get(pk=client.session.session_key).get_decoded()
    assert "Secret Passage" not in str(kept)
    assert client.cookies["sessionid"]["max-age"] == 30 * 60


def test_sent_it_gives_a_reference_and_leaves_no_answer_behind(browser, hub):
    client = browser()
    sent = tell(client, district=hub.district).pages[-1][1]
    assert "Thank you. The hub has it" in text(sent)
    assert "We do not reply" in text(sent)
    assert "Start again" in text(client.get("/tell-us/check"))


def test_an_answer_is_promised_only_where_a_safe_way_was_given(browser, hub):
    sent = tell(browser(), district=hub.district, reach="phone", reach_at="07700 900123").pages[-1][1]
    assert "After that we try to reach you" in text(sent)


@pytest.mark.parametrize(
    ("step", "given", "words"),
    [
        ("about", {}, "Choose who you are worried about"),
        ("place", {"postcode": "nowhere"}, "Enter a whole postcode"),
        ("place", {}, "Choose the area"),
        ("worry", {}, "Choose at least one"),
        ("worry", {"worries": "<script>"}, "Choose at least one"),
        ("happened", {}, "Write what you saw or heard"),
        ("happened", {"said": "x" * 5001}, "Use 5,000 characters or fewer"),
        ("happened", {"said": "a\u202eb"}, "character 2"),
        ("reach", {"reach": "phone"}, "Write the number or address"),
    ],
)
def test_what_is_missing_is_said_beside_its_question(browser, step, given, words):
    client = browser()
    client.post("/tell-us/about", {"about": "child"})
    answer = client.post(f"/tell-us/{step}", given)
    assert answer.status_code == 422
    assert words in text(answer)


def test_several_people_can_be_added(browser):
    client = browser()
    client.post("/tell-us/about", ANSWERS["about"])
    client.post("/tell-us/people", {"people": "1", "given_name_0": "Bram", "do": "another"})
    shown = text(client.get("/tell-us/people"))
    assert 'value="Bram"' in shown
    assert "Person 2" in shown
    assert "autofocus" in shown.partition('id="given_name_1"')[2].partition(">")[0]
    assert shown.count("autofocus") == 1


def test_another_area_is_told_where_to_go_and_nothing_is_sent(browser):
    client = browser()
    client.post("/tell-us/about", {"about": "child"})
    shown = text(client.post("/tell-us/place", {"district": "elsewhere", "address": "The harbour"}))
    assert "Nothing was sent" in shown
    assert "gov.uk/report-child-abuse-to-local-council" in shown


def test_a_district_without_a_hub_sends_nothing_and_says_so(browser, make):
    make.no_hub(DISTRICTS[6].code)
    shown = text(tell(browser(), district=DISTRICTS[6].code).pages[-1][1])
    assert "Nothing was sent" in shown


def test_whoever_floods_from_one_place_is_stopped_and_nobody_else_is(browser, make, hub):
    client, other = browser(), browser()
    for _ in range(20):
        tell(client, district=hub.district, address="203.0.113.7")
    assert "It was not sent yet" in text(
        tell(client, district=hub.district, address="203.0.113.7").pages[-1][1]
    )
    assert "The hub has it" in text(tell(other, district=hub.district, address="198.51.100.9").pages[-1][1])


def test_somebody_signed_in_stays_signed_in(browser, make):
    client = browser(make.user(make.agency(AgencyKind.SCHOOL), Role.SCHOOL_LEAD))
    client.post("/tell-us/about", {"about": "child"})
    client.get("/tell-us/leave")
    assert client.get("/").status_code == 200


def test_a_child_tells_of_themselves_in_words_that_are_theirs(browser, make, hub):
    client = browser()
    assert "Childline" in text(client.get("/tell-us"))
    own = {
        "about": {"about": "me"},
        "place": {"address": "12 Elm Row", "district": hub.district},
        "people": {"people": "1", "given_name_0": "Bram", "age_0": "14"},
        "worry": {"worries": "injury"},
        "happened": {"said": "My stepfather hits me when my mother works", "going_on": "yes"},
        "you": {"afraid": "yes"},
        "reach": {"reach": "no"},
    }
    asked = {}
    for step, given in own.items():
        asked[step] = text(client.get(f"/tell-us/{step}"))
        assert client.post(f"/tell-us/{step}", given).status_code == 302, step
    for step, words in (("place", "Where do you live"), ("worry", "I am hurt"), ("happened", "What is happening, and since when?"),
                        ("you", "We try to speak with you before")):  # fmt: skip
        assert words in asked[step]
    assert "How do you know them?" not in asked["you"]
    assert "I am hurt" in text(client.get("/tell-us/check"))
    client.post("/tell-us/check", REMOTE_ADDR=anywhere())
    shown = text(browser(hub.officer).get(f"/front-door/{case_of(make, hub)}"))
    for words in (
        "from the child or adult themselves",
        "My stepfather hits me",
        "Subject: <strong>Bram",
        "first hand",
    ):
        assert words in shown


def test_what_was_written_slowly_is_not_lost_with_the_half_hour(browser, hub):
    client = browser()
    client.post("/tell-us/about", {"about": "child"})
    Session.objects.filter(pk=client.session.session_key).delete()
    shown = text(client.post("/tell-us/happened", {"said": SECRET}))
    assert "What you wrote on the last page is still here" in shown
    assert SECRET not in shown
    assert SECRET in text(client.get("/tell-us/happened"))
    client.get("/tell-us/leave")
    assert SECRET not in text(client.get("/tell-us/happened"))
