"""A shift handed over on one page and accepted on another, item by item."""

import re

import pytest

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind, Purpose


@pytest.fixture
def shift(make, browser):
    """The giver's browser, with two cases; and somebody of the night team."""
    agency = make.agency(AgencyKind.CHILDRENS_SERVICES)
    night = make.team(agency)
    worker = make.scope(agency, Role.SOCIAL_WORKER, team=make.team(agency))
    giver = browser(worker.user)
    for _ in range(2):
        number = make.case(worker, make.person(), purpose=Purpose.SECTION_47)
        giver.post(f"/cases/{number}/procedure", {"pathway": "section-47"})
    giver.night = night
    giver.tasks = re.findall(
        r'name="task" type="checkbox" value="(\d+)"', giver.get("/work/hand-over").content.decode()
    )
    giver.receiver = browser(make.user(agency, Role.SOCIAL_WORKER, team=night))
    return giver


def test_each_is_offered_with_its_note_and_answered_on_its_own(shift):
    first, second = shift.tasks
    sent = {
        "to": f"team-{shift.night}",
        "task": shift.tasks,
        "note": "All quiet",
        f"note-{second}": "Ring the hospital at ten",
    }
    words = shift.post("/work/hand-over", sent, follow=True).content.decode()
    assert "2 tasks offered" in words
    assert "There is nothing to hand over" in shift.get("/work/hand-over").content.decode()
    assert "2 items offered to you" in shift.receiver.get("/work").content.decode()
    words = shift.receiver.get("/work/offered").content.decode()
    assert "All quiet" in words
    assert "Ring the hospital at ten" in words
    taken, refused = dict.fromkeys(re.findall(r'name="offer" value="(\d+)"', words))
    assert (
        "Accepted"
        in shift.receiver.post(
            "/work/offered", {"offer": taken, "do": "accept"}, follow=True
        ).content.decode()
    )
    assert "Say in a few words why" in shift.receiver.post(
        "/work/offered", {"offer": refused, "do": "decline"}, follow=True).content.decode()  # fmt: skip
    shift.receiver.post(
        "/work/offered", {"offer": refused, "do": "decline", "reason": "It can wait until the morning"}
    )
    words = shift.get("/work/offered").content.decode()
    assert "It can wait until the morning" in words
    assert "1 task waits for you" in shift.get("/work").content.decode()


def test_the_notes_of_a_shift_are_there_again_after_a_time_out_with_what_was_ticked(shift):
    first, second = shift.tasks
    typed = {
        "of": "mine",
        "task": second,
        f"note-{second}": "Ring the hospital at ten",
        "to": f"team-{shift.night}",
    }
    assert shift.post("/work/hand-over", typed | {"do": ["mine", "keep"]}).status_code == 204
    words = shift.get("/work/hand-over").content.decode()
    assert "What you had begun to write here is back" in words
    assert "Ring the hospital at ten" in words
    assert [
        f'id="task-{task}" name="task" type="checkbox" value="{task}" checked' in words
        for task in (first, second)
    ] == [False, True]
    shift.post("/work/hand-over", typed | {"do": "mine"})
    assert "What you had begun" not in shift.get("/work/hand-over").content.decode()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"to": ""}, "Choose who takes it over"),
        ({"task": []}, "Choose what is handed over"),
        ({"note": ""}, "Say in a few words why"),
    ],
)
def test_what_is_missing_is_said_at_its_field(shift, changes, says):
    answer = shift.post(
        "/work/hand-over", {"to": f"team-{shift.night}", "task": shift.tasks, "note": "so"} | changes
    )
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_what_was_taken_back_is_accepted_no_more(shift):
    shift.post("/work/hand-over", {"to": f"team-{shift.night}", "task": shift.tasks[:1], "note": "so"})
    (offer,) = set(re.findall(r'name="offer" value="(\d+)"', shift.get("/work/offered").content.decode()))
    assert (
        "Taken back"
        in shift.post("/work/offered", {"offer": offer, "do": "withdraw"}, follow=True).content.decode()
    )
    words = shift.receiver.post(
        "/work/offered", {"offer": offer, "do": "accept"}, follow=True
    ).content.decode()
    assert "answered or taken back meanwhile" in words
