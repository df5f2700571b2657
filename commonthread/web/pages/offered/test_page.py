"""What is offered is answered by those to whom it is offered; an answer that is none is not found."""

import pytest

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind


@pytest.mark.parametrize("sent", [{"offer": "x", "do": "accept"}, {"offer": "1", "do": "burn"}, {}])
def test_what_is_no_answer_is_not_found(make, browser, sent):
    client = browser(make.user(make.agency(AgencyKind.CHILDRENS_SERVICES), Role.SOCIAL_WORKER))
    assert client.post("/work/offered", sent).status_code == 404
    assert "Nothing is offered to you" in client.get("/work/offered").content.decode()
