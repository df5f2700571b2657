"""The demo's notices are there to be looked at, as each side sees them."""

import time

import pytest
from django.utils.timezone import now

from commonthread.access.demo import account
from commonthread.access.scope import open_scope
from commonthread.notices.queries import notices_from_us, notices_to_us
from commonthread.serving.demo import set_up_agencies
from commonthread.serving.demo_cases import AT_ONCE, STORIES, open_cases
from commonthread.serving.demo_notices import send_notices


@pytest.fixture
def demo(fresh_database, make):
    set_up_agencies()
    about = {title: make.person() for title in STORIES}
    open_cases(about)
    send_notices(about)
    return about


def test_a_hub_has_sent_notices_of_every_state_and_once(demo):
    send_notices(demo)
    time.sleep(AT_ONCE.total_seconds())
    hub, lead = (open_scope(account(name).pk) for name in ("hub.social.care", "school.lead"))
    with hub.transaction():
        sent = notices_from_us()
    assert sorted((one.is_outside, one.waits, one.is_overdue(now())) for one in sent) == [
        (False, False, False), (False, True, False), (False, True, True), (True, False, False)
    ]  # fmt: skip
    with lead.transaction():
        assert [one.waits for one in notices_to_us()] == [True, False]
