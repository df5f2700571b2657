"""Who knows somebody: graded, for a purpose, as agreements say; and a disclosure for each who is told."""

from datetime import date

import pytest
from django.db import connections

from commonthread.access.clients import caller as caller_of
from commonthread.access.permissions import Role
from commonthread.access.scope import NotAllowed
from commonthread.access.terms import AgencyKind, Category, Purpose
from commonthread.feeds.national.node import NHS_NUMBER
from commonthread.identity.linking import link_unlinked
from commonthread.pathways.actions import close_case
from commonthread.records.record import Mention, MentionRole

PURPOSE = Purpose.SAFEGUARDING_ENQUIRY


def child(make, **changes):
    """Nobody else in the database bears this name."""
    letters = "".join(chr(ord("a") + int(digit, 16)) for digit in make.mark)
    known = {"given_name": f"Odalys{letters}", "family_name": f"Quenby{letters}", "born_on": date(2016, 5, 4)}
    return Mention(role=MentionRole.SUBJECT, **(known | changes))


def asking(mention, **more):
    query = {
        "name": {"familyName": [mention.family_name], "givenName": [mention.given_name]},
        "dateOfBirth": {"date": str(mention.born_on)},
    }
    return {"RequestedData": {"Query": query | more}, "AssertedPurpose": PURPOSE, "reason": "Referral 1182"}


def held(make, agency, mention, kind="home_visit"):
    number = make.record(agency, make.draft(kind, mention))
    link_unlinked()
    return number


def asked(here, body):
    answer = here.post("/api/v1/match", body)
    assert answer.status_code == 200, answer.content
    return answer.json()


def disclosures(make, here):
    return make._owner(
        "SELECT count(*) FROM ledger_event WHERE type = 'disclosure' AND data ->> 'client' = %s AND purpose = %s AND reason = 'Referral 1182'",
        str(here.made.number), PURPOSE,
    )[0]  # fmt: skip


def test_whom_one_s_own_agency_knows_is_told_with_one_disclosure(make, caller):
    here, girl = caller(), child(make)
    held(make, here.agency, girl)
    (found,) = asked(here, asking(girl))["matches"]
    assert (found["grade"], found["score"]) == ("good", 0.6)
    assert [(one["organisation"]["identifier"][0]["value"], one["level"]) for one in found["knownTo"]] == [
        (here.agency, "full")
    ]
    assert disclosures(make, here) == 1


def test_the_grade_says_what_agrees_with_one_s_own_records(make, caller):
    here = caller()
    girl = child(make, nhs_number="9990827109", address="14 Invented Row", postcode="ZZ1 1AA")
    held(make, here.agency, girl)
    place = [{"line1": "14 Invented Row", "postcode": "ZZ1 1AA"}]
    number = {"identifier": [{"value": "999 082 7109", "system": NHS_NUMBER}]}
    grades = [asked(here, body)["matches"][0]["grade"] for body in (
        asking(girl), asking(girl, address=[{"postcode": "ZZ1 1AA"}]), asking(girl, address=place), asking(girl, **number),
    )]  # fmt: skip
    assert grades == ["good", "very good", "superior", "best"]


def test_another_agency_is_silent_unless_an_agreement_names_systems_for_the_purpose(make, caller):
    police, girl = make.agency(AgencyKind.POLICE), child(make)
    here = caller()
    held(make, police, girl, "crime")
    nobody = asked(here, asking(girl))
    assert nobody["matches"] == []
    assert nobody["otherwise"]["contact"][0]["telephone"]
    assert disclosures(make, here) == 0
    make.agreement(
        viewer=here.agency,
        role=Role.SYSTEM,
        holder=police,
        category=Category.CRIME_AND_INCIDENTS,
        purpose=PURPOSE,
    )
    (found,) = asked(here, asking(girl))["matches"]
    assert [one["organisation"]["identifier"][0]["value"] for one in found["knownTo"]] == [police]
    assert asked(here, asking(girl) | {"AssertedPurpose": Purpose.MISSING_PERSON})["matches"] == []
    assert disclosures(make, here) == 1


@pytest.fixture
def shared(make, caller):
    """A system, a girl whom the police know, and an agreement that shares it in full with systems for two purposes."""
    police, girl, here = make.agency(AgencyKind.POLICE), child(make), caller()
    record = held(make, police, girl, "crime")
    for purpose in (PURPOSE, Purpose.SECTION_47):
        make.agreement(viewer=here.agency, role=Role.SYSTEM, holder=police, category=Category.CRIME_AND_INCIDENTS,
                       purpose=purpose)  # fmt: skip
    (person,) = make._owner("SELECT person FROM records_about WHERE record = %s", record)
    return here, asking(girl), person


def answered(here, body):
    (found,) = asked(here, body)["matches"]
    return found["knownTo"][0]["level"], found["asksOthers"]


def decision(**changes):
    return {"told": True, "answer": "agreed", "goesAhead": True, "reason": "On the telephone", "decidedBy": "R. Quill"} | changes  # fmt: skip


def test_below_section_47_others_answer_ring_until_a_decision_says_that_they_are_asked(shared):
    here, body, _ = shared
    assert answered(here, body) == ("ring", False)
    assert answered(here, body | {"AssertedPurpose": Purpose.SECTION_47}) == ("full", True)
    assert answered(here, body | {"consentDecision": decision()}) == ("full", True)
    refused = decision(answer="refused", goesAhead=False)
    assert answered(here, body | {"consentDecision": refused}) == ("ring", False)
    assert answered(here, body | {"consentDecision": refused | {"goesAhead": True}}) == ("full", True)


def test_the_decision_that_a_system_says_is_on_the_ledger(make, shared):
    here, body, person = shared
    asked(here, body | {"consentDecision": decision()})
    said = make._owner(
        "SELECT reason, data ->> 'what', data ->> 'decided_by' FROM ledger_event WHERE type = 'consent decision' AND subject = %s",
        person,
    )
    assert said == ("On the telephone", "agreed", "R. Quill")


def test_a_case_of_one_s_own_agency_stands_for_the_decision_and_no_other_case_does(make, shared):
    here, body, person = shared
    officer = make.scope(here.agency, Role.HUB_OFFICER)
    good, undecided = make.case(officer, person), make.case(officer, person, decision=None)
    elsewhere = make.case(make.scope(make.agency(), Role.HUB_OFFICER), person)
    another, urgent = (
        make.case(officer, make.person()),
        make.case(officer, person, purpose=Purpose.SECTION_47),
    )
    closed = make.case(officer, person)
    with officer.transaction():
        close_case(by=officer, case=closed, because="done", outcomes={person: "safe"})
    for case, answer in (
        (good, ("full", True)),
        *((none, ("ring", False)) for none in (undecided, elsewhere, another, urgent, closed, 1)),
    ):
        assert answered(here, body | {"case": case}) == answer
    counted = make._owner(
        "SELECT array_agg(DISTINCT (data ->> 'case')::bigint) FROM ledger_event WHERE type = 'disclosure' AND data ->> 'client' = %s",
        str(here.made.number),
    )[0]
    assert elsewhere not in counted


@pytest.mark.parametrize(
    "said",
    [{"told": False}, {"answer": "perhaps"}, {"reason": " "}, {"decidedBy": ""}, {"reason": "a\u0000b"}],
)
def test_a_decision_that_does_not_hang_together_is_refused(caller, said):
    body = {
        "RequestedData": {"Query": {}},
        "AssertedPurpose": PURPOSE,
        "reason": "x",
        "consentDecision": decision(**said),
    }
    assert caller().post("/api/v1/match", body).status_code == 422


def test_what_was_asked_for_one_purpose_is_not_taken_for_another(shared):
    here, _, person = shared
    scope = caller_of(here.token).scope
    with scope.transaction(), connections["app"].cursor() as cursor:
        cursor.execute("SELECT identity.ask_match(%s::bigint[], %s, 'x', NULL, NULL)", [[person], PURPOSE])
        (ticket,) = cursor.fetchone()
    with pytest.raises(NotAllowed), scope.transaction(), connections["app"].cursor() as cursor:
        cursor.execute("SELECT * FROM identity.take_match(%s, %s)", [ticket, Purpose.SECTION_47])


@pytest.mark.parametrize(
    "more",
    [
        {"dateOfBirth": {"date": 0}},
        {"dateOfBirth": {"date": "0"}},
        {"dateOfBirth": {"date": -1.5}},
        {"dateOfBirth": {"date": "20160504"}},
    ],
)
def test_a_number_is_no_birth_date(caller, make, more):
    assert caller().post("/api/v1/match", asking(child(make), **more)).status_code == 422


@pytest.mark.parametrize("more", [{"case": "12"}, {"case": 12.0}, {"consentDecision": decision(told="yes")}])
def test_what_looks_like_another_type_is_not_taken_for_it(caller, make, more):
    assert caller().post("/api/v1/match", asking(child(make)) | more).status_code == 422


def test_agreements_in_force_are_given_as_data_to_their_parties(make, shared, caller):
    here, _, _ = shared
    told = here.get("/api/v1/agreements").json()
    assert len(told) == 2
    assert {party["CatalogueID"][0]["value"] for policy in told for party in policy["Party"]} >= {here.agency}
    assert {purpose for policy in told for purpose in policy["Purpose"]} == {PURPOSE, Purpose.SECTION_47}
    assert caller().get("/api/v1/agreements").json() == []


def test_where_another_agency_says_somebody_lives_changes_no_grade(make, caller):
    police, girl = make.agency(AgencyKind.POLICE), child(make, address="14 Invented Row", postcode="ZZ1 1AA")
    here = caller()
    held(make, police, girl, "crime")
    make.agreement(
        viewer=here.agency,
        role=Role.SYSTEM,
        holder=police,
        category=Category.CRIME_AND_INCIDENTS,
        purpose=PURPOSE,
    )
    for place in ("ZZ1 1AA", "ZZ9 9ZZ"):
        (found,) = asked(here, asking(girl, address=[{"line1": "14 Invented Row", "postcode": place}]))[
            "matches"
        ]
        assert found["grade"] == "good"


def test_a_near_match_is_told_of_nobody(make, caller):
    here, girl = caller(), child(make)
    held(make, here.agency, girl)
    near = asking(girl)
    near["RequestedData"]["Query"]["dateOfBirth"]["date"] = "2016-05-05"
    assert asked(here, near)["matches"] == []


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"RequestedData": {"Query": {}}, "AssertedPurpose": "curious", "reason": "x"},
        {"RequestedData": {"Query": {}}, "AssertedPurpose": PURPOSE, "reason": " "},
        {
            "RequestedData": {"Query": {"name": {"familyName": ["a\u0000b"], "givenName": ["c"]}}},
            "AssertedPurpose": PURPOSE,
            "reason": "x",
        },
        {
            "RequestedData": {"Query": {"dateOfBirth": {"date": "2016-02-30"}}},
            "AssertedPurpose": PURPOSE,
            "reason": "x",
        },
    ],
)
def test_what_is_not_a_question_is_refused(caller, body):
    assert caller().post("/api/v1/match", body).status_code == 422


def test_a_question_about_nobody_is_answered_with_nobody(caller):
    body = {"RequestedData": {"Query": {}}, "AssertedPurpose": PURPOSE, "reason": "x"}
    assert asked(caller(), body)["matches"] == []


def test_whom_to_contact_is_told_in_the_shape_of_the_standard(make, caller):
    here = caller()
    found = {one["identifier"][0]["value"]: one for one in here.get("/api/v1/organisations").json()}
    assert found[here.agency]["contact"][0]["telephone"] == ["0121 496 0123"]
