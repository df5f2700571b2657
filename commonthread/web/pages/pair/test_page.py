"""Two mentions side by side, and what becomes of an answer."""

from datetime import date

import pytest

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind
from commonthread.identity.linking import link_unlinked
from commonthread.records.record import Mention, MentionRole

ANSWER = {"decision": "same", "reason": "The mother confirmed it", "was": ""}


def said(given, **fields):
    return Mention(role=MentionRole.SUBJECT, given_name=given, family_name="Quenby", **fields)


@pytest.fixture
def waiting(fresh_database, make):
    """An agency and the numbers of two pairs of its mentions that wait."""
    csc = make.agency(AgencyKind.CHILDRENS_SERVICES)
    people = [
        said("Odalys", born_on=date(2017, 3, 14)),
        said("Odie", born_on=date(2017, 9, 1)),
        said("Bram"),
        said("Bramwell"),
    ]
    records = [make.record(csc, make.draft("case_note", person)) for person in people]
    link_unlinked()
    mentions = [
        make._owner("SELECT number FROM content.mention WHERE record = %s", record)[0] for record in records
    ]
    make._owner("DELETE FROM identity_pair")
    for first, second, weight in ((0, 1, 2.5), (2, 3, 1.5)):
        make._owner(
            "INSERT INTO identity_pair (first, second, model, weight, decision, reason) "
            "VALUES (%s, %s, '2026-11', %s, '', '')", mentions[first], mentions[second], weight,
        )  # fmt: skip
    return csc, [
        make._owner("SELECT number FROM identity_pair WHERE first = %s", mentions[n])[0] for n in (0, 2)
    ]


@pytest.fixture
def officer(waiting, make, browser):
    return browser(make.user(waiting[0], Role.RECORDS_OFFICER))


def text(answer):
    return answer.content.decode()


def persons(make, pair):
    return make._owner(
        "SELECT a.person, b.person FROM identity_pair p JOIN content.mention a ON a.number = p.first "
        "JOIN content.mention b ON b.number = p.second WHERE p.number = %s", pair,
    )  # fmt: skip


def test_both_are_shown_with_what_was_weighed(waiting, officer):
    shown = text(officer.get(f"/review/{waiting[1][0]}"))
    assert "Odie" in shown
    assert "14 Mar 2017" in shown
    assert "times against" in shown


def test_the_same_joins_them_and_the_next_pair_comes(waiting, officer, make):
    first, second = waiting[1]
    answer = officer.post(f"/review/{first}", ANSWER)
    assert answer["Location"] == f"/review/{second}"
    assert len(set(persons(make, first))) == 1
    assert f"Pair {first}: the same person." in text(officer.get(f"/review/{second}"))


@pytest.mark.parametrize("decision", ["different", "cannot tell"])
def test_the_other_answers_leave_them_two(waiting, officer, make, decision):
    first, second = waiting[1]
    officer.post(f"/review/{first}", {**ANSWER, "decision": decision})
    assert len(set(persons(make, first))) == 2
    done = officer.post(f"/review/{second}", {**ANSWER, "decision": decision})
    assert done["Location"] == "/review"
    assert "Nothing waits for you" in text(officer.get("/review"))


@pytest.mark.parametrize(
    "answer", [{}, {"reason": "x"}, {"decision": "same"}, {"decision": "perhaps", "reason": "x"}]
)
def test_half_an_answer_decides_nothing(waiting, officer, make, answer):
    first, _ = waiting[1]
    sent = officer.post(f"/review/{first}", answer)
    assert sent.status_code == 422
    assert "Nothing was decided" in text(sent)
    assert make._owner("SELECT decision FROM identity_pair WHERE number = %s", first) == ("",)


def test_what_is_kept_apart_is_not_joined_and_has_words_of_its_own(waiting, officer, make):
    first, _ = waiting[1]
    make._owner(
        "INSERT INTO identity_apart (first, second, reason) SELECT first, second, 'twins' FROM identity_pair WHERE number = %s",
        first,
    )  # fmt: skip
    sent = officer.post(f"/review/{first}", ANSWER)
    assert sent.status_code == 409
    assert "They are not joined" in text(sent)
    assert len(set(persons(make, first))) == 2


def test_an_answer_does_not_overwrite_one_that_somebody_gave_meanwhile(waiting, officer, make, browser):
    csc, (first, _) = waiting
    browser(make.user(csc, Role.RECORDS_OFFICER)).post(
        f"/review/{first}", {**ANSWER, "decision": "different"}
    )
    shown = text(officer.post(f"/review/{first}", ANSWER, follow=True))
    assert "Your answer was not taken" in shown
    assert "Decided: two people" in shown


def test_reading_a_pair_is_on_the_ledger(waiting, officer, make):
    officer.get(f"/review/{waiting[1][0]}")
    assert make._owner("SELECT count(*) FROM ledger_event WHERE type = 'consultation'") == (2,)


def test_a_pair_of_another_agency_is_not_there(waiting, make, browser):
    other = browser(make.user(make.agency(AgencyKind.CHILDRENS_SERVICES), Role.RECORDS_OFFICER))
    assert other.get(f"/review/{waiting[1][0]}").status_code == 404
    assert other.post(f"/review/{waiting[1][0]}", ANSWER).status_code == 404


def test_a_pair_says_why_it_waits_until_it_is_decided(waiting, officer):
    _, (first, _) = waiting
    address = f"/review/{first}"
    assert "Why it waits" in text(officer.get(address))
    assert "too little to join them without you" in text(officer.get(address))
    officer.post(address, ANSWER)
    assert "Why it waits" not in text(officer.get(address))
