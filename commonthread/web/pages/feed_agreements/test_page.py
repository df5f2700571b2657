"""What an agency sends is read, signed by two and ended on its page."""

import pytest

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind
from tests.pages import text


@pytest.fixture
def drafted(make, browser):
    """A school's draft, with the browsers of who signs for the school and for the council."""
    school, council = make.agency(AgencyKind.SCHOOL), make.agency(AgencyKind.CHILDRENS_SERVICES)
    sends, answers = (
        browser(make.user(agency, Role.DATA_PROTECTION_OFFICER)) for agency in (school, council)
    )
    sent = {
        "controller": "Alder School", "cohort_rule": "on_roll", "kinds": ["home_visit"], "about_people": ["given_name"],
        "about_records": ["author"], "power": "education-act-2002-s175", "condition": "uk-gdpr-art6-1e",
        "responsible": council, "starts_on": "1 Jan 2026", "review_on": "1 Jan 2098", "ends_on": "1 Jan 2099",
    }  # fmt: skip
    answer = sends.post("/feed-agreements/draft/mine", sent)
    assert answer.status_code == 302, text(answer)
    return f"/feed-agreements/{school}", sends, answers


def digest(window, address):
    return window.get(address).content.decode().split('name="digest" value="')[1][:64]


def sign(window, address):
    return window.post(address, {"do": "sign", "read": "yes", "digest": digest(window, address)})


def test_signed_by_both_it_is_in_force_and_says_all_of_it(drafted, make, browser):
    address, sends, answers = drafted
    assert "A draft waits for your agency’s signature" in text(answers.get("/feed-agreements"))
    for window in (sends, answers):
        assert sign(window, address).status_code == 302
    shown = text(browser(make.user(make.agency(), Role.SOCIAL_WORKER)).get(address))
    for words in (
        'govuk-tag--green">in force', "Children on the agency’s roll", "Home visit", "mention.given_name",
        "Education Act 2002, section 175", "all agencies are controllers together", "Alder School",
    ):  # fmt: skip
        assert words in shown
    assert "End it now" not in shown


def test_it_is_signed_only_by_who_has_read_it(drafted):
    address, sends, _ = drafted
    answer = sends.post(address, {"do": "sign", "digest": digest(sends, address)})
    assert (answer.status_code, "Say that you have read it" in text(answer)) == (422, True)
    answer = sends.post(address, {"do": "sign", "read": "yes", "digest": "0" * 64})
    assert (answer.status_code, "has changed since you read it" in text(answer)) == (422, True)


def test_it_is_ended_with_a_reason(drafted):
    address, sends, answers = drafted
    for window in (sends, answers):
        sign(window, address)
    without = answers.post(address, {"do": "end", "reason": ""})
    assert without.status_code == 422
    assert "The school closes" in text(
        answers.post(address, {"do": "end", "reason": "The school closes"}, follow=True)
    )


def test_a_draft_is_there_for_the_two_alone(drafted, make, browser):
    address, _, _ = drafted
    stranger = browser(make.user(make.agency(), Role.DATA_PROTECTION_OFFICER))
    assert stranger.get(address).status_code == 404
    assert stranger.post(address, {"do": "sign"}).status_code == 404
    assert address not in text(stranger.get("/feed-agreements"))


@pytest.mark.parametrize("asked", ["?edition=9", "?edition=x", "-nowhere"])
def test_what_is_not_there_is_not_found(drafted, asked):
    address, sends, _ = drafted
    assert sends.get(address + asked).status_code == 404
