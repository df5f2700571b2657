"""What leaves the service by mail: to safe addresses alone, once, saying nothing; what fails is told and never dropped."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connections
from django.test import override_settings
from django.utils.timezone import localtime, now

from commonthread.access.permissions import Role
from commonthread.access.scope import ChangedMeanwhile
from commonthread.access.terms import AgencyKind
from commonthread.notices.actions import ToAddress, ToAgency, try_again, withdraw
from commonthread.notices.addresses import Channel, mark_own_safe, revoke
from commonthread.notices.outbox import send_one
from commonthread.notices.overdue import tell_senders
from commonthread.notices.queries import State, notice_from_us
from commonthread.pathways.queries import case
from commonthread.pathways.tasks import tasks
from tests.mail_server import HELD, until
from tests.noticing import WORDS, mark, send

TO = "reader@example.org"


@pytest.fixture
def told(hub, opened, child):
    """A notice to somebody outside that waits to be sent."""
    return send(hub, opened, ToAddress(mark(hub, opened, TO)), about=child)


def go(make, notice):
    """The worker, at the time that was set for it."""
    (number,) = make._owner("SELECT number FROM notices_sending WHERE notice_id = %s", notice)
    make._owner("UPDATE notices_sending SET next_at = least(next_at, now()) WHERE number = %s", number)
    return send_one(number)


def message(scope, notice):
    with scope.transaction():
        (found,) = notice_from_us(notice).messages
    return found


def waiting_tasks(scope, number):
    with scope.transaction():
        return [task.does for task in tasks(case(number)) if task.done_at is None]


def test_somebody_outside_gets_the_templates_words_and_nothing_else(make, hub, child, post_office, told):
    go(make, told)
    (mail,) = post_office.accepted
    body = mail.message.get_payload(decode=True).decode()
    assert (mail.to, mail.message["Subject"]) == (TO, "There is a message for you")
    assert "Thank you for getting in touch" in body
    assert mail.message.get_content_type() == "text/plain"
    for betrays in (str(child), hub.agency, hub.agency_name, hub.name, "http"):
        assert betrays not in mail.message.as_string() + body
    assert message(hub, told).state is State.SENT


def test_an_agency_is_told_that_something_waits_and_nothing_of_what_it_says(
    make, hub, opened, child, post_office
):
    school = make.agency(AgencyKind.SCHOOL)
    administrator = make.scope(school, Role.ADMINISTRATOR)
    with administrator.transaction():
        mark_own_safe(by=administrator, team=None, channel=Channel.EMAIL, address="desk@example.org",
                      said_by="the head", until=now() + timedelta(days=30))  # fmt: skip
    notice = send(hub, opened, ToAgency(school), about=child)
    go(make, notice)
    (mail,) = post_office.accepted
    body = mail.message.get_payload(decode=True).decode()
    assert "Sign in to read it" in body
    for betrays in (WORDS, str(child), str(notice), hub.agency_name, "attention", "child"):
        assert betrays not in mail.message.as_string() + body


def test_sent_once_it_is_sent_no_more(make, hub, post_office, told):
    go(make, told)
    assert go(make, told) is None
    with pytest.raises(ChangedMeanwhile), hub.transaction():
        try_again(by=hub, number=told)
    assert len(post_office.accepted) == 1


def test_what_the_mail_server_refuses_is_told_to_the_sender_and_names_no_address(
    make, hub, opened, post_office, told
):
    post_office.answers["RCPT"] = f"550 no such user {TO}"
    go(make, told)
    assert (message(hub, told).state, TO in message(hub, told).says) == (State.REFUSED, False)
    for _ in range(2):
        tell_senders()
    assert waiting_tasks(hub, opened) == ["Reach whoever rang in another way"]
    post_office.answers.clear()
    with hub.transaction():
        try_again(by=hub, number=told)
    go(make, told)
    assert len(post_office.accepted) == 1


@pytest.mark.parametrize(
    ("step", "says"),
    [
        ("CONNECT", "421 come back"),
        ("EHLO", "554 no"),
        ("RCPT", "451 later"),
        ("MESSAGE", "452 full"),
        ("MAIL", "550 who are you"),
    ],
)
def test_what_fails_for_now_is_tried_again_and_arrives_once(make, hub, post_office, told, step, says):
    post_office.answers[step] = says
    for _ in range(3):
        go(make, told)
    assert (message(hub, told).state, message(hub, told).tries) == (State.WAITING, 3)
    post_office.answers.clear()
    go(make, told)
    assert (message(hub, told).state, len(post_office.accepted)) == (State.SENT, 1)


def test_a_day_without_a_mail_server_drops_and_doubles_nothing(make, hub, opened, post_office, told):
    """Tried after one, two, four minutes and then each half hour; after a day its sender has a task."""
    with override_settings(MAIL_SERVER="localhost:9"):
        waits = []
        for _ in range(8):
            go(make, told)
            waits.append(round((message(hub, told).next_at - now()).total_seconds() / 60))
        make._owner(
            "UPDATE notices_sending SET made_at = now() - interval '25 hours' WHERE notice_id = %s", told
        )
        tell_senders()
    assert waits == [1, 2, 4, 8, 16, 30, 30, 30]
    assert "cannot be reached" in message(hub, told).says
    assert waiting_tasks(hub, opened) == ["Reach whoever rang in another way"]
    go(make, told)
    assert len(post_office.accepted) == 1


def test_nothing_is_sent_without_tls_nor_to_a_server_that_nobody_vouches_for(
    make, hub, monkeypatch, post_office, told
):
    post_office.offers_tls = False
    go(make, told)
    post_office.offers_tls = True
    monkeypatch.delenv("SSL_CERT_FILE")
    go(make, told)
    with override_settings(MAIL_TLS="none", MAIL_SERVER="mail.example.org:25"):
        go(make, told)
    assert (post_office.accepted, message(hub, told).state) == ([], State.WAITING)


@pytest.mark.parametrize("happens", ["revoked", "too late", "withdrawn"])
def test_what_must_not_go_any_more_never_reaches_the_mail_server(make, hub, post_office, told, happens):
    (address,) = make._owner("SELECT address_id FROM notices_notice WHERE number = %s", told)
    if happens == "revoked":
        with hub.transaction():
            revoke(by=hub, number=address, because="he has her telephone")
    elif happens == "withdrawn":
        with hub.transaction():
            withdraw(by=hub, number=told, because="answered in person")
    else:
        make._owner("UPDATE notices_address SET until = now() WHERE number = %s", address)
    assert go(make, told) is None
    assert (post_office.reached, message(hub, told).state) == ([], State.STOPPED)


def test_outside_its_hours_it_waits_until_they_begin(make, hub, opened, post_office):
    """By the clock where it is read."""
    begins = localtime(now() + timedelta(hours=2)).replace(second=0, microsecond=0)
    ends = begins + timedelta(minutes=1)
    if ends.time() <= begins.time():
        begins, ends = begins - timedelta(hours=4), ends - timedelta(hours=4)
    notice = send(
        hub, opened, ToAddress(mark(hub, opened, from_time=begins.time(), to_time=ends.time()))
    )  # fmt: skip
    assert go(make, notice) is None
    assert post_office.reached == []
    assert localtime(message(hub, notice).next_at).time() == begins.time()


def test_two_workers_at_once_send_it_once(make, hub, post_office, told):
    (number,) = make._owner("SELECT number FROM notices_sending WHERE notice_id = %s", told)
    both = Barrier(2)

    def work():
        both.wait()
        send_one(number)
        connections.close_all()

    threads = [Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(post_office.accepted) == 1


def test_while_one_worker_is_at_it_nobody_else_takes_it(make, hub, post_office, told):
    post_office.answers["RCPT"] = HELD

    def work():
        go(make, told)
        connections.close_all()

    thread = Thread(target=work)
    thread.start()
    until(lambda: "RCPT" in post_office.reached)
    (number,) = make._owner("SELECT number FROM notices_sending WHERE notice_id = %s", told)
    assert send_one(number) is None
    post_office.answers.clear()
    thread.join(30)
    assert (message(hub, told).tries, len(post_office.accepted)) == (1, 1)


def test_what_nobody_acknowledged_is_an_overdue_task_of_its_sender_once(make, hub, opened, child):
    school = make.agency(AgencyKind.SCHOOL)
    notice = send(hub, opened, ToAgency(school), about=child)
    tell_senders()
    assert waiting_tasks(hub, opened) == []
    make._owner("UPDATE notices_notice SET answer_by = now() - interval '1 hour' WHERE number = %s", notice)
    for _ in range(2):
        tell_senders()
    with hub.transaction():
        (task,) = tasks(case(opened))
    assert task.due_at < now()
    assert (task.owner, task.person) == (hub.name, child)
