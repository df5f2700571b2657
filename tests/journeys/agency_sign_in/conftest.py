"""An agency with a provider that runs, and its people."""

import pytest
import requests
from django.test import Client

from commonthread.access.invitations import invite
from commonthread.access.permissions import Role
from commonthread.access.scope import open_scope
from commonthread.web.connecting import connect
from tests.coming_in import Account, account
from tests.journeys.agency_sign_in.person import SCHOOL, STRONG, SUBJECT, TRUST, Person
from tests.provider import running


@pytest.fixture(scope="session")
def provider(database, served):
    sites = ("http://localhost", served)
    clients = {
        agency: [f"{site}/accounts/agency/{agency}/back/" for site in sites] for agency in (TRUST, SCHOOL)
    }
    with running(clients) as found:
        yield found


@pytest.fixture
def trust(provider, make) -> str:
    """An agency whose provider is trusted to have asked for a second factor where it says so."""
    for agency in (TRUST, SCHOOL):
        make._owner(
            "INSERT INTO access_agency (code, name, kind, district, duty_telephone, duty_hours) "
            "VALUES (%s, %s, 'school', 'E08000025', '0121 496 0123', '') ON CONFLICT DO NOTHING",
            agency, agency.replace("-", " ").title(),
        )  # fmt: skip
        make._owner("DELETE FROM socialaccount_socialaccount WHERE provider = %s", agency)
        connect(agency=agency, issuer=provider.issuer, client_id=agency, secret=provider.secret, acr=[STRONG],
                amr=["mfa"], max_age=900)  # fmt: skip
    return TRUST


@pytest.fixture
def person(provider, trust):
    return lambda: Person(Client(SERVER_NAME="localhost"), provider, requests.Session())


@pytest.fixture
def linked(make, trust, person):
    """`linked()` is somebody of the agency who was invited and took their agency's sign-in."""

    def made(agency: str = TRUST, subject: str = SUBJECT, app: bool = False) -> Account:
        somebody = account(make, agency, app=app)
        make._owner("UPDATE access_user SET password = '!' WHERE id = %s", somebody.number)
        scope = open_scope(make.user(agency, Role.ADMINISTRATOR))
        with scope.transaction():
            token = invite(somebody.number, why="Began today")
        newcomer = person()
        newcomer.client.get(f"/accounts/invitation/{token}")
        newcomer.comes(subject, agency, second=True)
        return somebody

    return made
