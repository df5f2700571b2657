"""A worker that is killed in any step of sending drops nothing; twice comes only what was taken in that very moment."""

import json
from datetime import timedelta

import pytest
from django.test import override_settings
from django.utils.timezone import now

from commonthread import flow
from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind
from commonthread.notices.actions import ToAddress, ToAgency
from commonthread.notices.addresses import Channel, mark_own_safe
from tests.faults.command_line import CommandLine
from tests.mail_server import HELD, mail_server
from tests.making import Making
from tests.noticing import mark, send
from tests.web_server import WebServer

# In which step it is killed, and how often the mail server then has the message.
STEPS = {"CONNECT": 1, "RCPT": 1, "MESSAGE": 2}


@pytest.mark.parametrize("step", STEPS)
def test_what_a_worker_was_killed_at_is_sent_by_the_next(fresh_database, tmp_path, step):
    make = Making()
    council = make.agency(AgencyKind.CHILDRENS_SERVICES)
    hub = make.scope(council, Role.HUB_OFFICER)
    case = make.case(hub, make.person())
    server = mail_server(tmp_path)
    command_line = CommandLine(tmp_path / "var", fresh_database)
    with server.up():
        command_line.environment |= {
            "COMMONTHREAD_MAIL_SERVER": server.address, "COMMONTHREAD_MAIL_FROM": "post@example.org",
            "SSL_CERT_FILE": str(server.certificate),
        }  # fmt: skip
        server.answers[step] = HELD
        notice = send(hub, case, ToAddress(mark(hub, case)))
        command_line.start("worker").when(lambda: step in server.reached).kill()
        server.answers.clear()
        make._owner("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")
        make._owner("UPDATE notices_sending SET next_at = now()")  # its lease has run out

        def state():
            return make._owner("SELECT state FROM notices_sending WHERE notice_id = %s", notice)[0]

        assert state() == "waiting"
        after = command_line.start("worker").when(lambda: state() == "sent")
        after.stop()
    assert len(server.accepted) == STEPS[step]
    assert len({mail.id for mail in server.accepted}) == 1
    assert make._owner("SELECT array_agg(outcome ORDER BY number) FROM notices_attempt") == (
        ["cut off", "sent"],
    )


@pytest.fixture
def told(fresh_database, tmp_path, browser):
    """Three notices to somebody outside, a mail server that is not up yet, and the sender's browser."""
    return Told(tmp_path, browser)


class Told:
    def __init__(self, folder, browser) -> None:
        self.make = Making()
        self.hub = self.make.scope(self.make.agency(AgencyKind.CHILDRENS_SERVICES), Role.HUB_OFFICER)
        self.case = self.make.case(self.hub, self.make.person())
        self.server = mail_server(folder)
        with self.server.up():
            pass  # it has its port from now on
        self.notices = [
            send(self.hub, self.case, ToAddress(mark(self.hub, self.case, f"reader-{n}@example.org")))
            for n in range(3)
        ]
        self.page = browser(self.hub.user)

    def later(self, hours: float) -> None:
        """As though so much time had gone by, with everything that was set for a time."""
        for column in ("made_at", "next_at"):
            self.make._owner(
                f"UPDATE notices_sending SET {column} = {column} - interval '1 hour' * %s", hours
            )

    def a_day_of_trying(self) -> None:
        for _ in range(48):
            flow.send_what_waits(0)
            self.later(0.5)
            flow.tell_senders_of_notices(0)

    def listed(self, only: str = "") -> str:
        return self.page.get(f"/notices/sent?only={only}").content.decode()


def test_a_day_without_a_mail_server_drops_nothing_doubles_nothing_and_the_list_says_so(told, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(told.server.certificate))
    with override_settings(MAIL_SERVER=told.server.address, MAIL_FROM="post@example.org"):
        told.a_day_of_trying()
        assert told.listed().count("Waiting to be sent") == 3
        assert "the mail server cannot be reached" in told.listed()
        assert (
            told.page.get(f"/cases/{told.case}").content.decode().count("Reach whoever rang in another way")
            == 3
        )
        with told.server.up():
            for _ in range(3):
                told.later(0.5)
                flow.send_what_waits(0)
    assert sorted(mail.to for mail in told.server.accepted) == [f"reader-{n}@example.org" for n in range(3)]
    assert told.listed().count("Waiting to be sent") == 0


@pytest.fixture
def system(fresh_database, tmp_path, make):
    """A school's system that answers 200 to whatever it is told, and loses it."""
    school = make.agency(AgencyKind.SCHOOL)
    administrator = make.scope(school, Role.ADMINISTRATOR)
    with administrator.transaction():
        mark_own_safe(by=administrator, team=None, channel=Channel.WEBHOOK, address="", said_by="the head",
                      until=now() + timedelta(days=30))  # fmt: skip
    file = tmp_path / "webhooks.json"
    with WebServer().up() as server:
        file.write_text(json.dumps({school: {"url": f"{server.url}/told", "secret": "s3cret"}}))
        with override_settings(WEBHOOKS_FILE=str(file)):
            server.school = school
            yield server


def test_what_a_system_took_and_lost_is_its_senders_overdue_task_and_comes_again_as_the_same(
    make, system, browser
):
    hub = make.scope(make.agency(AgencyKind.CHILDRENS_SERVICES), Role.HUB_OFFICER)
    case = make.case(hub, make.person())
    notice = send(hub, case, ToAgency(system.school))
    page = browser(hub.user)
    flow.send_what_waits(0)
    make._owner("UPDATE notices_notice SET answer_by = now() - interval '1 minute' WHERE number = %s", notice)
    for _ in range(2):
        flow.tell_senders_of_notices(0)
    assert "1 task waits for you" in page.get("/work").content.decode()
    assert "Overdue" in page.get("/notices/sent").content.decode()
    answer = page.post(f"/notices/{notice}/again", follow=True)
    flow.send_what_waits(0)
    assert "It is the same message" in answer.content.decode()
    assert [asked.headers["webhook-id"] for asked in system.asked] == [
        system.asked[0].headers["webhook-id"]
    ] * 2


def test_what_their_system_has_is_not_sent_again(make, system, browser):
    hub = make.scope(make.agency(AgencyKind.CHILDRENS_SERVICES), Role.HUB_OFFICER)
    notice = send(hub, make.case(hub, make.person()), ToAgency(system.school))
    flow.send_what_waits(0)
    make._owner("UPDATE notices_notice SET taken_at = now() WHERE number = %s", notice)
    answer = browser(hub.user).post(f"/notices/{notice}/again", follow=True)
    assert "Nothing is left to be sent" in answer.content.decode()
    assert len(system.asked) == 1
