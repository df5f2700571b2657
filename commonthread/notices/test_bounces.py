"""Mail that comes back is told to whoever sent it; what only takes longer, and what is not ours, is not."""

import pytest

from commonthread.notices.actions import ToAddress
from commonthread.notices.bounces import take_bounce
from commonthread.notices.outbox import send_one
from commonthread.notices.overdue import tell_senders
from commonthread.notices.queries import State, notice_from_us
from commonthread.pathways.queries import case
from commonthread.pathways.tasks import tasks
from tests.noticing import mark, send

REPORT = """From: postmaster@mail.example.org
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: text/plain

No such user reader@example.org
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.org

Final-Recipient: rfc822; reader@example.org
Action: {action}
Status: {status}
--b
Content-Type: {repeats}

Message-ID: {id}
Subject: There is a message for you

--b--
"""


@pytest.fixture
def gone(make, hub, opened, post_office):
    """A notice that the mail server took."""
    notice = send(hub, opened, ToAddress(mark(hub, opened)))
    (number,) = make._owner("SELECT number FROM notices_sending WHERE notice_id = %s", notice)
    send_one(number)
    return notice, post_office.accepted[0].id


def report(id, *, action="failed", status="5.1.1", repeats="text/rfc822-headers") -> bytes:
    return REPORT.format(id=id, action=action, status=status, repeats=repeats).encode()


@pytest.mark.parametrize("repeats", ["text/rfc822-headers", "message/rfc822"])
def test_what_came_back_is_refused_and_a_task_of_its_sender(hub, opened, gone, repeats):
    notice, id = gone
    assert take_bounce(report(id, repeats=repeats))
    assert not take_bounce(report(id, repeats=repeats))
    with hub.transaction():
        (message,) = notice_from_us(notice).messages
    assert (message.state, "5.1.1" in message.says, "reader" in message.says) == (State.REFUSED, True, False)
    tell_senders()
    with hub.transaction():
        assert [task.does for task in tasks(case(opened))] == ["Reach whoever rang in another way"]


@pytest.mark.parametrize(
    "mail",
    [
        lambda id: report(id, action="delayed", status="4.4.1"),
        lambda id: report(id, action="delivered", status="2.0.0"),
        lambda id: report("<another@example.org>"),
        lambda id: report("<12345678-1234-4234-8234-123456789012@example.org>"),
        lambda id: b"",
        lambda id: b"\xff\x00 no mail at all",
    ],
)
def test_what_only_takes_longer_or_is_not_ours_changes_nothing(hub, gone, mail):
    notice, id = gone
    assert not take_bounce(mail(id))
    with hub.transaction():
        assert notice_from_us(notice).messages[0].state is State.SENT
