"""GOV.UK Notify and an agency's own system, each by calls over a real socket."""

import base64
import hashlib
import hmac
import json
import time
from uuid import UUID

import pytest
from django.test import override_settings

from commonthread.notices.channels import notify, webhook
from commonthread.notices.channels.calling import Unreachable, call
from commonthread.notices.channels.message import Message, Outcome
from tests.web_server import WebServer

ID = UUID("12345678-1234-4234-8234-123456789012")
SERVICE, SECRET = "11111111-2222-4333-8444-555555555555", "66666666-7777-4888-9999-000000000000"
TEXT = Message("text message", "07700900123", "", ID, True, "Thank you for getting in touch.", 12345678)
WAITS = Message("webhook", "", "school-thimblecroft", ID, False, "", 12345678)


@pytest.fixture
def other():
    with WebServer().up() as server:
        yield server


@pytest.fixture
def govuk(other, tmp_path):
    key = tmp_path / "key"
    key.write_text(f"ours-{SERVICE}-{SECRET}\n")
    other.answers = {"GET": (200, '{"notifications": []}'), "POST": (201, "{}")}
    templates = {"text message": "a-template", "e-mail": ""}
    with override_settings(NOTIFY_URL=other.url, NOTIFY_KEY_FILE=str(key), NOTIFY_TEMPLATES=templates):
        yield other


@pytest.fixture
def school(other, tmp_path):
    file = tmp_path / "webhooks.json"
    file.write_text(json.dumps({WAITS.agency: {"url": f"{other.url}/told", "secret": "s3cret"}}))
    with override_settings(WEBHOOKS_FILE=str(file)):
        yield other


def test_notify_is_given_the_words_the_number_and_our_reference(govuk):
    assert notify.send(TEXT).outcome is Outcome.SENT
    _, posted = govuk.asked
    assert posted.path == "/v2/notifications/sms"
    assert json.loads(posted.body) == {
        "phone_number": "07700900123", "template_id": "a-template", "reference": str(ID),
        "personalisation": {"message": "Thank you for getting in touch."},
    }  # fmt: skip


def test_notify_can_tell_that_it_is_we_who_ask(govuk):
    notify.send(TEXT)
    head, claims, signature = govuk.asked[-1].headers["authorization"].removeprefix("Bearer ").split(".")
    expected = hmac.new(SECRET.encode(), f"{head}.{claims}".encode(), hashlib.sha256).digest()
    assert base64.urlsafe_b64decode(signature + "=") == expected
    said = json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))
    assert said["iss"] == SERVICE
    assert abs(said["iat"] - time.time()) < 30


def test_what_notify_has_already_is_not_given_to_it_again(govuk):
    """After an attempt that was cut off."""
    govuk.answers["GET"] = (200, '{"notifications": [{"reference": "ours"}]}')
    assert notify.send(TEXT).outcome is Outcome.SENT
    assert [(asked.method, asked.path) for asked in govuk.asked] == [
        ("GET", f"/v2/notifications?reference={ID}")
    ]


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (400, Outcome.REFUSED),
        (403, Outcome.UNREACHABLE),
        (429, Outcome.UNREACHABLE),
        (500, Outcome.UNREACHABLE),
    ],
)
def test_what_notify_answers_is_for_good_or_for_now(govuk, status, outcome):
    govuk.answers["POST"] = (status, "{}")
    assert notify.send(TEXT).outcome is outcome


def test_without_a_key_nothing_is_asked(other):
    with override_settings(NOTIFY_URL=other.url):
        assert notify.send(TEXT).outcome is Outcome.UNREACHABLE
    assert other.asked == []


def test_an_agencys_system_is_told_that_something_waits_and_where(school):
    assert webhook.send(WAITS).outcome is Outcome.SENT
    (told,) = school.asked
    assert json.loads(told.body) == {
        "type": "notice.waiting", "notice": 12345678, "url": "http://127.0.0.1:8000/notices/12345678"
    }  # fmt: skip
    assert webhook.is_genuine(told.headers, told.body, "s3cret", time.time())


@pytest.mark.parametrize("changed", ["body", "id", "time", "secret", "replayed later"])
def test_whatever_is_changed_or_replayed_is_not_taken_for_ours(school, changed):
    webhook.send(WAITS)
    (told,) = school.asked
    headers, body, secret, at = dict(told.headers), told.body, "s3cret", time.time()
    if changed == "body":
        body = body.replace(b"12345678", b"12345679")
    elif changed == "id":
        headers["webhook-id"] = "another"
    elif changed == "time":
        headers["webhook-timestamp"] = str(int(headers["webhook-timestamp"]) + 1)
    elif changed == "secret":
        secret = "another"
    else:
        at += 6 * 60
    assert not webhook.is_genuine(headers, body, secret, at)


def test_each_try_bears_the_same_number_so_that_it_is_taken_once(school):
    for _ in range(2):
        webhook.send(WAITS)
    assert len({asked.headers["webhook-id"] for asked in school.asked}) == 1


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (204, Outcome.SENT),
        (410, Outcome.REFUSED),
        (401, Outcome.NOT_NOW),
        (503, Outcome.NOT_NOW),
        (302, Outcome.NOT_NOW),
    ],
)
def test_what_the_system_answers_is_for_good_or_for_now_and_it_leads_nowhere_else(school, status, outcome):
    school.answers["POST"] = (status, "http://127.0.0.1:1/elsewhere")
    assert webhook.send(WAITS).outcome is outcome
    assert len(school.asked) == 1


@pytest.mark.parametrize(
    "url", ["http://elsewhere.example.org/", "file:///etc/hostname", "ftp://example.org/"]
)
def test_nobody_is_called_but_under_tls(url):
    with pytest.raises(Unreachable):
        call(url, {})
