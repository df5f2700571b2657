"""The minutes are approved by who chaired, and each edition is kept."""

import pytest

from commonthread.pathways import actions
from commonthread.pathways.meetings import LineSort
from tests.discussing import Discussion
from tests.pages import text


@pytest.fixture
def discussion(make):
    held = Discussion(make)
    held.held()
    held.write(LineSort.NOTE, "Her aunt at 4 Plum Street took her in")
    held.write(LineSort.NOTE, "An informant says", restricted=True)
    held.end()
    return held


def at(discussion):
    return f"/meetings/{discussion.number}/minutes"


def test_the_chair_sees_both_and_what_is_left_out_before_approving(discussion, browser):
    chair = browser(discussion.worker.user)
    words = text(chair.post(at(discussion), {"do": "look", "withheld": "4 Plum Street"}))
    professional, family = words.split('id="family"')
    assert "An informant says" in professional
    assert "An informant says" not in family
    assert "Her aunt at [left out] took her in" in family
    assert "Not approved yet" in words


def test_approved_it_is_kept_as_it_stood_and_another_edition_comes_beside_it(discussion, browser):
    chair = browser(discussion.worker.user)
    assert "Edition 1 is approved" in text(chair.post(at(discussion), {"do": "approve", "withheld": "4 Plum Street"}, follow=True))  # fmt: skip
    assert "4 Plum Street</textarea>" in chair.get(at(discussion)).content.decode()
    assert "Edition 2 is approved" in text(
        chair.post(at(discussion), {"do": "approve", "withheld": ""}, follow=True)
    )


def test_who_works_on_the_case_and_did_not_chair_reads_and_approves_nothing(discussion, browser, make):
    from commonthread.access.permissions import Role

    colleague = make.scope(discussion.council, Role.SOCIAL_WORKER)
    with discussion.worker.transaction():
        actions.give_case(
            by=discussion.worker, case=discussion.case, to=colleague.user, because="we share it"
        )
    theirs = browser(colleague.user)
    assert "Approve both" not in text(theirs.get(at(discussion)))
    assert theirs.post(at(discussion), {"do": "approve"}).status_code == 404


def test_before_it_has_ended_there_are_none_and_those_who_were_sent_find_none(make, browser, discussion):
    before = Discussion(make)
    before.sends(before.sergeant)
    assert browser(before.worker.user).get(at(before)).status_code == 404
    assert browser(before.sergeant.user).get(at(before)).status_code == 404
    assert browser(discussion.sergeant.user).get(at(discussion)).status_code == 404
