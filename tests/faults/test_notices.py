"""A worker that is killed in any step of sending drops nothing; twice comes only what was taken in that very moment."""

import pytest

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind
from commonthread.notices.actions import ToAddress
from tests.faults.command_line import CommandLine
from tests.mail_server import HELD, mail_server
from tests.making import Making
from tests.noticing import mark, send

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
