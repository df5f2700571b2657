"""What was rejected is put right on a form, or as text, or withdrawn; and one leads to the next."""

import re

import pytest

from commonthread.records.kind import kinds
from commonthread.web.pages.reject.piece import row_of
from tests.delivering import ROW
from tests.pages import text

TYPED = {
    "person": "subject_1",
    "key": "V1",
    "happened_from": "28/02/2026",
    "result": "access",
    "subject_1_given_name": 'Jo, "Joe"',
    "summary": "one\r\ntwo",
    "do": "save",
}


@pytest.fixture
def wrong(sender):
    """A delivery with two wrong rows."""
    receipt = sender.deliver(ROW.wrong("V1"), ROW.wrong("V2"))
    return receipt, *sender.rejects(receipt)


def filled(shown: str) -> dict[str, str]:
    return dict(re.findall(r'<input class="govuk-input[^>]* name="(\w+)"[^>]* value="([^"]+)"', shown))


def test_a_row_is_shown_on_the_form_of_its_kind_with_what_is_wrong_marked(sender, browser, wrong):
    _, first, _ = wrong
    shown = text(browser(sender.officer).get(f"/rejects/{first.number}"))
    assert filled(shown)["happened_from"] == "31/02/2026"
    assert filled(shown)["subject_1_given_name"] == "Jo"
    assert 'href="#happened_from"' in shown
    assert '<option value="access" selected>' in shown


def test_reading_what_was_sent_is_on_the_ledger(sender, make, browser, wrong):
    _, first, _ = wrong
    browser(sender.officer).get(f"/rejects/{first.number}")
    assert make._owner(
        "SELECT (data ->> 'reject')::bigint FROM ledger_event WHERE actor = %s AND type = 'consultation'",
        sender.officer,
    ) == (first.number,)


def test_what_is_put_right_becomes_a_record_and_leads_to_the_next(sender, make, browser, wrong):
    receipt, first, second = wrong
    here = browser(sender.officer)
    answer = here.post(f"/rejects/{first.number}", TYPED, follow=True)
    assert answer.redirect_chain == [(f"/rejects/{second.number}", 302)]
    assert re.search(r"Line 2 has been put right: it is record \d+\. This is the next one\.", text(answer))
    assert make._owner(
        "SELECT m.given ->> 'given_name', b.body -> 'detail' ->> 'summary' FROM content.mention m "
        "JOIN content.body b ON b.record = m.record JOIN records_record r ON r.number = m.record "
        "WHERE r.delivery = %s",
        receipt.delivery,
    ) == ('Jo, "Joe"', "one\ntwo")
    answer = here.post(f"/rejects/{second.number}", {**TYPED, "key": "V2"}, follow=True)
    assert answer.redirect_chain == [(f"/deliveries/{receipt.delivery}", 302)]
    assert "Nothing is left to put right." in text(answer)


def test_what_is_still_wrong_is_said_and_what_was_typed_stays(sender, browser, wrong):
    _, first, _ = wrong
    sent = {**TYPED, "happened_from": "30/02/2026"}
    shown = text(browser(sender.officer).post(f"/rejects/{first.number}", sent))
    assert "It is still not right" in shown
    assert filled(shown)["happened_from"] == "30/02/2026"


def test_somebody_can_be_added_while_putting_right(sender, browser, wrong):
    _, first, _ = wrong
    sent = {**TYPED, "do": "add", "add_role": "parent"}
    shown = text(browser(sender.officer).post(f"/rejects/{first.number}", sent))
    assert 'name="parent_1_given_name"' in shown
    assert filled(shown)["happened_from"] == "28/02/2026"


def test_a_torn_line_is_put_right_as_text(sender, browser):
    receipt = sender.deliver('V1,2026-02-28,access,"Jo" x,')
    (torn,) = sender.rejects(receipt)
    here = browser(sender.officer)
    assert "&#34;Jo&#34; x" in text(here.get(f"/rejects/{torn.number}"))
    again = text(here.post(f"/rejects/{torn.number}", {"text": f"{ROW.header}\nV1,soon,access,Jo,\n"}))
    assert "It is still not right" in again
    assert "V1,soon,access" in again
    answer = here.post(f"/rejects/{torn.number}", {"text": f"{ROW.header}\n{ROW}\n"})
    assert answer["Location"] == f"/deliveries/{receipt.delivery}"


def test_a_row_can_be_changed_as_text_where_one_likes(sender, browser, wrong):
    _, first, _ = wrong
    shown = text(browser(sender.officer).get(f"/rejects/{first.number}?as=text"))
    assert "31/02/2026,access,Jo" in shown


def test_withdrawing_asks_for_a_reason(sender, browser, wrong):
    _, first, second = wrong
    here = browser(sender.officer)
    asked = here.post(f"/rejects/{first.number}", {"do": "withdraw", "reason": " "})
    assert "Say in a few words why it is not to be sent" in text(asked)
    answer = here.post(f"/rejects/{first.number}", {"do": "withdraw", "reason": "a test row"})
    assert answer["Location"] == f"/rejects/{second.number}"


def test_what_has_been_settled_is_only_told(sender, browser, wrong):
    _, first, _ = wrong
    here = browser(sender.officer)
    here.post(f"/rejects/{first.number}", {"do": "withdraw", "reason": "a test row"})
    for answer in (here.get(f"/rejects/{first.number}"), here.post(f"/rejects/{first.number}", TYPED)):
        assert "This piece was withdrawn on" in text(answer)
        assert "31/02/2026" not in text(answer)


def test_a_row_has_the_columns_that_must_be_there_even_empty():
    header, values = row_of(kinds()["home_visit"], {"summary": "x"}).splitlines()
    assert header.split(",") == ["key", "happened_from", "result", "summary", "subject_1_given_name"]
    assert values == ",,,x,"
