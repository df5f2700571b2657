"""A contact on the screen of an officer of a hub."""

import pytest

from commonthread.identity.linking import link_unlinked
from commonthread.places.cited import DISTRICTS
from tests.pages import text
from tests.telling import case_of, tell


class Screen:
    """`case` on the screen of whoever's `client` it is."""

    def __init__(self, make, client, case: int) -> None:
        self.make, self.client, self.case = make, client, case
        self.page = f"/front-door/{case}"

    def shown(self) -> str:
        return text(self.client.get(self.page))

    def post(self, **sent):
        return self.client.post(self.page, sent)

    def done(self, **sent) -> str:
        return text(self.client.post(self.page, sent, follow=True))

    def record(self) -> int:
        """The newest that it was told by."""
        return self.make._owner(
            "SELECT record FROM pathways_contact WHERE case_id = %s ORDER BY arrived_at DESC LIMIT 1",
            self.case,
        )[0]

    def child(self) -> int:
        """Whom linking found in it."""
        return self.make._owner(
            "SELECT a.person FROM records_about a JOIN pathways_contact c ON c.record = a.record WHERE c.case_id = %s LIMIT 1",
            self.case,
        )[0]


@pytest.fixture
def hub(make):
    return make.hub(DISTRICTS[6].code)


@pytest.fixture
def told(make, browser, hub):
    """`told(…)` is what somebody told the hub, linked, on the screen of its officer."""

    def tell_it(user: int | None = None, **said: str) -> Screen:
        tell(browser(), district=hub.district, **said)
        link_unlinked()
        return Screen(make, browser(user or hub.officer), case_of(make, hub))

    return tell_it


@pytest.fixture
def contact(make, browser, hub):
    """A neighbour's concern, linked, on the screen of an officer of the hub."""
    tell(browser(), district=hub.district)
    link_unlinked()
    client = browser(hub.officer)
    client.make, client.case = make, case_of(make, hub)
    client.page = f"/front-door/{client.case}"
    (client.child,) = make._owner(
        "SELECT a.person FROM records_about a JOIN pathways_contact c ON c.record = a.record WHERE c.case_id = %s",
        client.case,
    )
    return client
