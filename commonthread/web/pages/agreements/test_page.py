"""The list of agreements says first what one's agency has still to do."""

from commonthread.access.permissions import Role
from tests.agreeing import Agreeing
from tests.pages import text


def test_an_agreement_that_waits_for_ones_signature_comes_first(make, browser):
    agreeing = Agreeing(make)
    agreeing.in_force(title=f"Signed {make.mark}")
    waiting = agreeing.drafted(title=f"Waiting {make.mark}")
    shown = text(browser(agreeing.guardian).get("/agreements"))
    assert "waits for your agency’s signature" in shown
    assert shown.index(f"Waiting {make.mark}") < shown.index(f"Signed {make.mark}")
    assert f'href="/agreements/{waiting}"' in shown


def test_a_draft_is_not_there_for_others_and_what_is_signed_is(make, browser):
    agreeing = Agreeing(make)
    drafted, signed = agreeing.drafted(), agreeing.in_force()
    shown = text(browser(make.user(make.agency(), Role.SOCIAL_WORKER)).get("/agreements"))
    assert f'href="/agreements/{signed}"' in shown
    assert f'href="/agreements/{drafted}"' not in shown
    assert "Draft an agreement" not in shown
