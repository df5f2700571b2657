"""What the worker does with the outbox: takes one message, hands it over, says what came of it.

Each of the three is committed before the next. Whoever is killed in between has dropped nothing: after its lease the
message is taken up again. It is the same message, so that a mail server or system that has it already can tell. A mail
server that accepted it in the very moment before the worker was killed may deliver it twice; there is no way to know.
"""

from django.conf import settings
from django.db import connections

from commonthread.notices.channels import mail, notify, webhook
from commonthread.notices.channels.calling import Unreachable
from commonthread.notices.channels.message import Message, Outcome, Result

BY = {"e-mail": mail.send, "text message": notify.send, "webhook": webhook.send}


def send_waiting() -> None:
    """Everything whose time has come. Of a way that leads nowhere now one message is tried, and the rest wait."""
    unreachable = set()
    for number, way in _engine("SELECT * FROM notices.waiting()"):
        if way in unreachable:
            continue
        result = send_one(number)
        if result and result.outcome is Outcome.UNREACHABLE:
            unreachable.add(way)


def send_one(number: int) -> Result | None:
    """None where it is not to be sent now: somebody else has it, or it was stopped."""
    claimed = _engine("SELECT * FROM notices.claim(%s)", number)
    if not claimed:
        return None
    attempt, channel, *message = claimed[0]
    result = BY[channel](Message(channel, *message))
    _engine("SELECT notices.settle(%s, %s, %s)", attempt, result.outcome.value, result.says)
    return result


def ask_what_became() -> None:
    """Of what GOV.UK Notify took to carry, whether it arrived; what did not is its sender's task, as mail that came back."""
    if not settings.NOTIFY_KEY_FILE:
        return
    for message, channel in _engine("SELECT * FROM notices.to_ask_about()"):
        if channel == "e-mail" and settings.MAIL_SERVER:
            continue
        try:
            became = notify.what_became(message)
        except Unreachable:
            return
        if became == "delivered":
            _engine("SELECT notices.delivered(%s)", message)
        elif became:
            _engine(
                "SELECT notices.bounced(%s, %s)", message, f"GOV.UK Notify could not deliver it ({became})"
            )


def _engine(sql: str, *params) -> list[tuple]:
    with connections["engine"].cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()
