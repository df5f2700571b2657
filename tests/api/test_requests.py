"""A system asks another agency for more, in the name of somebody who works on the case; and sees what waits for its own."""

import pytest
from django.utils.timezone import localdate

from commonthread.access.client_terms import ClientScope
from commonthread.access.permissions import Role
from commonthread.access.terms import Level, Purpose
from commonthread.pathways.actions import close_case, take_out
from commonthread.pathways.requests import answer_request, my_requests, requests_to_us
from commonthread.web.api.person_shapes import AGENCY
from tests.asking import ENQUIRY, Desk, about


@pytest.fixture
def desk(make, caller):
    return Desk(make, caller())


def test_it_stands_in_the_case_of_whoever_asked_and_with_the_agency_that_is_asked(desk, make):
    number = desk.number()
    with desk.worker.transaction():
        (mine,) = my_requests(desk.case)
    assert (mine.number, mine.asked_of, mine.level) == (number, desk.police, Level.FULL)
    assert mine.asked_by.endswith(", through Case system")
    officer = make.scope(desk.police, Role.HUB_OFFICER)
    with officer.transaction():
        (theirs,) = requests_to_us()
    assert (theirs.number, theirs.asked_by, theirs.because) == (number, mine.asked_by, "A referral")


def test_the_ledger_says_which_system_put_it_and_for_whom(desk, make):
    number = desk.number()
    system, for_whom = make._owner(
        "SELECT data ->> 'client', data ->> 'for' FROM ledger_event WHERE type = 'more asked for' AND data ->> 'request' = %s",
        str(number),
    )
    assert (int(system), int(for_whom)) == (desk.system.made.number, desk.worker.user)


def test_what_is_granted_is_told_without_a_word_of_it(desk, make):
    number = desk.number()
    officer = make.scope(desk.police, Role.HUB_OFFICER)
    with officer.transaction():
        answer_request(
            by=officer,
            number=number,
            because="Two call-outs in August",
            level=Level.SUMMARY,
            until=localdate(),
        )
    said = desk.system.get(f"/api/v1/requests/{number}")
    given = said.json()
    assert (given["state"], given["granted"]) == ("granted", {"level": "summary", "until": str(localdate())})
    for words in ("August", "Call-outs", "A referral"):
        assert words not in said.content.decode()
    assert [
        one["Identifier"] for one in desk.system.get("/api/v1/requests?state=granted").json()["requests"]
    ] == [given["Identifier"]]
    assert desk.system.get("/api/v1/requests?state=waiting").json()["requests"] == []


def test_the_same_under_one_key_is_one_request_and_another_is_refused(desk):
    key = next(desk.keys)
    first, again = desk.put(key), desk.put(key)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["Identifier"] == again.json()["Identifier"]
    assert desk.put(key, what="Something else").status_code == 409
    assert desk.put(key).status_code == 200


def test_a_key_is_needed(desk):
    assert desk.system.post("/api/v1/requests", desk.wanted()).status_code == 422


REFUSED = {
    "a name that nobody bears": lambda desk: {"onBehalfOf": "nobody at all"},
    "a colleague who does not work on it": lambda desk: {
        "onBehalfOf": desk.sign_in_name(desk.make.scope(desk.system.agency, Role.SOCIAL_WORKER))
    },
    "the system itself": lambda desk: {"onBehalfOf": desk.system.made.code},
    "a case that is not there": lambda desk: {"case": 1},
    "another agency's case": lambda desk: {
        "case": desk.make.case(desk.make.scope(desk.police, Role.HUB_OFFICER), desk.child)
    },
    "another purpose": lambda desk: {"AssertedPurpose": Purpose.SECTION_47.value},
    "somebody who is not in the case": lambda desk: about(desk.make.person()),
    "an agency that is not there": lambda desk: {"askedOf": {"value": "nowhere", "system": AGENCY}},
    "its own agency": lambda desk: {"askedOf": {"value": desk.system.agency, "system": AGENCY}},
}


@pytest.mark.parametrize("wrong", REFUSED)
def test_it_is_refused_alike_for(desk, wrong):
    answer = desk.put(**REFUSED[wrong](desk))
    assert (answer.status_code, answer.json()["title"]) == (404, "There is nothing here that you may see")


def test_nothing_is_asked_for_a_closed_case_or_by_somebody_who_has_left(desk, make):
    make._owner("UPDATE access_post SET until_at = now() WHERE user_id = %s", desk.worker.user)
    assert desk.put().status_code == 404
    make._owner("UPDATE access_post SET until_at = NULL WHERE user_id = %s", desk.worker.user)
    assert desk.put().status_code == 201
    with desk.worker.transaction():
        close_case(by=desk.worker, case=desk.case, because="done", outcomes={desk.child: "safe"})
    assert desk.put().status_code == 404


def test_nothing_is_asked_about_somebody_who_was_taken_out_of_the_case(desk, make):
    other = make.person()
    desk.case = make.case(desk.worker, desk.child, other)
    with desk.worker.transaction():
        take_out(by=desk.worker, case=desk.case, person=desk.child, because="not them")
    assert desk.put().status_code == 404
    assert desk.put(**about(other)).status_code == 201


def test_the_consent_decision_comes_first(desk, make):
    desk.case = make.case(desk.worker, desk.child, decision=None)
    answer = desk.put()
    assert (answer.status_code, answer.json()["title"]) == (409, "The consent decision comes first")
    desk.case = make.case(desk.worker, desk.child, purpose=Purpose.SECTION_47)
    assert desk.put(AssertedPurpose=Purpose.SECTION_47.value).status_code == 201


def test_a_system_withdraws_what_it_put_until_it_is_answered(desk, make, caller):
    number = desk.number()
    path = f"/api/v1/requests/{number}/withdrawal"
    said = {"onBehalfOf": desk.name, "reason": "Answered on the telephone"}
    another = caller(agency=desk.system.agency)
    assert another.post(path, said).status_code == 404
    assert another.get(f"/api/v1/requests/{number}").status_code == 404
    assert desk.system.post(path, {**said, "onBehalfOf": "nobody at all"}).status_code == 404
    assert desk.system.post(path, said).json()["state"] == "withdrawn"
    assert desk.system.post(path, said).status_code == 404


def test_of_what_is_asked_of_its_agency_a_system_is_told_that_it_waits_and_not_about_whom(desk, make, caller):
    number = desk.number()
    theirs = caller(agency=desk.police)
    said = theirs.get("/api/v1/requests/to-us?state=waiting")
    (waiting,) = said.json()["requests"]
    assert (waiting["Identifier"]["value"], waiting["askedBy"]["value"]) == (str(number), desk.system.agency)
    assert waiting["page"].endswith(f"/requests/ours/{number}")
    for word in (str(desk.child), "Call-outs", "A referral", ENQUIRY.value, str(desk.case)):
        assert word not in said.content.decode()
    assert theirs.get("/api/v1/requests").json()["requests"] == []
    assert theirs.get(f"/api/v1/requests/{number}").status_code == 404


def test_pages_lead_to_every_request_once(desk, caller):
    numbers = [desk.number() for _ in range(5)]
    for here, address in (
        (desk.system, "/api/v1/requests"),
        (caller(agency=desk.police), "/api/v1/requests/to-us"),
    ):
        page, found = f"{address}?limit=2", []
        while page:
            answer = here.get(page).json()
            found += [int(one["Identifier"]["value"]) for one in answer["requests"]]
            page = answer["next"]
        assert found == numbers[::-1]


def test_a_system_that_was_not_set_up_for_it_may_not(desk, make, caller):
    other = caller(agency=desk.system.agency, scopes=[ClientScope.SEND, ClientScope.ASK, ClientScope.FETCH])
    for answer in (
        other.post("/api/v1/requests", desk.wanted(), **{"Idempotency-Key": "K"}),
        other.get("/api/v1/requests"),
        other.get("/api/v1/requests/to-us"),
    ):
        assert (answer.status_code, answer.json()["title"]) == (403, "This token was not given for that")


def test_thirty_in_a_minute_is_the_limit(desk):
    answers = [desk.put().status_code for _ in range(31)]
    assert answers == [201] * 30 + [429]
