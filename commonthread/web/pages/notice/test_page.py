"""One notice: read, acknowledged by name, withdrawn, tried again; for anybody else it is not there."""

from html import unescape

import pytest

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind
from commonthread.notices.actions import ToAddress
from tests.noticing import WORDS, mark, send


def text(answer) -> str:
    return unescape(answer.content.decode())


def test_whom_it_is_for_reads_and_acknowledges_it_and_its_sender_sees_the_name(browser, telling):
    notice, lead, hub = telling.tell(), browser(telling.lead.user), browser(telling.hub.user)
    words = text(lead.get(f"/notices/{notice}"))
    assert WORDS in words
    assert f"P-{telling.child}" in words.split("ct-letter")[1]
    said = lead.post(f"/notices/{notice}/acknowledge", {"answer": "Her tutor is with her"}, follow=True)
    assert "Whoever sent it sees that, and your name" in text(said)
    assert "Her tutor is with her" in text(hub.get(f"/notices/{notice}"))
    assert telling.lead.name in text(hub.get(f"/notices/{notice}"))


def test_who_was_quicker_is_said(browser, telling):
    notice, page = telling.tell(), browser(telling.lead.user)
    page.get(f"/notices/{notice}")
    page.post(f"/notices/{notice}/acknowledge", {"answer": ""})
    assert "Somebody was quicker" in text(
        page.post(f"/notices/{notice}/acknowledge", {"answer": ""}, follow=True)
    )


def test_withdrawn_it_shows_nothing_and_says_so(browser, telling):
    notice, hub = telling.tell(), browser(telling.hub.user)
    assert "Nothing was withdrawn" in text(
        hub.post(f"/notices/{notice}/withdraw", {"reason": ""}, follow=True)
    )
    hub.post(f"/notices/{notice}/withdraw", {"reason": "the wrong school"})
    words = text(browser(telling.lead.user).get(f"/notices/{notice}"))
    assert "It was withdrawn before" in words
    assert WORDS not in words


def test_what_did_not_go_is_tried_again_and_what_has_gone_is_not(make, browser, telling):
    notice = send(telling.hub, telling.case, ToAddress(mark(telling.hub, telling.case)))
    page = browser(telling.hub.user)
    assert "Try again now" in text(page.get(f"/notices/{notice}"))
    assert "nobody gets it twice" in text(page.post(f"/notices/{notice}/again", follow=True))
    make._owner("UPDATE notices_sending SET state = 'sent', ended_at = now() WHERE notice_id = %s", notice)
    assert "Try again now" not in text(page.get(f"/notices/{notice}"))
    assert "Nothing is left to be sent" in text(page.post(f"/notices/{notice}/again", follow=True))


@pytest.mark.parametrize("what", ["", "/acknowledge", "/withdraw", "/again"])
def test_for_anybody_else_it_is_as_though_there_were_none(make, browser, telling, what):
    page = browser(make.user(make.agency(AgencyKind.SCHOOL), Role.SCHOOL_LEAD))
    ask = page.post if what else page.get
    given = [{"reason": "why", "answer": ""}] if what else []
    answers = [ask(f"/notices/{number}{what}", *given) for number in (telling.tell(), 12345678)]
    assert [answer.status_code for answer in answers] == [404, 404]
