"""GOV.UK Notify: text messages, and e-mail where no mail server is set. Its template only says ((message))."""

import base64
import hashlib
import hmac
import json
import time
from pathlib import Path
from uuid import UUID

from django.conf import settings

from commonthread.notices.channels.calling import Unreachable, call
from commonthread.notices.channels.message import Message, Outcome, Result

# After these it does nothing more with a message, a failure that it calls temporary included.
FINAL = frozenset({"delivered", "permanent-failure", "temporary-failure", "technical-failure"})
WAYS = {"e-mail": ("email", "email_address"), "text message": ("sms", "phone_number")}


def send(message: Message) -> Result:
    template = settings.NOTIFY_TEMPLATES[message.channel]
    if not settings.NOTIFY_KEY_FILE or not template:
        return Result(Outcome.UNREACHABLE, f"no way to send by {message.channel} is set up")
    way, field = WAYS[message.channel]
    wanted = {
        field: message.value, "template_id": template, "personalisation": {"message": message.body},
        "reference": str(message.id),
    }  # fmt: skip
    try:
        if _has_it(message):
            return Result(Outcome.SENT)
        status, _ = call(
            f"{settings.NOTIFY_URL}/v2/notifications/{way}", _headers(), json.dumps(wanted).encode()
        )
    except Unreachable as absent:
        return Result(Outcome.UNREACHABLE, f"GOV.UK Notify cannot be reached ({absent})")
    if status == 201:
        return Result(Outcome.SENT)
    if status == 400:
        return Result(Outcome.REFUSED, "GOV.UK Notify does not take this address or message (400)")
    return Result(Outcome.UNREACHABLE, f"GOV.UK Notify does not serve us now ({status})")


def what_became(message: UUID) -> str:
    """What it says of a message of ours: a word of FINAL, or empty while it does not know. Unreachable where it cannot be asked."""
    said = {one.get("status") for one in _of_ours(message)} & FINAL
    return "delivered" if "delivered" in said else next(iter(sorted(said)), "")


def _has_it(message: Message) -> bool:
    """Whether an attempt that was cut off had arrived after all: by our reference it says so."""
    return bool(_of_ours(message.id))


def _of_ours(message: UUID) -> list[dict]:
    status, body = call(f"{settings.NOTIFY_URL}/v2/notifications?reference={message}", _headers())
    return json.loads(body).get("notifications") or [] if status == 200 else []


def _headers() -> dict[str, str]:
    return {"Authorization": f"Bearer {_token()}", "Content-Type": "application/json"}


def _token() -> str:
    """A token of ours, signed now. The key reads name-service-secret, the last two of 36 characters each."""
    key = Path(settings.NOTIFY_KEY_FILE).read_text().strip()
    service, secret = key[-73:-37], key[-36:]
    parts = [
        _encoded(json.dumps(part).encode())
        for part in ({"typ": "JWT", "alg": "HS256"}, {"iss": service, "iat": int(time.time())})
    ]
    signed = hmac.new(secret.encode(), ".".join(parts).encode(), hashlib.sha256).digest()
    return ".".join([*parts, _encoded(signed)])


def _encoded(text: bytes) -> str:
    return base64.urlsafe_b64encode(text).rstrip(b"=").decode()
