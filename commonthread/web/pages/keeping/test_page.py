"""From a record to a hold or to its end, as two people go through it."""

import pytest

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind
from tests.pages import text

WHY = "her request for erasure was upheld"


@pytest.fixture
def council(make):
    return make.agency(AgencyKind.CHILDRENS_SERVICES)


@pytest.fixture
def two(make, browser, council):
    return [browser(make.user(council, Role.RECORDS_OFFICER)) for _ in range(2)]


@pytest.fixture
def record(make, council):
    return make.record(council, make.draft("case_note"), persons=(make.person(),))


def waiting(make, record):
    return make._owner("SELECT max(number) FROM rights_review WHERE record = %s", record)[0]


def test_one_asks_for_erasure_and_another_confirms_it(make, two, record):
    first, second = two
    first.post(f"/records/{record}/keeping", {"what": "erase", "reason": WHY})
    assert "another person confirms it" in text(first.get("/keeping"))
    review = waiting(make, record)
    assert "Destroy it for good" not in text(first.get(f"/keeping/{review}"))
    assert first.post(f"/keeping/{review}", {"do": "confirm"}).status_code == 409
    assert WHY in text(second.get(f"/keeping/{review}"))
    assert "The ledger says that it was" in text(
        second.post(f"/keeping/{review}", {"do": "confirm"}, follow=True)
    )
    assert "Nothing waits for review" in text(second.get("/keeping"))
    assert first.get(f"/records/{record}").status_code == 404


def test_a_hold_is_put_stops_destruction_and_ends(make, two, record):
    first, second = two
    first.post(f"/records/{record}/keeping", {"what": "hold", "reason": "an inquiry asked"})
    first.post(f"/records/{record}/keeping", {"what": "erase", "reason": WHY})
    review = waiting(make, record)
    refused = second.post(f"/keeping/{review}", {"do": "confirm"})
    assert refused.status_code == 409
    assert "A legal hold stands" in text(refused)
    (hold,) = make._owner("SELECT number FROM rights_hold WHERE record = %s", record)
    assert "Say in a few words why" in text(second.post(f"/keeping/holds/{hold}", {"reason": ""}))
    second.post(f"/keeping/holds/{hold}", {"reason": "the inquiry has reported"})
    assert second.get(f"/keeping/holds/{hold}").status_code == 404
    assert second.post(f"/keeping/{review}", {"do": "confirm"}).status_code == 302


@pytest.mark.parametrize("sent", [{}, {"decision": "5"}, {"reason": WHY}, {"decision": "99", "reason": WHY}])
def test_a_decision_needs_a_choice_and_a_reason(make, two, record, sent):
    first, _ = two
    first.post(f"/records/{record}/keeping", {"what": "erase", "reason": WHY})
    refused = first.post(f"/keeping/{waiting(make, record)}", sent)
    assert refused.status_code == 422
    assert "Nothing was changed" in text(refused)


def test_another_agency_and_another_role_are_refused(make, browser, council, two, record):
    two[0].post(f"/records/{record}/keeping", {"what": "erase", "reason": WHY})
    other = browser(make.user(make.agency(AgencyKind.CHILDRENS_SERVICES), Role.RECORDS_OFFICER))
    assert other.get(f"/keeping/{waiting(make, record)}").status_code == 404
    assert other.get(f"/records/{record}/keeping").status_code == 404
    assert browser(make.user(council, Role.SOCIAL_WORKER)).get("/keeping").status_code == 403
