"""Whoever told is written to at an address that somebody marked safe at triage, and never otherwise."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

PHONE = {"reach": "text", "reach_at": "07700 900321"}
RATED = {"do": "rate", "rating": "not about safeguarding", "rating_why": "A lost key"}


def safe() -> dict[str, str]:
    return {
        "do": "mark_safe", "channel": "text message", "address": "07700 900321", "said_by": "She rang at noon and said so",
        "until": (localdate() + timedelta(days=60)).isoformat(),
    }  # fmt: skip


@pytest.fixture
def sent_to(make):
    def addresses(case: int) -> list[str]:
        rows = make._owner(
            "SELECT coalesce(array_agg(a.value::text), '{}') FROM notices_notice n JOIN notices_address a ON a.number = n.address_id "
            "WHERE n.case_id = %s",
            case,
        )
        return rows[0]

    return addresses


@pytest.fixture
def contact(told):
    screen = told(**PHONE)
    screen.done(**RATED)
    return screen


def marked(contact, make) -> int:
    contact.done(**safe(), record=contact.record())
    return make._owner(
        "SELECT number FROM notices_address WHERE case_id = %s ORDER BY marked_at DESC LIMIT 1", contact.case
    )[0]


def test_marked_at_triage_with_how_it_is_known_the_answer_goes_there(contact, make, sent_to):
    assert "Send them this answer" not in contact.shown()
    number = marked(contact, make)
    shown = contact.shown()
    for words in ("Send them this answer", "She rang at noon and said so", "Thank you for getting in touch"):
        assert words in shown
    assert "900321" not in shown
    assert "goes to the address that is marked safe" in contact.done(
        do="tell_safely", record=contact.record(), address=number
    )
    assert sent_to(contact.case) == ["07700900321"]
    assert "is closed" in contact.done(do="finish")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"said_by": " "}, "how you know"),
        ({"address": "07700"}, "Give a whole address"),
        ({"channel": "pigeon"}, "Choose e-mail or text message"),
        ({"until": "2031-01-01"}, "within a year"),
    ],
)
def test_without_how_it_is_known_or_a_whole_address_nothing_is_marked(contact, make, changes, words):
    answer = contact.post(**safe() | {"record": contact.record()} | changes)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert make._owner("SELECT count(*) FROM notices_address WHERE case_id = %s", contact.case) == (0,)


def test_to_an_address_that_is_revoked_or_not_this_callers_nothing_goes(contact, told, make, sent_to):
    number, other = marked(contact, make), told(given_name_0="Ottoline", **PHONE)
    other.done(**RATED)
    refused = other.post(do="tell_safely", record=other.record(), address=number)
    assert "Choose an address that is marked safe" in refused.content.decode()
    contact.client.post(
        f"/cases/{contact.case}/addresses/{number}/revoke", {"reason": "Her husband has the phone"}
    )
    refused = contact.post(do="tell_safely", record=contact.record(), address=number)
    assert refused.status_code == 422
    assert sent_to(contact.case) == sent_to(other.case) == []
    assert make._owner("SELECT answered_at FROM pathways_contact WHERE case_id = %s", contact.case) == (None,)


def test_of_two_who_told_one_worry_each_has_an_address_of_their_own(contact, told, make):
    first = told(given_name_0="Ottoline", reach="text", reach_at="07700 900555")
    again = told(given_name_0="Ottoline", reach="text", reach_at="07700 900555")
    again.done(do="join", into=first.case, join_why="The same")
    first.done(**RATED)
    records = make._owner(
        "SELECT array_agg(record ORDER BY arrived_at) FROM pathways_contact WHERE case_id = %s", first.case
    )[0]
    first.done(**safe() | {"record": records[0], "address": "07700 900555"})
    (number,) = make._owner("SELECT number FROM notices_address WHERE case_id = %s", first.case)
    assert first.post(do="tell_safely", record=records[1], address=number).status_code == 422
    assert (
        first.client.post(
            first.page, {"do": "tell_safely", "record": records[0], "address": number}
        ).status_code
        == 302
    )


def test_what_they_gave_themselves_is_offered_to_be_marked_where_it_is_read(contact):
    shown = contact.client.post(f"{contact.page}/who-told", {"reason": "to answer her"}).content.decode()
    assert "Mark it as safe to write to" in shown
    assert 'value="07700 900321"' in shown
    assert "Mark it as safe" not in contact.client.get(f"{contact.page}/who-told").content.decode()
