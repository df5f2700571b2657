"""What went out of one's cases, and where each stands: not read, read, acknowledged, refused."""

from html import unescape

from commonthread.access.permissions import Role
from commonthread.notices.actions import ToAddress, acknowledge
from commonthread.notices.queries import read_notice
from tests.calling import system
from tests.noticing import mark, send


def text(client, address="/notices/sent") -> str:
    return unescape(client.get(address).content.decode())


def test_each_stands_there_with_what_became_of_it(browser, telling):
    page, notice = browser(telling.hub.user), telling.tell()
    assert "Not read yet" in text(page)
    read_notice(telling.lead, notice)
    assert telling.lead.name in text(page)
    with telling.lead.transaction():
        acknowledge(by=telling.lead, number=notice)
    assert "Acknowledged" in text(page, "/notices/sent?only=acknowledged")
    assert telling.lead.name in text(page, f"/cases/{telling.case}")


def test_what_the_mail_server_refused_is_said_in_our_words(make, browser, telling):
    notice = send(telling.hub, telling.case, ToAddress(mark(telling.hub, telling.case)))
    page = browser(telling.hub.user)
    assert "Waiting to be sent" in text(page)
    make._owner(
        "UPDATE notices_sending SET state = 'refused', says = 'no such address (550)', ended_at = now() WHERE notice_id = %s",
        notice,
    )
    words = text(page, "/notices/sent?only=not%20sent")
    assert "no such address (550)" in words
    assert "1 not sent" in words
    assert "1 notice of your cases did not go" in text(page, "/")


def test_a_colleague_sees_none_of_another_case(make, browser, telling):
    telling.tell()
    assert "Nothing has been sent out of your cases yet" in text(
        browser(make.user(telling.hub.agency, Role.SOCIAL_WORKER))
    )


def test_that_their_system_has_it_is_shown_until_somebody_reads_it(make, browser, telling):
    page, notice = browser(telling.hub.user), telling.tell()
    assert "their system has it" not in text(page)
    system(make, telling.lead.agency).post(f"/api/v1/notices/{notice}/receipt")
    assert "their system has it since" in text(page)
    read_notice(telling.lead, notice)
    assert "their system has it" not in text(page)
