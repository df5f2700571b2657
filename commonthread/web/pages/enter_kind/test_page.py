"""Entering a record: the form, a look at it, the record. What was typed survives all of it."""

import re
from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from commonthread.access.permissions import Role
from commonthread.access.scope import open_scope
from commonthread.access.terms import AgencyKind, Purpose
from commonthread.records.actions import open_person
from commonthread.records.queries import envelope, read
from commonthread.records.record import Mention, MentionRole
from tests.pages import text

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture
def lead(make):
    return make.user(make.agency(AgencyKind.SCHOOL), Role.SCHOOL_LEAD)


@pytest.fixture
def typed(make):
    return {
        "person": ["subject_1", "sibling_1"],
        "key": f"W-{make.mark}",
        "happened_from": "14 Jul 2026 16:30",
        "concerns": ["hunger", "withdrawn"],
        "summary": "Took food from others.\nSaid nothing.",
        "subject_1_given_name": "Testa",
        "subject_1_family_name": "O'Neill",
        "sibling_1_given_name": "Ida",
    }


def entered(answer) -> int:
    assert answer.status_code == 302, text(answer)
    return int(re.fullmatch(r"/entered/(\d+)", answer["Location"])[1])


def test_the_form_brings_a_number_of_its_own_and_the_name_of_whoever_fills_it_in(browser, lead):
    here = browser(lead)
    first, second = (text(here.get("/enter/school_welfare_concern")) for _ in range(2))
    key = re.compile(r'name="key"[^>]*value="(CT-[0-9A-Z]{5}-[0-9A-Z]{5})"')
    assert key.search(first)[1] != key.search(second)[1]
    assert "Designated safeguarding lead" in first


def test_a_form_about_somebody_begins_with_how_ones_own_agency_named_them(make, browser, lead):
    scope, child = open_scope(lead), make.person()
    police = make.agency()
    named = Mention(role=MentionRole.SUBJECT, given_name="Testa", family_name="Old", born_on=date(2017, 9, 3))
    now = named.model_copy(update={"family_name": "New", "agency_person_id": "P77"})
    for agency, mention, day in ((scope.agency, named, 1), (scope.agency, now, 2), (police, named, 3)):
        draft = make.draft(
            "school_welfare_concern", mention, happened_from=datetime(2026, 3, day, 9, tzinfo=UTC)
        )
        number = make.record(agency, draft, persons=(child,))
        make._owner("UPDATE content.mention SET person = %s WHERE record = %s", child, number)
    here = browser(lead)
    address = f"/enter/school_welfare_concern?about={child}"
    assert "Testa" not in text(here.get(address))
    with scope.transaction():
        open_person(by=scope, person=child, purpose=Purpose.OWN_WORK, because="her form tutor rang")
    shown = text(here.get(address))
    for value in ("Testa", "New", "P77", "3 Sep 2017"):
        assert f'value="{value}"' in shown
    assert address in text(here.get(f"/enter?about={child}"))


TOKEN = "CT-23456-789AB"


def test_what_was_typed_can_be_gone_on_with_and_goes_when_it_is_entered(browser, lead, typed):
    here = browser(lead)
    sent = {**typed, "unfinished": TOKEN}
    assert here.post("/enter/school_welfare_concern", {**sent, "do": "keep"}).status_code == 204
    address = f"/enter/school_welfare_concern?unfinished={TOKEN}"
    assert address in text(here.get("/enter"))
    again = text(browser(lead).get(address))
    assert "Took food from others." in again
    assert 'value="Ida"' in again
    assert f'name="unfinished" value="{TOKEN}"' in again
    entered(here.post("/enter/school_welfare_concern", {**sent, "do": "enter"}))
    assert address not in text(here.get("/enter"))


def test_what_no_record_may_hold_is_not_kept_and_takes_nothing_else_with_it(browser, lead, typed):
    here, place = browser(lead), "/enter/school_welfare_concern"
    begun = {**typed, "place": "a\x00b", "unfinished": TOKEN, "do": "keep"}
    assert here.post(place, begun).status_code == 204
    assert "Took food from others." in text(here.get(f"{place}?unfinished={TOKEN}"))


def test_what_was_begun_can_be_thrown_away(browser, lead, typed):
    here = browser(lead)
    here.post(
        "/enter/school_welfare_concern", {**typed, "unfinished": TOKEN, "do": "add", "add_role": "parent"}
    )
    assert TOKEN in text(here.get("/enter"))
    assert "has been thrown away" in text(here.post("/enter", {"unfinished": TOKEN}, follow=True))
    assert TOKEN not in text(here.get("/enter"))


@pytest.mark.parametrize("token", ["", "x", "CT-00000-00000'", "CT-23456-789AB/.."])
def test_a_forged_token_keeps_nothing_and_opens_a_fresh_form(browser, lead, typed, token):
    here = browser(lead)
    here.post("/enter/school_welfare_concern", {**typed, "unfinished": token, "do": "keep"})
    assert "Not finished yet" not in text(here.get("/enter"))
    assert here.get("/enter/school_welfare_concern", {"unfinished": token}).status_code == 200


def test_what_is_missing_is_asked_for_and_what_was_typed_stays(browser, lead, typed):
    shown = text(browser(lead).post("/enter/school_welfare_concern", {**typed, "concerns": [], "do": "save"}))
    assert "This has not been saved yet" in shown
    assert "Concerns is required" in shown
    assert 'value="O&#39;Neill"' in shown
    assert 'value="Ida"' in shown


def test_it_is_shown_before_it_is_entered_and_can_still_be_changed(browser, lead, typed):
    here = browser(lead)
    shown = text(here.post("/enter/school_welfare_concern", {**typed, "do": "save"}))
    assert "Check before it is entered" in shown
    assert "14 July 2026, 16:30" in shown
    assert "Hungry; Withdrawn" in shown
    assert "You have not said whether the child was seen." in shown
    carried = dict(re.findall(r'<textarea hidden name="(\w+)"[^>]*>\s?([^<]*)<', shown))
    assert carried["concerns"] == "hunger; withdrawn"
    again = text(here.post("/enter/school_welfare_concern", {**typed, "do": "change"}))
    assert 'value="Ida"' in again


def test_what_was_entered_is_a_record_of_ones_own_agency(browser, lead, typed):
    number = entered(browser(lead).post("/enter/school_welfare_concern", {**typed, "do": "enter"}))
    scope = open_scope(lead)
    with scope.transaction():
        assert envelope(number).agency == scope.agency
    draft = read(scope, [number], purpose=Purpose.OWN_WORK, reason="test")[number].draft
    assert draft.happened_from.isoformat() == "2026-07-14T15:30:00+00:00"
    assert [mention.given_name for mention in draft.mentions] == ["Testa", "Ida"]
    assert draft.detail.summary == "Took food from others.\nSaid nothing."


def test_the_button_pressed_twice_enters_once(browser, lead, typed, make):
    here = browser(lead)
    sent = {**typed, "do": "enter"}
    numbers = {
        entered(here.post("/enter/school_welfare_concern", {**sent, "files": [_file(PDF)]})) for _ in range(2)
    }
    (number,) = numbers
    assert make._owner("SELECT count(*) FROM content.attachment WHERE record = %s", number) == (1,)


def test_another_record_under_the_same_number_is_refused_and_nothing_is_superseded(browser, lead, typed):
    here = browser(lead)
    number = entered(here.post("/enter/school_welfare_concern", {**typed, "do": "enter"}))
    other = {**typed, "summary": "Something else"}
    for asked in ("save", "enter"):
        shown = text(here.post("/enter/school_welfare_concern", {**other, "do": asked}))
        assert f"belongs to record {number} already" in shown
        assert "Something else" in shown
    scope = open_scope(lead)
    with scope.transaction():
        assert envelope(number).superseded_by is None


def test_a_file_that_is_not_taken_enters_nothing_and_says_why(browser, lead, typed, make):
    sent = {**typed, "do": "enter", "files": [_file(PDF), _file(b"MZ\x90\0" + b"\0" * 60, "tool.pdf")]}
    shown = text(browser(lead).post("/enter/school_welfare_concern", sent))
    assert "tool.pdf: This kind of file is not taken" in shown
    assert "Took food from others." in shown
    agency = open_scope(lead).agency
    assert make._owner("SELECT count(*) FROM records_record WHERE agency = %s", agency) == (0,)


def test_a_kind_of_another_agency_s_is_not_there(browser, lead):
    for name in ("police_incident", "gossip"):
        assert browser(lead).get(f"/enter/{name}").status_code == 404
        assert browser(lead).post(f"/enter/{name}", {"do": "enter"}).status_code == 404


def _file(content: bytes, name: str = "letter.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)
