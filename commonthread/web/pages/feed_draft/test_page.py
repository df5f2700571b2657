"""Drafting what one's agency sends: begun with the last edition, and nothing that cannot be agreed."""

import pytest

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind
from tests.pages import text

ADDRESS = "/feed-agreements/draft/mine"


@pytest.fixture
def school(make):
    return make.agency(AgencyKind.SCHOOL)


@pytest.fixture
def window(school, make, browser):
    return browser(make.user(school, Role.DATA_PROTECTION_OFFICER))


def sent(school, **changes):
    return {
        "controller": "Alder School", "cohort_rule": "everybody", "kinds": ["school_absence"], "change": "A review.",
        "power": "education-act-2002-s175", "condition": "uk-gdpr-art6-1e", "responsible": school,
        "starts_on": "1 Jan 2026", "review_on": "1 Jan 2098", "ends_on": "1 Jan 2099", "weekly": "1,400",
    } | changes  # fmt: skip


def test_the_form_begins_with_the_last_edition(school, make, window):
    make.feed_agreement(school, kinds=["school_absence"], fields=["mention.given_name", "school_absence.*"])
    shown = text(window.get(ADDRESS))
    assert 'value="school_absence" checked' in shown
    assert 'value="given_name" checked' in shown
    assert 'value="nhs_number" checked' not in shown


def test_fields_that_the_form_does_not_offer_stay_as_they_were_agreed(school, make, window):
    make.feed_agreement(school, kinds=["school_absence"], fields=["mention.*", "school_absence.session"])
    kept = text(window.post(ADDRESS, sent(school, about_people=["given_name"]), follow=True))
    assert "school_absence.session" in kept
    assert "school_absence.*" not in kept


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"kinds": ["crime"]}, "what your kind of agency records"),
        ({"cohort_rule": ""}, "Choose whom it is about"),
        ({"responsible": "nobody"}, "Choose who answers for it"),
        ({"power": "children-act-2004-s16la"}, "is not in force"),
        ({"starts_on": "tomorrow"}, "is not a date"),
        ({"ends_on": "1 Jan 2025"}, "must come after the first"),
        ({"change": ""}, "Say why there is a new edition"),
        ({"weekly": "many"}, "Write it as a number"),
        ({"controller": "x" * 201}, "Use at most 200 characters"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(school, make, window, changes, words):
    make.feed_agreement(school)
    answer = window.post(ADDRESS, sent(school, **changes))
    assert (answer.status_code, words in text(answer)) == (422, True)
    assert "not signed yet" not in text(window.get(f"/feed-agreements/{school}"))


def test_only_who_drafts_for_the_agency_comes_here(school, make, browser):
    assert browser(make.user(school, Role.SCHOOL_LEAD)).get(ADDRESS).status_code == 403
