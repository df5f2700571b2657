"""An agency sees what it sent, how it stands and what is to be put right, and nobody else's."""

import pytest

from commonthread.access.permissions import Role
from tests.delivering import ROW
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
