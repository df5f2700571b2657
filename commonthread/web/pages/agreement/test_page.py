"""One agreement: in plain words, with its law, its signatures and what each edition changed."""

from dataclasses import replace

from commonthread.access.permissions import Role
from commonthread.access.terms import Level
from tests.agreeing import Agreeing
from tests.pages import text


def test_it_says_in_words_what_may_flow_by_what_law_and_who_signed(make, browser):
    agreeing = Agreeing(make)
    number = agreeing.in_force()
    shown = text(browser(make.user(make.agency(), Role.SOCIAL_WORKER)).get(f"/agreements/{number}"))
    assert (
        "Hub officers of the police may see a summary of what the health provider recorded as health, for a section 47"
        in shown
    )
    assert "Children Act 1989, section 47" in shown
    assert "in force" in shown
    assert shown.count("Data protection officer</td>") == 2
    assert "Read and sign" not in shown


def test_an_edition_says_what_it_changes_and_the_old_one_can_be_read(make, browser):
    agreeing = Agreeing(make)
    number = agreeing.in_force()
    clause = replace(agreeing.said().clauses[0], level=Level.RING)
    agreeing.drafted(number, clauses=(clause,), change="Less is enough.")
    window = browser(agreeing.guardian)
    assert "Clause 1, level: ring this team, not summary." in text(
        window.get(f"/agreements/{number}?edition=2")
    )
    assert "may see a summary" in text(window.get(f"/agreements/{number}?edition=1"))


def test_a_draft_and_an_edition_that_are_not_there_are_answered_alike(make, browser):
    agreeing = Agreeing(make)
    drafted, signed = agreeing.drafted(), agreeing.in_force()
    stranger = browser(make.user(make.agency(), Role.DATA_PROTECTION_OFFICER))
    for address in (
        drafted,
        999_999_999,
        f"{signed}?edition=2",
        f"{signed}?edition=x",
        f"{signed}?edition=²",
    ):
        assert stranger.get(f"/agreements/{address}").status_code == 404
