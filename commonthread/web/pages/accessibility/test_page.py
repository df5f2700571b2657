"""The accessibility statement is open to anyone and does not claim what nobody has tried."""

import re

from tests.pages import text


def test_it_opens_without_signing_in_and_says_what_was_not_tried(browser):
    shown = text(browser().get("/accessibility"))
    assert "Nobody who uses a screen reader every day has tried these pages" in shown
    assert "partially compliant" in shown


def test_every_link_in_the_foot_of_a_page_leads_somewhere(browser):
    client = browser()
    foot = text(client.get("/help")).partition("<footer")[2]
    addresses = re.findall(r'href="([^"]+)"', foot)
    assert "/accessibility" in addresses
    assert {client.get(address).status_code for address in addresses} == {200}
