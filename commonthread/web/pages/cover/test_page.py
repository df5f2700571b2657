"""Leave: kept with its days and who covers, and ended early."""

import re
from datetime import timedelta

import pytest

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind
from commonthread.web.words import today


@pytest.fixture
def leave(make, browser):
    agency = make.agency(AgencyKind.CHILDRENS_SERVICES)
    client = browser(make.user(agency, Role.SOCIAL_WORKER))
    colleague = make.user(agency, Role.SOCIAL_WORKER)
    client.said = {
        "from": str(today()),
        "until": str(today() + timedelta(days=6)),
        "covered_by": colleague,
        "reason": "annual leave",
    }
    return client


def test_it_is_kept_shown_and_ended(leave):
    words = leave.post("/work/cover", leave.said, follow=True).content.decode()
    assert "away now" in words
    assert "annual leave" in words
    number = re.search(r'name="end" value="(\d+)"', words)[1]
    assert "Nobody is away" in leave.post("/work/cover", {"end": number}, follow=True).content.decode()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"from": "soon"}, "Give the first and the last day"),
        ({"until": "2020-01-01"}, "a last day that is not before it"),
        ({"covered_by": "1"}, "Choose another colleague"),
        ({"who": "1"}, "Choose who is away"),
        ({"reason": ""}, "Say in a few words why"),
    ],
)
def test_what_is_wrong_is_said(leave, changes, says):
    answer = leave.post("/work/cover", leave.said | changes)
    assert answer.status_code == 422
    assert says in answer.content.decode()
