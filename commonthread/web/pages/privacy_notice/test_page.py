"""The privacy notice is for anyone, in plain words, and says what is agreed today and no more."""

from tests.agreeing import Agreeing
from tests.pages import text


def test_it_says_what_is_agreed_and_changes_when_an_agreement_ends(make, browser):
    agreeing = Agreeing(make)
    title = f"Notice of {make.mark}"
    make.feed_agreement(agreeing.trust)
    drafted = agreeing.drafted(title=title)
    assert title not in text(browser().get("/privacy"))
    for user in (agreeing.officer, agreeing.guardian):
        agreeing.signed_by(user, drafted)
    shown = text(browser().get("/privacy"))
    assert title in shown
    assert (
        "Hub officers of the police may see a summary of what the health provider recorded as health" in shown
    )
    assert "all agencies are controllers together" in shown
    make._owner("UPDATE access_edition SET ended_at = now() WHERE agreement_id = %s", drafted)
    assert title not in text(browser().get("/privacy"))


def test_it_names_nobody_who_signed(make, browser):
    agreeing = Agreeing(make)
    agreeing.in_force(title=f"Signed {make.mark}")
    shown = text(browser().get("/privacy"))
    assert f"Signed {make.mark}" in shown
    (name,) = make._owner("SELECT name FROM access_user WHERE id = %s", agreeing.officer)
    assert name not in shown
