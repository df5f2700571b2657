"""A mail server, the settings that lead to it, and a case out of which something is sent."""

import pytest
from django.test import override_settings

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind
from tests.mail_server import mail_server


@pytest.fixture
def post_office(tmp_path, monkeypatch):
    """A mail server that is up and trusted."""
    server = mail_server(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
    with server.up(), override_settings(MAIL_SERVER=server.address, MAIL_FROM="post@example.org"):
        yield server


@pytest.fixture
def hub(make):
    council = make.agency(AgencyKind.CHILDRENS_SERVICES)
    return make.scope(council, Role.HUB_OFFICER, team=make.team(council))


@pytest.fixture
def child(make):
    return make._owner("SELECT identity.new_person()")[0]


@pytest.fixture
def opened(make, hub, child):
    return make.case(hub, child)
