"""The minutes are approved by who chaired, and each edition is kept."""

import re

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
    professional, family = words.split("Put a line right")[0].split('id="family"')
    assert "An informant says" in professional
    assert "An informant says" not in family
    assert "Her aunt at [left out] took her in" in family
    assert "Not approved yet" in words


def test_approved_it_is_kept_and_another_edition_says_why(discussion, browser):
    chair = browser(discussion.worker.user)
    assert "Edition 1 is approved" in text(chair.post(at(discussion), {"do": "approve", "withheld": "4 Plum Street"}, follow=True))  # fmt: skip
    assert "4 Plum Street</textarea>" in chair.get(at(discussion)).content.decode()
    unsaid = chair.post(at(discussion), {"do": "approve", "withheld": ""})
    assert (unsaid.status_code, "Say in a few words why" in text(unsaid)) == (422, True)
    chair.post(at(discussion), {"do": "approve", "withheld": "", "reason": "Her aunt says that it may stand"})
    words = text(chair.get(at(discussion)))
    assert "2 editions, each kept as it was approved" in words
    assert "Her aunt says that it may stand" in words


def test_it_is_sent_to_agencies_and_what_each_has_stands_beside_it(discussion, browser):
    chair, police = browser(discussion.worker.user), browser(discussion.sergeant.user)
    chair.post(at(discussion), {"do": "approve"})
    to = re.findall(r'name="to" value="(\d+)" form="send"', chair.get(at(discussion)).content.decode())
    assert len(to) == 2
    words = text(chair.post(at(discussion) + "/give", {"do": "send", "to": to}, follow=True))
    assert words.count("not opened yet") == 2
    sent = police.get("/meetings").content.decode()
    document = text(police.get(re.search(r"/meetings/sent/\d+/1", sent)[0]))
    assert "An informant says" in document
    notice = re.search(r"/notices/\d+", text(police.get(re.search(r"/meetings/sent/\d+/1", sent)[0])))[0]
    assert "Open the minutes" in text(police.get(notice))
    assert text(chair.get(at(discussion))).count("not opened yet") == 1


def test_a_letter_goes_only_to_an_address_that_somebody_called_safe(discussion, browser, make):
    chair = browser(discussion.worker.user)
    chair.post(at(discussion), {"do": "approve"})
    (attendee,) = make._owner(
        "SELECT max(id) FROM pathways_attendee WHERE meeting_id = %s", discussion.number
    )
    given = {"do": "given", "to": attendee, "way": "letter"}
    assert "Say who" in text(chair.post(at(discussion) + "/give", given, follow=True))
    words = text(chair.post(at(discussion) + "/give", given | {"said_by": "The nurse"}, follow=True))
    assert "The nurse said that the address is safe" in words


def test_a_line_is_put_right_with_why_and_stands_in_the_next_edition(discussion, browser, make):
    chair = browser(discussion.worker.user)
    (line,) = make._owner(
        "SELECT id FROM pathways_line WHERE words LIKE 'Her aunt%%' AND meeting_id = %s", discussion.number
    )
    right = {"line": line, "words": "A neighbour took her in", "reason": "It was not the aunt"}
    unsaid = chair.post(at(discussion) + "/put-right", right | {"reason": " "}, follow=True)
    assert "Nothing was put right" in text(unsaid)
    words = text(chair.post(at(discussion) + "/put-right", right, follow=True))
    assert "A neighbour took her in" in words
    assert "It was not the aunt" in words
    assert "Her aunt" not in words


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
