"""Sending a notice out of a case: to whom, about whom, by when; and nothing typed goes outside."""

from datetime import timedelta
from html import unescape

import pytest
from django.utils.timezone import localdate

from commonthread.places.cited import DISTRICTS
from tests.noticing import mark


def text(answer) -> str:
    return unescape(answer.content.decode())


@pytest.fixture
def form(telling, browser):
    page = browser(telling.hub.user)
    good = {
        "kind": "for-attention", "to": telling.school, "about": f"{telling.child}", "words": "She was seen at home",
        "answer_by": f"{localdate() + timedelta(days=1)}T12:00",
    }  # fmt: skip

    def send(**changes):
        return page.post(f"/cases/{telling.case}/notify", good | changes, follow=True)

    send.page = page
    return send


def test_sent_it_shows_what_becomes_of_it(form, telling):
    words = text(form())
    assert "Sent. What becomes of it stands here" in words
    assert "She was seen at home" in words
    assert "Not read yet" in words


def test_the_form_begins_with_the_next_working_day_and_shows_the_words_around_ones_own(form, telling):
    words = text(form.page.get(f"/cases/{telling.case}/notify"))
    assert "T17:00" in words
    assert "Please acknowledge by" in words


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"kind": "other"}, "Choose what kind of notice it is"),
        ({"to": "nowhere"}, "Choose to whom it goes"),
        ({"about": "123456789"}, "Choose one of the case’s people"),
        ({"words": " "}, "Write what they must know"),
        ({"words": "seen\x00"}, "What you wrote"),
        ({"answer_by": "2020-01-01T10:00"}, "Say by when"),
        ({"answer_by": "soon"}, "Say by when"),
        ({"kind": "please-ring"}, "goes to an address outside"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_sent(make, form, telling, changes, says):
    answer = form(**changes)
    assert answer.status_code == 422
    assert says in text(answer)
    assert make._owner("SELECT count(*) FROM notices_notice WHERE case_id = %s", telling.case) == (0,)


def test_to_a_safe_address_only_the_templates_words_go(form, telling):
    address = mark(telling.hub, telling.case)
    outside = {"kind": "answer-to-referrer", "to": f"address-{address}"}
    assert "Outside only the template’s own words go" in text(form(**outside))
    words = text(form(**outside, words=""))
    assert "r…@example.org" in words
    assert "Thank you for getting in touch" in words


def test_whom_it_goes_to_is_looked_for_by_district_kind_and_part_of_a_name_and_nothing_typed_is_lost(
    make, form, telling
):
    elsewhere = make.hub(DISTRICTS[3].code).agency
    make.partners(telling.hub.agency, elsewhere)
    address = f"/cases/{telling.case}/notify"
    listed = text(form.page.get(address)).partition('id="to"')[2].partition("</select>")[0]
    assert elsewhere not in listed
    sent = {
        "look": "yes",
        "in_district": DISTRICTS[3].code,
        "in_kind": "",
        "in_name": elsewhere[-12:],
        "words": "Half a thought",
    }
    answer = form.page.post(address, sent)
    assert answer.status_code == 200
    listed = text(answer).partition('id="to"')[2].partition("</select>")[0]
    assert f"Agency {elsewhere}: duty desk" in listed
    assert telling.school not in listed
    assert "Half a thought" in text(answer)
    assert "Half a thought" in text(form.page.get(address))
    nobody = text(form.page.post(address, sent | {"in_name": "zzz"}))
    assert "Nobody fits" in nobody
    assert make._owner("SELECT count(*) FROM notices_notice WHERE case_id = %s", telling.case) == (0,)
