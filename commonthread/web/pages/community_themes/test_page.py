"""What is raised where: small numbers withheld, and what was never raised not told apart from them."""

from html import unescape

from commonthread.access.permissions import Role
from commonthread.pathways.community import quarters
from commonthread.web.words import today


def test_small_numbers_and_none_are_the_same_letter(make, browser):
    force = make.agency()
    for theme, times in (("hunger", 23), ("strangers", 3)):
        make._owner(
            "INSERT INTO pathways_communitytheme (agency, neighbourhood, theme, quarter, times) VALUES (%s, 'plum', %s, %s, %s)",
            force, theme, quarters(today())[0], times,
        )  # fmt: skip
    page = browser(make.user(force, Role.NEIGHBOURHOOD_OFFICER, team=make.team(force)))
    words = unescape(page.get("/community/themes").content.decode())
    cells = [part.split("<")[0] for part in words.split('govuk-table__cell--numeric">')[1:]]
    assert sorted(cells) == ["25", *["c"] * 11]
    assert (
        "Nothing was counted"
        in page.get(f"/community/themes?quarter={quarters(today())[3]}").content.decode()
    )
