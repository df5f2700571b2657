"""The demo's work is there to be looked at in every state, once."""

import pytest

from commonthread.access.demo import account
from commonthread.access.scope import open_scope
from commonthread.pathways.handover import covers, offers
from commonthread.pathways.work import Chosen, Whose, work
from commonthread.serving.demo import set_up_agencies
from commonthread.serving.demo_work import ABOUT, bring_work


@pytest.fixture
def demo(fresh_database, make):
    set_up_agencies()
    about = {title: make.person() for title in ABOUT}
    bring_work(about)
    return about


def test_something_is_overdue_and_told_something_offered_and_something_declined(demo):
    manager, worker = (open_scope(account(name).pk) for name in ("hub.manager", "social.worker"))
    with manager.transaction():
        (late,) = work(Whose.MINE, Chosen(overdue=True)).items
        assert [offer.does for offer in offers() if offer.to_me] == ["Ring the school before the bell"]
        assert len(covers()) == 1
    assert (late.is_told, late.told) == (True, (manager.name,))
    with worker.transaction():
        found = work(Whose.MINE).items
        assert [offer.answer for offer in offers() if offer.declined_at] == [
            "Not before the discussion: he might warn him"
        ]
    assert {task.does for task in found} >= {
        "Ring the school before the bell",
        "Ask the landlord who has a key",
    }
    bring_work(demo)
    with worker.transaction():
        assert len(work(Whose.MINE).items) == len(found)
