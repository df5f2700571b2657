"""How to come to each page that needs somebody or something to be there first."""

from collections.abc import Callable
from dataclasses import dataclass

from commonthread.access.permissions import ROLES, Permission, Role
from commonthread.web.page import Open, Page
from tests.making import Making


@dataclass(frozen=True)
class Visit:
    """Whose browser, and which address."""

    user: int | None
    address: str


ARRANGED: dict[str, Callable[[Making], Visit]] = {
    "purpose": lambda make: Visit(make.user(make.agency(), Role.SOCIAL_WORKER), "/people/123456789/purpose"),
    "kind_page": lambda make: Visit(None, "/kinds/home_visit"),
}
NOT_PAGES = {
    "kind_csv": "a file",
    "kind_schema": "a file",
    "who_found": "only after a search; the journeys go there",
    "mfa_authenticate": "only on the way in; its own test goes there",
}


def visit(page: Page, make: Making) -> Visit:
    """As somebody in a role that may see the page."""
    if page.name in ARRANGED:
        return ARRANGED[page.name](make)
    assert "<" not in page.route, f"say in tests/journeys/visits.py how to come to {page.name}"
    return Visit(somebody(page.needs, make), f"/{page.route}")


def somebody(needs: Permission | Open, make: Making) -> int | None:
    if needs is Open.TO_ANYONE:
        return None
    role = next(role for role, rights in ROLES.items() if needs in rights.permissions)
    return make.user(make.agency(), role)
