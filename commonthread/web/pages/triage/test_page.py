"""Triage: from what is said to a decision that opens what follows, with nothing lost and nobody overtaken."""

import pytest

from commonthread.access.permissions import Role
from commonthread.access.scope import open_scope
from commonthread.access.terms import AgencyKind
from commonthread.identity.actions import unlink
from commonthread.pathways.investigation import parts
from commonthread.pathways.queries import case as find
from commonthread.pathways.tasks import tasks
from commonthread.places.cited import DISTRICTS
from tests.pages import text
from tests.telling import case_of, tell
from tests.triaging import CONSENT, DECIDED, RATED, begun, deciding, done, hidden, put_in


def test_it_shows_what_was_said_and_whom_linking_found(contact):
    shown = text(contact.get(contact.page))
    for words in (
        "He is alone in the garden until dark",
        "Subject: <strong>Bram",
        f"P-{contact.child}",
        "Nobody is in it yet",
    ):
        assert words in shown


def test_somebody_is_found_by_a_search_on_the_page_and_put_in(contact):
    shown = done(contact, do="search", given_name="Bram", born="about 8")
    assert f"P-{contact.child}" in shown
    assert f"P-{contact.child} is in it" in put_in(contact)


def test_from_rating_to_a_strategy_discussion_for_the_same_child(contact, hub):
    put_in(contact)
    assert "Rated: amber" in done(contact, **RATED)
    assert "recorded and holds" in done(contact, **CONSENT)
    shown = done(contact, **deciding(contact))
    assert "Decided: strategy discussion. Case C-" in shown
    assert begun(hub, contact.case) == [
        ("rating", "amber"), ("decision", "strategy discussion"), ("feedback", ""),
    ]  # fmt: skip
    opened = int(shown.partition("Case C-")[2].partition(" ")[0])
    with open_scope(hub.officer).transaction():
        case = find(opened)
    assert (case.pathway, [person.number for person in case.people]) == ("section-47", [contact.child])


def test_who_is_who_at_the_front_door_is_so_in_the_case_that_it_opens(contact, hub):
    put_in(contact)
    assert f"?person={contact.child}&amp;part=subject" in text(contact.get(contact.page))
    sister = contact.make.person()
    done(contact, do="put_in", person=sister, sort="child")
    for person, part in ((contact.child, "subject"), (sister, "other")):
        said = {"person": person, "part": part, "reason": "The caller named him"}
        contact.post(f"/cases/{contact.case}/parts", said)
    assert "About them" in text(contact.get(contact.page))
    done(contact, **RATED)
    notes = {f"note_{person}": "so" for person in (contact.child, sister)}
    shown = done(contact, **deciding(contact), **notes)
    opened = int(shown.partition("Case C-")[2].partition(" ")[0])
    with open_scope(hub.officer).transaction():
        found = parts(opened)
    assert {person: said.part.value for person, said in found.items()} == {
        contact.child: "subject",
        sister: "other",
    }
    assert f"said at the front door, C-{contact.case}: The caller named him" in found[contact.child].because


def test_of_an_adult_an_enquiry_opens_with_whoever_is_said_to_be_at_risk(make, browser):
    hub = make.hub(DISTRICTS[5].code, AgencyKind.ADULT_CARE)
    tell(browser(), district=hub.district, about="adult", given_name_0="Edith", age_0="81")
    client = browser(hub.officer)
    client.make, client.case = make, case_of(make, hub)
    client.page = f"/front-door/{client.case}"
    edith, son = make.person(), make.person()
    for person, part in ((edith, "subject"), (son, "suspect")):
        done(client, do="put_in", person=person, sort="adult")
        client.post(
            f"/cases/{client.case}/parts", {"person": person, "part": part, "reason": "The carer said so"}
        )
    shown = done(client, **RATED)
    assert ("Safeguarding enquiry" in shown, "Strategy discussion" in shown, "Child protection" in shown) == (
        True,
        False,
        False,
    )
    notes = {f"note_{person}": "so" for person in (edith, son)}
    assert "Choose what happens next" in done(client, **deciding(client) | notes)
    wanted = {"outcome": "safeguarding enquiry", "threshold": "section 42"} | notes
    shown = done(client, **deciding(client) | wanted)
    opened = int(shown.partition("Case C-")[2].partition(" ")[0])
    with open_scope(hub.officer).transaction():
        case = find(opened)
        assert [(task.step.name, task.person) for task in tasks(case)] == [("safe-now", edith)]
    assert case.pathway == "adult-enquiry"


def test_a_green_one_waits_for_the_consent_decision_before_agencies_are_asked(contact, hub):
    put_in(contact)
    done(contact, **RATED | {"rating": "green"})
    assert "Rate it first, and record the consent decision" in text(contact.get(contact.page))
    done(contact, **CONSENT)
    assert begun(hub, contact.case)[1:] == [("consent", "others are asked"), ("decision", "")]


def test_rated_again_as_nothing_for_the_hub_what_waited_ends_and_comes_back(contact, hub):
    put_in(contact)
    done(contact, **RATED)
    for rating, waits in (
        ("not about safeguarding", "feedback"),
        ("green", "consent"),
        ("amber", "decision"),
    ):
        seen = hidden(text(contact.get(contact.page)), "seen", "urgent")
        done(contact, **RATED | {"rating": rating, "seen": seen})
        assert [step for step, outcome in begun(hub, contact.case) if not outcome] == [waits]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"outcome": "x"}, "Choose what happens next"),
        ({"threshold": ""}, "Choose the level of need"),
        ({"reasons": " "}, "Write the reasons"),
        ({"reasons": "x" * 4001}, "Use at most 4,000 characters"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_decided(contact, hub, changes, words):
    put_in(contact)
    done(contact, **RATED)
    answer = contact.post(contact.page, deciding(contact) | changes)
    assert answer.status_code == 422
    assert words in text(answer)
    assert begun(hub, contact.case)[-1] == ("decision", "")


def test_each_of_several_has_a_word_of_their_own(contact, make, hub):
    put_in(contact)
    sister = make.person()
    make.record(hub.agency, make.draft("case_note"), persons=(sister,))
    done(contact, do="put_in", person=sister, sort="child")
    done(contact, **RATED)
    assert f"Say what it means for P-{sister}" in text(contact.post(contact.page, deciding(contact)))
    notes = {f"note_{contact.child}": "He is the one alone", f"note_{sister}": "She is with her aunt"}
    shown = done(contact, **deciding(contact) | notes)
    assert "She is with her aunt" in shown


def test_one_who_turns_out_to_be_two_is_parted_in_the_middle_and_both_are_decided_of(contact, make, hub):
    """The case keeps the number that it named; the other is found in what was told, and put in beside them."""
    put_in(contact)
    done(contact, **RATED)
    (mention, record) = make._owner(
        "SELECT m.number, m.record FROM content.mention m JOIN pathways_contact c ON c.record = m.record WHERE c.case_id = %s",
        contact.case,
    )
    make.record(hub.agency, make.draft("case_note"), persons=(contact.child,))
    scope = open_scope(hub.officer)
    with scope.transaction():
        unlink(by=scope, mention=mention, reason="Another Bram lives at number 14")
    (other,) = make._owner("SELECT person FROM records_about WHERE record = %s", record)
    assert other != contact.child
    shown = text(contact.get(contact.page))
    assert f"P-{other}" in shown.partition("Linking took what was told")[2]
    assert f"P-{contact.child}" in shown
    done(contact, do="put_in", person=other, sort="child")
    notes = {f"note_{contact.child}": "Not the one who was meant", f"note_{other}": "The one who is alone"}
    assert "Decided: strategy discussion" in done(contact, **deciding(contact) | notes)


def test_nobody_in_it_nothing_can_go_on_but_advice_can_be_given(contact):
    done(contact, **RATED)
    assert "Say whom it is about first" in text(contact.post(contact.page, deciding(contact)))
    assert "Decided: advice and information" in done(
        contact, **deciding(contact) | {"outcome": "advice and information", "threshold": "universal"}
    )


def test_whoever_gave_no_way_is_not_told_and_the_contact_closes_with_what_became_of_each(contact, hub):
    put_in(contact)
    done(contact, **RATED)
    done(contact, **deciding(contact))
    assert f"C-{contact.case} is closed" in done(contact, do="finish")
    with open_scope(hub.officer).transaction():
        case = find(contact.case)
    assert [person.outcome for person in case.people] == ["strategy discussion"]
    assert text(contact.get(contact.page))


def test_who_told_is_shown_with_a_reason_to_the_hub_alone(browser, make, hub):
    tell(
        browser(),
        district=hub.district,
        named="yes",
        your_name="Wilhelmina Oakapple",
        reach="phone",
        reach_at="07700 900321",
    )
    page = f"/front-door/{case_of(make, hub)}"
    client = browser(hub.officer)
    assert "Oakapple" not in text(client.get(page))
    assert "Say in a few words why" in text(client.post(f"{page}/who-told", {"reason": " "}))
    assert "Wilhelmina Oakapple" in text(client.post(f"{page}/who-told", {"reason": "to ask which garden"}))
    (told,) = make._owner(
        "SELECT count(*) FROM ledger_event WHERE data ->> 'what' = 'who told us' AND actor = %s", hub.officer
    )
    assert told == 1
    colleague = browser(make.user(hub.agency, Role.SOCIAL_WORKER))
    assert colleague.post(f"{page}/who-told", {"reason": "curious"}).status_code == 404


def test_whoever_can_be_told_must_be_before_it_closes(browser, make, hub):
    tell(browser(), district=hub.district, reach="post", reach_at="4 Wicket Lane")
    client, case = browser(hub.officer), case_of(make, hub)
    client.page = f"/front-door/{case}"
    done(client, **RATED | {"rating": "not about safeguarding"})
    assert "has not been told yet" in text(client.post(client.page, {"do": "finish"}))
    assert "Your reference" in text(client.get(f"{client.page}/letter"))
    (record,) = make._owner("SELECT record FROM pathways_contact WHERE case_id = %s", case)
    done(client, do="tell", record=record, words="Letter posted: it was looked at")
    assert "is closed" in done(client, do="finish")


def test_it_is_sent_on_to_the_hub_of_another_district_with_its_clock(contact, make, browser):
    other = make.hub(DISTRICTS[2].code)
    shown = done(contact, do="send_on", district=DISTRICTS[2].code, reason="They moved last week")
    assert "the other hub’s now" in shown
    assert contact.get(contact.page).status_code == 404
    there = browser(other.officer)
    assert f"C-{contact.case}" in text(there.get("/front-door"))
    assert "alone in the garden" in text(there.get(contact.page))


def test_nobody_elses_is_found(contact, browser, make):
    for stranger in (
        make.hub(DISTRICTS[5].code).officer,
        make.user(make.agency(AgencyKind.POLICE), Role.HUB_OFFICER),
    ):
        for sent in (None, RATED, DECIDED, {"do": ["rate", "keep"], "rating_why": "so"}, CONSENT):
            client = browser(stranger)
            answer = client.get(contact.page) if sent is None else client.post(contact.page, sent)
            assert answer.status_code == 404
