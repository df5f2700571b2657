"""An agency's own system is told that a notice waits: signed, dated, and under a number that it takes once.

Headers and signature are those of the Standard Webhooks specification, so that receivers can check them with its libraries.
"""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings

from commonthread.notices.channels.calling import Unreachable, call
from commonthread.notices.channels.message import Message, Outcome, Result

TOLERANCE = 5 * 60
FOR_GOOD = (400, 404, 410, 413)


def send(message: Message) -> Result:
    endpoint = _endpoints().get(message.agency)
    if endpoint is None:
        return Result(Outcome.UNREACHABLE, "no address and secret of this agency's system are set up")
    body = json.dumps(
        {
            "type": "notice.waiting",
            "notice": message.notice,
            "url": f"{settings.PUBLIC_URL}/notices/{message.notice}",
        }
    ).encode()
    try:
        status, _ = call(
            endpoint["url"], signed(str(message.id), body, endpoint["secret"], int(time.time())), body
        )
    except Unreachable as absent:
        return Result(Outcome.UNREACHABLE, f"the agency's system cannot be reached ({absent})")
    if 200 <= status < 300:
        return Result(Outcome.SENT)
    outcome = Outcome.REFUSED if status in FOR_GOOD else Outcome.NOT_NOW
    return Result(outcome, f"the agency's system answered {status}")


def signed(id: str, body: bytes, secret: str, at: int) -> dict[str, str]:
    return {
        "Content-Type": "application/json", "webhook-id": id, "webhook-timestamp": str(at),
        "webhook-signature": f"v1,{_signature(id, body, secret, at)}",
    }  # fmt: skip


def is_genuine(headers: Mapping[str, str], body: bytes, secret: str, now: float) -> bool:
    """What a receiver checks, besides that it has not taken this `webhook-id` before."""
    at = headers["webhook-timestamp"]
    if not at.isdigit() or abs(now - int(at)) > TOLERANCE:
        return False
    expected = f"v1,{_signature(headers['webhook-id'], body, secret, int(at))}"
    return any(hmac.compare_digest(expected, given) for given in headers["webhook-signature"].split())


def _signature(id: str, body: bytes, secret: str, at: int) -> str:
    signed = f"{id}.{at}.".encode() + body
    return base64.b64encode(hmac.new(secret.encode(), signed, hashlib.sha256).digest()).decode()


def _endpoints() -> dict[str, dict[str, str]]:
    if not settings.WEBHOOKS_FILE:
        return {}
    return json.loads(Path(settings.WEBHOOKS_FILE).read_text())
