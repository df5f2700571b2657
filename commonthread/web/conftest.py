"""A quick browser, without script: pages that need a real one ask for `sign_in`."""

from collections.abc import Callable
from contextlib import ExitStack

import pytest
from django.db import connections
from django.test import Client

from commonthread.access.terms import Purpose
from commonthread.pathways.terms import CASE_PURPOSES
from tests.coming_in import come_in
from tests.delivering import Sender

NOT_FOR_PAGES = ("owner", "engine")


class Browser(Client):
    """The web server holds no address of the owner or the engine: a page that asks for one is refused."""

    def request(self, **given):
        def refuse(execute, sql, params, many, context):
            raise AssertionError(f"a page used {context['connection'].alias}: {sql}")

        with ExitStack() as held:
            for login in NOT_FOR_PAGES:
                held.enter_context(connections[login].execute_wrapper(refuse))
            return super().request(**given)


@pytest.fixture
def browser(database) -> Callable[[int | None], Client]:
    """`browser(user)` is signed in as that user; `browser()` as nobody."""

    def opened(user: int | None = None) -> Client:
        client = Browser(SERVER_NAME="localhost")
        if user is not None:
            come_in(client, user)
        return client

    return opened


@pytest.fixture
def sender(make, tmp_path) -> Sender:
    """An agency that sends deliveries, with its records officer."""
    return Sender(make, tmp_path)


@pytest.fixture
def opened(make, browser):
    """Somebody's browser, after they said why they look and, where the purpose needs one, opened a case.

    `also` says more of the case than it needs.
    """

    def as_(agency, role, number, purpose=Purpose.OWN_WORK, **also) -> Client:
        client = browser(make.user(agency, role))
        client.post(f"/people/{number}/purpose", {"purpose": purpose.value, "because": "Call 1182"})
        if purpose in CASE_PURPOSES:
            case = {
                "person": number, "purpose": purpose.value, "because": "Call 1182", "power": "children-act-1989-s17",
                "sort": "child", "consent": "agreed", "consent_why": "Spoke to her mother", "decided_by": "A manager",
            }  # fmt: skip
            assert client.post("/cases/open", case | also).status_code == 302
        return client

    return as_
