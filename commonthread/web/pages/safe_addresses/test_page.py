"""Marking an address safe: whose, how, who said so, until when; then shown in part, and revoked at once."""

from datetime import timedelta
from html import unescape

import pytest

from commonthread.notices.actions import ToAddress
from commonthread.web.words import today
from tests.noticing import mark, send

GOOD = {
    "whose": "whoever rang", "channel": "text message", "address": "07700 900 123", "said_by": "she said so today",
    "from_time": "09:00", "to_time": "15:00",
}  # fmt: skip


def text(answer) -> str:
    return unescape(answer.content.decode())


@pytest.fixture
def form(telling, browser):
    page = browser(telling.hub.user)

    def put(**changes):
        sent = GOOD | {"until": f"{today() + timedelta(days=30)}"} | changes
        return page.post(f"/cases/{telling.case}/addresses", sent, follow=True)

    put.page = page
    return put


def test_marked_it_is_shown_in_part_with_who_said_so_and_its_hours(form):
    words = text(form())
    assert "the number that ends in 123" in words
    assert "07700900123" not in words
    assert "she said so today" in words
    assert "from 09:00 to 15:00" in words


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"whose": ""}, "Say whose it is"),
        ({"channel": "webhook"}, "Choose e-mail or text message"),
        ({"address": "12"}, "Give a whole address"),
        ({"channel": "e-mail", "address": "a@b"}, "Give a whole address"),
        ({"said_by": ""}, "Say who said that it is safe"),
        ({"until": "2020-01-01"}, "Give a day after today"),
        ({"to_time": "08:00"}, "Give both hours"),
        ({"to_time": ""}, "Give both hours"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_marked(form, changes, says):
    answer = form(**changes)
    assert answer.status_code == 422
    assert says in text(answer)
    assert "No address is marked safe in this case" in text(answer)


def test_revoked_nothing_goes_there_any_more(form, telling):
    address = mark(telling.hub, telling.case)
    notice = send(telling.hub, telling.case, ToAddress(address))
    revoke = f"/cases/{telling.case}/addresses/{address}/revoke"
    assert "Nothing was changed" in text(form.page.post(revoke, {"reason": ""}, follow=True))
    assert "Safe no more" in text(form.page.post(revoke, {"reason": "he has her telephone"}, follow=True))
    assert "the address is marked safe no more" in text(form.page.get(f"/notices/{notice}"))
    assert form.page.post(revoke, {"reason": "again"}).status_code == 404
