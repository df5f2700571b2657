"""An agency sees what it sent, how it stands and what is to be put right, and nobody else's."""

import pytest
from django.utils.timezone import now

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind
from commonthread.feeds.silences import look_for_silence
from tests.delivering import ROW, Sender
from tests.pages import text


def test_an_agency_that_has_sent_nothing_is_told_what_to_do(make, browser):
    shown = text(browser(make.user(make.agency(), Role.RECORDS_OFFICER)).get("/deliveries"))
    assert "has not sent anything yet" in shown
    assert 'href="/deliveries/send"' in shown


def test_deliveries_say_how_they_stand(sender, browser):
    receipt = sender.deliver(ROW, ROW.wrong("V2"))
    shown = text(browser(sender.officer).get("/deliveries"))
    assert f"Delivery {receipt.delivery}" in shown
    assert "Loaded" in shown
    assert "<strong>1</strong> to put right" in shown


@pytest.mark.parametrize("asked", ["", "?page=2", "?page=0", "?page=x", "?page=99999999999999"])
def test_a_page_that_is_not_there_is_no_error(sender, browser, asked):
    sender.deliver(ROW)
    assert browser(sender.officer).get(f"/deliveries{asked}").status_code == 200


def test_a_long_list_comes_in_pages(sender, browser):
    numbers = [sender.deliver(ROW.under(f"V{n}")).delivery for n in range(51)]
    first = text(browser(sender.officer).get("/deliveries"))
    assert f'href="/deliveries/{numbers[-1]}"' in first
    assert f'href="/deliveries/{numbers[0]}"' not in first
    assert "/deliveries?page=2" in first
    assert f'href="/deliveries/{numbers[0]}"' in text(browser(sender.officer).get("/deliveries?page=2"))


def test_another_agency_s_are_not_there(sender, make, browser):
    receipt = sender.deliver(ROW.wrong("V1"))
    (reject,) = sender.rejects(receipt)
    stranger = browser(make.user(make.agency(), Role.RECORDS_OFFICER))
    number = receipt.delivery
    assert f"/deliveries/{number}" not in text(stranger.get("/deliveries"))
    for address in (
        f"/deliveries/{number}",
        f"/deliveries/{number}/rejects.csv",
        f"/rejects/{reject.number}",
    ):
        assert stranger.get(address).status_code == 404
    assert stranger.post(f"/rejects/{reject.number}", {"do": "withdraw", "reason": "x"}).status_code == 404


def test_a_role_that_looks_after_no_deliveries_is_refused(make, browser):
    assert browser(make.user(make.agency(), Role.SOCIAL_WORKER)).get("/deliveries").status_code == 403


@pytest.fixture
def silent(make, tmp_path):
    """A feed of which forty records a week are declared, and nothing came."""
    sender = Sender(make, tmp_path)
    make._owner(
        "UPDATE feeds_feedagreement SET weekly = 40, signed_at = now() - interval '30 days' WHERE agency = %s",
        sender.agency,
    )
    look_for_silence(now())
    return sender


@pytest.mark.parametrize("address", ["/", "/deliveries"])
def test_that_the_own_feed_has_fallen_silent_is_said_on(silent, browser, address):
    shown = text(browser(silent.officer).get(address))
    assert "Your own feed</strong> has fallen silent. 0 records came in 7 days" in shown
    assert "Nothing has ever come" in shown


def test_whoever_answers_for_the_service_is_told_whom_to_ring(silent, make, browser):
    council = make.agency(AgencyKind.CHILDRENS_SERVICES)
    make._owner("UPDATE feeds_silence SET responsible = %s WHERE agency = %s", council, silent.agency)
    shown = text(browser(make.user(council, Role.RECORDS_OFFICER)).get("/deliveries"))
    assert f"Ring Agency {silent.agency}, 0121 496 0123" in shown
    assert f"Agency {silent.agency}</strong> has fallen silent" in text(
        browser(make.user(council, Role.HUB_OFFICER)).get("/front-door")
    )


def test_what_is_behind_it_is_kept_with_who_said_so(silent, make, browser):
    here = browser(silent.officer)
    (number,) = make._owner("SELECT number FROM feeds_silence WHERE agency = %s", silent.agency)
    assert "Nothing was kept" in text(
        here.post(f"/deliveries/silences/{number}", {"reason": ""}, follow=True)
    )
    shown = here.post(f"/deliveries/silences/{number}", {"reason": "Half term"}, follow=True)
    assert "“Half term”" in text(shown)
    stranger = browser(make.user(make.agency(), Role.RECORDS_OFFICER))
    assert stranger.post(f"/deliveries/silences/{number}", {"reason": "Half term"}).status_code == 404


def test_a_silence_that_is_over_is_shown_for_a_month(silent, make, browser):
    make._owner(
        "UPDATE feeds_silence SET ended_at = now() - interval '29 days' WHERE agency = %s", silent.agency
    )
    assert "Silent in the last month" in text(browser(silent.officer).get("/deliveries"))
    assert "silent" not in text(browser(silent.officer).get("/"))
    make._owner(
        "UPDATE feeds_silence SET ended_at = now() - interval '31 days' WHERE agency = %s", silent.agency
    )
    assert "silent" not in text(browser(silent.officer).get("/deliveries"))


def test_whoever_takes_it_is_named_and_an_administrator_hears_of_what_nobody_explained(silent, make, browser):
    here = browser(silent.officer)
    (number,) = make._owner("SELECT number FROM feeds_silence WHERE agency = %s", silent.agency)
    assert "nobody by name yet" in text(here.get("/deliveries"))
    shown = text(here.post(f"/deliveries/silences/{number}/take", follow=True))
    assert "It is yours until records come again" in shown
    assert "nobody by name yet" not in shown
    administrator = browser(make.user(silent.agency, Role.ADMINISTRATOR))
    assert "fallen silent" not in text(administrator.get("/"))
    make._owner("UPDATE feeds_silence SET due_at = now() - interval '1 minute' WHERE number = %s", number)
    look_for_silence(now())
    assert "Told to the administrators of both agencies" in text(administrator.get("/"))
