"""Mail that came back: a mail server took it, and said later that nobody gets it (RFC 3464)."""

import re
from email import message_from_bytes
from email.message import Message
from uuid import UUID

from django.db import connections

OURS = re.compile(r"<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@")


def take_bounce(mail: bytes) -> bool:
    """Keep that a message of ours did not arrive; False for what tells of none, or only that it takes longer."""
    told = message_from_bytes(mail)
    status, number = _failed(told), _ours(told)
    if status is None or number is None:
        return False
    with connections["engine"].cursor() as cursor:
        cursor.execute(
            "SELECT notices.bounced(%s, %s)", [number, f"it came back: nobody gets it there ({status})"]
        )
        return cursor.fetchone()[0]


def _failed(told: Message) -> str | None:
    """The status for good, such as 5.1.1."""
    for part in told.walk():
        if part.get_content_type() == "message/delivery-status":
            for block in part.get_payload():
                status = (block.get("Status") or "").strip()[:9]
                if (block.get("Action") or "").strip().lower() == "failed" and re.fullmatch(
                    r"5(\.\d{1,3}){2}", status
                ):
                    return status
    return None


def _ours(told: Message) -> UUID | None:
    """The number of the message that came back, from what the mail server repeats of it."""
    for part in told.walk():
        if part.get_content_type() == "text/rfc822-headers":
            found = OURS.search(part.get_payload())
        elif part.get_content_type() == "message/rfc822":
            found = OURS.search(str(part.get_payload(0)["Message-ID"]))
        else:
            continue
        if found:
            return UUID(found[1])
    return None
