"""The page of a meeting: attendance and quorum on top, what is known beside what is decided, typed by one and seen by all."""

import pytest

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind, Category, Purpose
from commonthread.pathways.actions import close_case
from commonthread.pathways.meetings import LineSort, mark_came
from tests.discussing import Discussion
from tests.pages import text


@pytest.fixture
def discussion(make):
    return Discussion(make)


@pytest.fixture
def note_taker(discussion, browser):
    client = browser(discussion.worker.user)
    client.get(discussion_at(discussion))
    client.post(discussion_at(discussion), {"do": "pen"})
    return client


def discussion_at(discussion, more=""):
    return f"/meetings/{discussion.number}{more}"


def test_who_must_be_there_and_is_not_stands_on_top(discussion, note_taker):
    words = text(note_taker.get(discussion_at(discussion)))
    assert "It counts with children" in words
    assert "Not there yet</strong> children" in words


def test_the_records_of_every_child_stand_in_one_line_and_say_what_another_agency_holds(
    discussion, note_taker
):
    words = text(note_taker.get(discussion_at(discussion)))
    assert "1 record from 1 agency" in words
    assert "What is known where" in words


def test_where_one_may_see_none_it_is_no_proof_that_nothing_is_known(discussion, browser):
    discussion.sends(discussion.nurse)
    words = text(browser(discussion.nurse.user).get(discussion_at(discussion)))
    assert "No record that you may see" in words
    assert "This is not proof that nothing is known" in words


def test_once_its_case_is_closed_it_is_there_without_the_records(discussion, note_taker):
    outcomes = dict.fromkeys(discussion.children, "safe")
    with discussion.worker.transaction():
        close_case(by=discussion.worker, case=discussion.case, because="done", outcomes=outcomes)
    answer = note_taker.get(discussion_at(discussion))
    assert answer.status_code == 200
    assert "records are closed with it" in text(answer)


def test_what_one_writes_those_who_were_sent_see_where_the_page_looks_again(discussion, note_taker, browser):
    discussion.sends(discussion.sergeant)
    sergeant = browser(discussion.sergeant.user)
    assert "Nothing is written yet" in text(sergeant.get(discussion_at(discussion)))
    sent = {"do": "write", "sort": "note", "words": "The school rang at nine"}
    assert note_taker.post(discussion_at(discussion), sent, headers={"X-In-Place": "1"}).status_code == 204
    note_taker.post(discussion_at(discussion), {"do": "keep", "sort": "note", "words": "And the nurse"})
    words = text(sergeant.get(discussion_at(discussion, "/live"), headers={"X-By-Itself": "1"}))
    assert "The school rang at nine" in words
    assert "Being typed: And the nurse" in words
    assert "Write it down" not in text(sergeant.get(discussion_at(discussion)))


def test_what_was_begun_is_there_again_after_the_page_was_left(discussion, note_taker):
    note_taker.post(discussion_at(discussion), {"do": "keep", "sort": "voice", "words": "I do not", "restricted": "yes"})  # fmt: skip
    assert ">I do not</textarea>" in note_taker.get(discussion_at(discussion)).content.decode()


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ({"sort": "decision", "words": "She goes home"}, "Choose one of those who are decided for"),
        ({"sort": "note", "words": " "}, "Write it down"),
        ({"sort": "action", "words": "Ring the school", "day": "", "time": ""}, "Give the day and the time"),
        ({"sort": "action", "words": "Ring the school"}, "Choose whose it is"),
        ({"sort": "dissent", "words": "We do not agree"}, "Choose which agency dissents"),
    ],
)
def test_what_a_line_lacks_is_said_at_its_field(discussion, note_taker, line, says):
    answer = note_taker.post(discussion_at(discussion), {"do": "write"} | line)
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_who_has_lost_the_pen_is_told_so(discussion, note_taker, make):
    make._owner("UPDATE pathways_meeting SET pen = 1 WHERE number = %s", discussion.number)
    sent = {"do": "write", "sort": "note", "words": "One more thing"}
    assert note_taker.post(discussion_at(discussion), sent, headers={"X-In-Place": "1"}).status_code == 409
    assert "somebody else holds the pen" in text(
        note_taker.post(discussion_at(discussion), sent, follow=True)
    )


def test_restricted_lines_bear_the_mark(discussion, note_taker):
    discussion.write(LineSort.NOTE, "An informant says", restricted=True)
    assert "Restricted</strong> An informant says" in text(note_taker.get(discussion_at(discussion)))


def test_nobody_else_finds_it(discussion, browser, make):
    stranger = browser(make.user(discussion.police, Role.POLICE_SUPERVISOR))
    for more in ("", "/live", "/end"):
        assert stranger.get(discussion_at(discussion, more)).status_code == 404
    assert stranger.post(discussion_at(discussion), {"do": "pen"}).status_code == 404


def test_attendance_stays_open_until_everybody_who_may_come_is_marked(discussion, browser):
    discussion.held()
    school = discussion.make.agency(AgencyKind.SCHOOL)
    discussion.make.agreement(viewer=school, role=Role.SCHOOL_LEAD, holder=discussion.council, category=Category.SOCIAL_CARE,
                              purpose=Purpose.SECTION_47)  # fmt: skip
    teacher = discussion.ask(school)

    def is_open():
        page = browser(discussion.worker.user).get(f"/meetings/{discussion.number}").content.decode()
        assert "Quorate" in page
        return 'ct-attendance" open' in page

    assert is_open()
    with discussion.worker.transaction():
        mark_came(by=discussion.worker, meeting=discussion.number, attendee=teacher, came=False)
    assert not is_open()
