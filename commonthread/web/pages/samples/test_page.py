"""Drawing a dip sample on its page."""

from commonthread.access.permissions import Role
from tests.pages import text


def test_it_is_drawn_and_can_be_drawn_again(make, browser):
    police = make.agency()
    team = make.team(police)
    number = make.case(make.scope(police, Role.INVESTIGATOR, team=team), make.person())
    client = browser(make.scope(police, Role.POLICE_SUPERVISOR, team=team).user)
    assert "None has been drawn yet" in text(client.get("/samples"))
    words = text(client.post("/samples", {"wanted": "3"}, follow=True))
    assert f"C-{number}" in words
    assert "Drawn again here, it is the same" in words
    assert client.get(f"/cases/{number}").status_code == 200


def test_no_other_number_is_drawn_and_without_a_team_nothing_is(make, browser):
    police = make.agency()
    client = browser(make.scope(police, Role.POLICE_SUPERVISOR, team=make.team(police)).user)
    assert client.post("/samples", {"wanted": "0"}).status_code == 404
    alone = browser(make.user(police, Role.POLICE_SUPERVISOR))
    assert "Your post is in no team" in text(alone.get("/samples"))
