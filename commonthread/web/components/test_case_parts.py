"""What waits in a case stands on top of its page, in words that say how much."""

import pytest

from commonthread.access.permissions import Role
from tests.hub import Hub
from tests.pages import text


@pytest.mark.parametrize(
    ("decision", "waits"),
    [(None, "the consent decision about 2 of 2 people"), ("agreed", "")],
    ids=["undecided", "decided"],
)
def test_what_waits_leads_to_its_place_and_what_does_not_wait_is_named_beside(make, browser, decision, waits):
    hub = Hub(make)
    scope = make.scope(hub.council, Role.SOCIAL_WORKER)
    number = make.case(scope, make.person(), make.person(), **({} if decision else {"decision": None}))
    top = (
        text(browser(scope.user).get(f"/cases/{number}"))
        .partition('aria-label="On this page"')[2]
        .partition("</nav>")[0]
    )
    assert ("Waits here" in top) is bool(waits)
    assert waits in top
    assert ('<a class="govuk-link" href="#people">Whom it is about</a>' in top) is not bool(waits)
    assert 'href="#ledger"' in top


def test_tasks_that_wait_are_counted_with_those_overdue(make, browser):
    hub = Hub(make)
    number = hub.contact(make.person(), decision=None)
    make._owner("UPDATE pathways_task SET counts_from = now() - interval '2 days', due_at = now() - interval '1 day' WHERE case_id = %s AND "
                "step = 'decision'", number)  # fmt: skip
    top = (
        text(browser(hub.worker.user).get(f"/cases/{number}"))
        .partition('aria-label="On this page"')[2]
        .partition("</nav>")[0]
    )
    assert ", 1 overdue</a>" in top
