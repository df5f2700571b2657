"""A receipt adds up, and what is wrong is said in words, never with what was sent."""

import csv

import pytest

from tests.delivering import ROW
from tests.pages import text


def test_a_receipt_adds_up(sender, browser):
    sender.deliver(ROW, ROW.under("V2"))
    receipt = sender.deliver(ROW, ROW.under("V2", result="refused"), ROW.under("V3"), ROW.wrong("V4"))
    shown = text(browser(sender.officer).get(f"/deliveries/{receipt.delivery}"))
    numbers = [part.partition("<")[0] for part in shown.split('--numeric ct-number">')[1:]]
    assert numbers == ["1", "1", "1", "1", "4"]


def test_what_is_wrong_is_said_as_the_form_names_it(sender, browser):
    receipt = sender.deliver(ROW.wrong("V1"), 'V2,2026-02-28,access,"Jo" x,')
    shown = text(browser(sender.officer).get(f"/deliveries/{receipt.delivery}"))
    assert "When it happened is a date that the calendar does not have" in shown
    assert "The whole line has a quotation mark without its pair" in shown
    assert "31/02" not in shown


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("received", "stands in the queue"),
        ("loading", "You can leave this page"),
        ("unreadable", "Nothing of it was taken"),
    ],
)
def test_a_delivery_that_is_not_loaded_says_how_it_stands(sender, make, browser, state, words):
    number = sender.deliver(ROW).delivery
    make._owner(
        "UPDATE feeds_delivery SET state = %s, finished_at = NULL, "
        """counts = '{"remarks": ["week.csv, line 3: is not UTF-8"]}' WHERE number = %s""",
        state, number,
    )  # fmt: skip
    shown = text(browser(sender.officer).get(f"/deliveries/{number}"))
    assert words in shown
    assert "week.csv, line 3: is not UTF-8" in shown


def test_what_is_open_and_what_is_settled_stand_apart(sender, browser):
    receipt = sender.deliver(ROW.wrong("V1"), ROW.wrong("V2"))
    here = browser(sender.officer)
    address = f"/deliveries/{receipt.delivery}"
    here.post(f"/rejects/{sender.rejects(receipt)[0].number}", {"do": "withdraw", "reason": "a test row"})
    shown = text(here.get(address))
    assert "To put right (1)" in shown
    assert "Settled (1)" in shown
    assert "Withdrawn" in text(here.get(f"{address}?show=settled"))
    assert here.get(f"{address}?show=anything").status_code == 200


def test_the_open_ones_can_be_taken_away_and_that_is_on_the_ledger(sender, make, browser):
    receipt = sender.deliver(ROW.wrong("V1"))
    answer = browser(sender.officer).get(f"/deliveries/{receipt.delivery}/rejects.csv")
    header, row = csv.reader(answer.content.decode().splitlines(keepends=True))
    found = dict(zip(header, row, strict=True))
    assert found["line"] == "2"
    assert found["what is wrong"] == "When it happened is a date that the calendar does not have"
    assert "31/02/2026" in found["as sent"]
    assert "attachment" in answer.headers["Content-Disposition"]
    assert make._owner(
        "SELECT count(*) FROM ledger_event WHERE actor = %s AND type = 'disclosure'", sender.officer
    ) == (1,)


def test_what_was_sent_does_not_run_in_a_spreadsheet(sender, make, browser):
    receipt = sender.deliver(ROW.wrong("V1"))
    (reject,) = sender.rejects(receipt)
    make._owner("UPDATE content.reject SET raw = '=cmd()' WHERE reject = %s", reject.number)
    answer = browser(sender.officer).get(f"/deliveries/{receipt.delivery}/rejects.csv")
    assert ",'=cmd()" in answer.content.decode()
