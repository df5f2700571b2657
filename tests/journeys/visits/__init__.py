"""How to come to each page; each file of this folder says it of those that need somebody or something to be there first."""

from importlib import import_module
from pkgutil import iter_modules

from commonthread.access.permissions import ROLES, Permission
from commonthread.web.page import Open, Page
from tests.journeys.visits.going import Visit
from tests.making import Making

SUBJECTS = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]
ARRANGED = {page: arrange for subject in SUBJECTS for page, arrange in getattr(subject, "VISITS", {}).items()}
NOT_PAGES = {
    "others": "part of the pages of a case, which look at it again; its own test goes there",
    "meeting_live": "part of the page of a meeting, which looks at it again; its own test goes there",
    "mfa_login_webauthn": "what the browser needs to present a passkey",
    "openid_connect_callback": "only on the way back from an agency's provider; its own journeys go there",
    "invitation": "invitation_link leads there",
    "kind_csv": "a file",
    "meeting_calendar": "a file",
    "meeting_asked_calendar": "a file",
    "kind_schema": "a file",
    "school_year_file": "a file",
    "district_year_file": "a file",
    "staff_csv": "a file",
    "record_attachment": "a file",
    "delivery_rejects": "a file",
    "who_saw_csv": "a file",
    "my_readings_csv": "a file",
    "unusual_readings_csv": "a file",
    "newest_checkpoint": "a file",
    "processing_csv": "a file",
    "who_found": "only after a search; the journeys go there",
    "tell_us_leave": "leads away from here at once",
    "tell_us_sent": "only after something was sent; its own test and a journey go there",
    "mfa_authenticate": "only on the way in; its own test goes there",
}


def visit(page: Page, make: Making) -> Visit:
    """As somebody in a role that may see the page."""
    if page.name in ARRANGED:
        return ARRANGED[page.name](make)
    assert "<" not in page.route, f"say in tests/journeys/visits how to come to {page.name}"
    return Visit(somebody(page.needs, make), f"/{page.route}")


def somebody(needs: Permission | Open, make: Making) -> int | None:
    if needs is Open.TO_ANYONE:
        return None
    role = next(role for role, rights in ROLES.items() if needs in rights.permissions)
    return make.user(make.agency(), role)
