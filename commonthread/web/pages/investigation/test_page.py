"""An investigation on its page: everybody, the plan, what victims were told, and why it cannot be closed yet."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from commonthread.access.permissions import Role
from tests.investigating import Investigation
from tests.noticing import mark
from tests.pages import text


@pytest.fixture
def it(make):
    return Investigation(make)


@pytest.fixture
def at(it):
    return f"/cases/{it.case}/investigation"


@pytest.fixture
def page(it, browser):
    return browser(it.investigator.user)


def told(it, **more):
    return {
        "do": "told", "person": it.girl, "way": "by telephone", "of": "the result", "words": "He is charged",
        "safe_because": "She gave the number of her aunt on Monday",
    } | more  # fmt: skip


def test_a_plan_is_written_and_written_again(page, at):
    assert "No plan is written yet" in text(page.get(at))
    sent = {"do": "plan", "edition": "0", "aims": "Who hurt her", "because": "it begins", "does_1": "Ask the ward", "to_1": "",
            "day_1": (localdate() + timedelta(days=3)).isoformat()}  # fmt: skip
    words = text(page.post(at, sent, follow=True))
    assert "edition 1" in words
    assert "Ask the ward" in words
    again = page.post(at, sent, follow=True)
    assert "somebody was quicker" in text(again)
    words = text(page.post(at, sent | {"edition": "1", "aims": "Who was there", "does_1": ""}, follow=True))
    assert "1 earlier edition" in words


def test_a_line_without_a_day_is_asked_for_it_and_what_was_typed_stays(page, at):
    sent = {
        "do": "plan", "edition": "0", "aims": "Who hurt her", "because": "it begins", "does_2": "Ask the ward"
    }  # fmt: skip
    answer = page.post(at, sent)
    assert answer.status_code == 422
    assert "Line 2: give a day that lies ahead" in text(answer)
    assert 'value="Ask the ward"' in answer.content.decode()


def test_everybody_stands_with_what_they_are_and_whether_they_are_accounted_for(it, page, at):
    it.everybody_has_a_part()
    it.accounted(it.girl)
    words = text(page.get(at))
    assert "At home; he is remanded" in words
    assert words.count("Not accounted for") == 2
    assert "It cannot be closed yet: 1 without a result, 2 to account for, 1 to be told the result" in words
    page.post(at, {"do": "account", "person": it.mother, "safe_where": "With her sister", "said_by": "PC Larkspur", "seen_by": "A nurse",
                   "seen_on": localdate().isoformat()})  # fmt: skip
    assert "seen by A nurse" in text(page.get(at))


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"safe_because": ""}, "Say how you know that this way is safe"),
        ({"way": "by pigeon"}, "Say how they were told"),
        ({"next": "2001-01-01"}, "Give a day that lies ahead"),
        ({"person": "1"}, "Choose which victim"),
    ],
)
def test_what_a_victim_was_told_wants_a_safe_way(it, page, at, more, says):
    it.everybody_has_a_part()
    answer = page.post(at, told(it, **more))
    assert answer.status_code == 422
    assert says in text(answer)
    assert "Recorded." in text(page.post(at, told(it), follow=True))


@pytest.mark.parametrize(
    ("suspect", "outcome", "says"),
    [("none", "1", "Outcome 1 is of a suspect"), ("man", "18", "Outcome 18 is of no suspect")],
)
def test_an_outcome_fits_whether_somebody_is_known(it, page, at, suspect, outcome, says):
    it.everybody_has_a_part()
    sent = {"do": "result", "suspect": it.man if suspect == "man" else suspect, "offence": "Assault", "outcome": outcome,
            "decided_by": "DI Quill", "words": "as it is"}  # fmt: skip
    answer = page.post(at, sent)
    assert answer.status_code == 422
    assert says in text(answer)


def test_closing_says_who_is_not_accounted_for_and_is_a_supervisors(it, page, browser):
    closing = f"/cases/{it.case}/close"
    it.everybody_has_a_part()
    it.result(it.man)
    it.told(it.girl)
    it.accounted(it.girl), it.accounted(it.man)
    words = text(page.get(closing))
    assert "cannot be closed yet" in words
    assert f"<strong>P-{it.mother}</strong> is not accounted for" in words
    said = {f"became_{person}": "safe" for person in it.people} | {"reason": "charged"}
    assert page.post(closing, said).status_code == 409
    it.accounted(it.mother)
    assert "A supervisor closes it" in text(page.get(closing))
    assert page.post(closing, said).status_code == 409
    it.says("plan", "written")
    sergeant = browser(it.sergeant.user)
    assert "Something was recorded since you last opened it" in text(sergeant.get(closing))
    assert "Close the case" in text(sergeant.get(f"/cases/{it.case}/investigation"))
    assert "is closed" in text(sergeant.post(closing, said, follow=True))
    assert "Closed since" in text(page.get(f"/cases/{it.case}/investigation"))
    assert "Closed. charged" in text(page.get(f"/cases/{it.case}/supervision"))


def test_closing_begins_with_how_each_is_accounted_for(it, browser):
    it.says("plan", "written")
    it.everybody_has_a_part()
    it.result(it.man)
    it.told(it.girl)
    for person in it.people:
        it.accounted(person)
    sergeant = browser(it.sergeant.user)
    sergeant.get(f"/cases/{it.case}/investigation")
    assert text(sergeant.get(f"/cases/{it.case}/close")).count("At home; he is remanded") == 3


def test_a_victim_is_written_to_at_their_own_address_and_counts_as_told_once_it_is_known_to_have_arrived(
    it, page, at
):
    it.everybody_has_a_part()
    his, hers = (
        mark(it.investigator, it.case, f"{who}@example.org", person=who) for who in (it.man, it.girl)
    )
    mark(it.investigator, it.case, "neighbour@example.org")
    asked = text(page.get(f"{at}?do=told&person={it.girl}"))
    assert f"P-{it.girl}: e-mail" in asked
    assert f"P-{it.man}: e-mail" not in asked
    sent = told(it, way="by a notice to a safe address", of="how it stands")
    for wrong in ({}, {"address": his}):
        answer = page.post(at, sent | wrong)
        assert answer.status_code == 422
        assert "Choose an address that is marked safe as theirs" in text(answer)
    words = text(page.post(at, sent | {"address": hers}, follow=True))
    assert "Not known to have arrived" in words
    notice = words.split("do=arrived&amp;notice=")[1].split("#")[0]
    assert page.post(at, {"do": "arrived", "notice": notice}).status_code == 422
    words = text(page.post(at, {"do": "arrived", "notice": notice, "how": "She rang at four"}, follow=True))
    assert "She rang at four" in words
    assert "Not known to have arrived" not in words


def test_what_was_begun_is_there_again(it, page, at):
    page.post(at, {"do": ["account", "keep"], "person": it.girl, "safe_where": "With her aunt"})
    words = text(page.get(f"{at}?do=account"))
    assert "What you had begun to write here is back" in words
    assert "With her aunt" in words


def test_a_review_is_signed_on_its_page_and_from_no_task(it, page, browser):
    it.says("plan", "written")
    task = it.task("direction").number
    assert "Review it and sign" in text(page.get(f"/cases/{it.case}/tasks/{task}"))
    refused = page.post(
        f"/cases/{it.case}/tasks/{task}", {"outcome": "goes on, high", "words": "fine"}, follow=True
    )
    assert "recorded on a page of its own" in text(refused)
    sergeant = browser(it.sergeant.user)
    sergeant.get(f"/cases/{it.case}/investigation")
    supervision = f"/cases/{it.case}/supervision"
    assert "you look again within 28 days" in text(sergeant.get(supervision))
    assert sergeant.post(supervision, {"direction": "See her again"}).status_code == 422
    words = text(sergeant.post(supervision, {"direction": "See her again", "outcome": "goes on, standard"}, follow=True))  # fmt: skip
    assert "they had opened the case 1 time" in words


def test_it_is_nobody_elses(it, at, browser, make):
    for stranger in (
        make.user(it.force, Role.POLICE_SUPERVISOR),
        make.user(make.agency(), Role.INVESTIGATOR),
    ):
        assert browser(stranger).get(at).status_code == 404


def test_whoever_is_offered_it_reads_what_is_outstanding_before_they_accept(it, page, at, browser, make):
    it.says("plan", "written")
    it.everybody_has_a_part()
    colleague = make.scope(it.force, Role.INVESTIGATOR, team=it.team)
    sent = {"do": "hand_over", "to": colleague.user, "note": "The ward rings at ten"}
    assert "Offered." in text(page.post(at, sent, follow=True))
    receiver = browser(colleague.user)
    words = text(receiver.get("/work/offered"))
    assert "3 people not accounted for" in words
    assert "Review the case and record your direction" in words
    assert receiver.get(at).status_code == 404
    offer = make._owner("SELECT number FROM pathways_offer WHERE case_id = %s", it.case)[0]
    receiver.post("/work/offered", {"offer": offer, "do": "accept"})
    assert f"Led by {colleague.name}" in text(receiver.get(at))
    (kept,) = make._owner(
        "SELECT jsonb_array_length(data -> 'outstanding') FROM ledger_event WHERE data ->> 'what' = 'hand-over accepted' "
        "AND data -> 'case' = to_jsonb(%s::bigint) LIMIT 1",
        it.case,
    )
    assert kept >= 3
