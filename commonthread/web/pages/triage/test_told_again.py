"""A second telling of one worry: offered, joined by a human, both kept, parted again; and what was told before."""

import pytest

from commonthread.access.permissions import Role
from commonthread.pathways.terms import Sort
from tests.pages import text

WHY = "The same garden, and the same evening"
CALLER = {"reach": "phone", "reach_at": "07700 900321"}
RATED = {"do": "rate", "rating": "amber", "rating_why": "Alone at night"}
DECIDED = {
    "do": "decide",
    "seen": "0",
    "outcome": "no further action",
    "threshold": "universal",
    "reasons": "He is with his aunt",
}


def put_in(screen) -> int:
    child = screen.child()
    screen.done(do="put_in", person=child, sort=Sort.CHILD.value)
    return child


def unlinked(make, screen):
    """As though linking had found nobody in it."""
    make._owner("DELETE FROM records_about WHERE record = %s", screen.record())


def test_it_is_offered_where_the_same_child_or_the_same_caller_is_in_it_and_joined_by_nobody_but_a_human(
    told, make
):
    first, stranger = told(**CALLER), told(given_name_0="Ottoline", reach="text", reach_at="07700 900999")
    again = told(given_name_0="Zephyr", reach="text", reach_at="+44 7700 900321")
    unlinked(make, again)
    shown = again.shown()
    assert f"C-{first.case}" in shown.partition("This may have been told before")[2]
    assert "told by the same caller" in shown
    assert "900321" not in shown
    assert f"C-{stranger.case}" not in shown.partition("2. Who it is")[0]
    assert "Told 2 times" not in first.shown()
    assert "It was told later" in first.shown()


def test_joined_both_stay_and_each_who_told_is_answered(told):
    first, again = told(), told(**CALLER)
    assert "could be about the same child" in again.shown()
    shown = again.done(do="join", into=first.case, join_why=WHY)
    assert "Told 2 times while this is open" in shown
    assert f"joined from C-{again.case}" in shown
    assert WHY in shown
    assert shown.count("He is alone in the garden until dark") == 2
    assert f"joined to C-{first.case}" in again.shown()
    first.done(**RATED | {"rating": "not about safeguarding"})
    assert "has not been told yet" in first.done(do="finish")


def test_parted_again_it_goes_on_with_the_clock_that_it_had(told, make):
    first, again = told(), told()
    put_in(again)
    due = "SELECT due_at FROM pathways_task WHERE case_id = %s AND done_at IS NULL"
    before = make._owner(due, again.case)
    again.done(do="join", into=first.case, join_why=WHY)
    assert make._owner(due, again.case) is None
    assert "Say in a few words why" in first.done(do="part", again=again.case, part_why=" ")
    shown = first.done(do="part", again=again.case, part_why="Another garden")
    assert f"C-{again.case} is open again" in shown
    assert make._owner(due, again.case) == before
    assert "Told 2 times" not in first.shown()
    assert "He is alone in the garden" in again.shown()
    assert first.post(do="part", again=again.case, part_why="once more").status_code == 404


def test_whom_triage_had_put_in_is_offered_where_it_was_joined(told, make, hub):
    first, again = told(), told(**CALLER)
    put_in(again)
    sister = make.person()
    make.record(hub.agency, make.draft("case_note"), persons=(sister,))
    again.done(do="put_in", person=sister, sort="child")
    shown = again.done(do="join", into=first.case, join_why=WHY)
    assert f"P-{sister}" in shown.partition("look at each before you put them in")[2]


def test_what_somebody_has_decided_is_not_joined_to_nor_joined(told):
    first, again = told(), told()
    child = put_in(first)
    first.done(**RATED)
    first.done(**DECIDED | {"people": child})
    assert "This may have been told before" not in again.shown()
    assert again.post(do="join", into=first.case, join_why=WHY).status_code == 409


def test_of_anothers_and_of_what_is_not_alike_nothing_is_joined(told, make, browser, hub):
    first, other = told(), told(given_name_0="Ottoline", family_name_0="Marchbanks")
    unlinked(make, other)
    assert other.post(do="join", into=first.case, join_why=WHY).status_code == 404
    again = told()
    for stranger in (make.user(make.agency(), Role.HUB_OFFICER), make.user(hub.agency, Role.SOCIAL_WORKER)):
        sent = {"do": "join", "into": first.case, "join_why": WHY}
        assert browser(stranger).post(again.page, sent).status_code == 404
    assert first.post(do="join", into=again.case, join_why=WHY).status_code == 404


@pytest.mark.parametrize("rating", ["amber", "not about safeguarding"])
def test_what_came_to_nothing_before_is_counted_also_where_nobody_was_put_in(told, rating):
    before = told()
    before.done(**RATED | {"rating": rating})
    if rating == "amber":
        before.done(**DECIDED)
    before.done(do="finish")
    now = told()
    shown = now.shown().partition("4. Earlier contacts")[2]
    assert "1 earlier contact, 1 came to nothing" in shown
    assert f"C-{before.case}" in shown
    put_in(now)
    now.done(**RATED)
    assert "1 earlier contact" in now.shown()


READ = {"do": "look_again", "again_why": "The same evening, and nothing more"}


@pytest.mark.parametrize(
    ("first_rating", "second_rating", "holds"),
    [
        ("amber", None, "amber"),
        ("amber", "green", "amber"),
        ("amber", "red", "red"),
        ("green", "not about safeguarding", "green"),
        (None, "red", "red"),
    ],
)
def test_joined_the_graver_rating_holds_and_somebody_looks_at_it_again(
    told, make, first_rating, second_rating, holds
):
    first, again = told(), told()
    for screen, rating in ((first, first_rating), (again, second_rating)):
        if rating:
            screen.done(**RATED | {"rating": rating})
    shown = again.done(do="join", into=first.case, join_why=WHY)
    assert f">{holds}</strong></h1>" in shown
    assert "Told again</strong> It was rated before the newest of what is" in shown
    (within,) = make._owner(
        "SELECT due_at - now() FROM pathways_task WHERE case_id = %s AND key LIKE 'told-again-%%' AND done_at IS NULL",
        first.case,
    )
    assert 0 < within.total_seconds() <= 3600
    assert "told 2 times, the last not read yet" in text(first.client.get("/front-door?from=again"))


def test_until_it_is_read_nothing_is_decided_and_nothing_closed(told):
    first, again = told(), told()
    child = put_in(first)
    first.done(**RATED)
    again.done(do="join", into=first.case, join_why=WHY)
    refused = first.post(**DECIDED | {"people": child})
    assert (refused.status_code, "say first whether the rating still holds" in text(refused)) == (422, True)
    assert "say first whether" in first.done(do="finish")
    closing = {"reason": "so", f"became_{child}": "safe"}
    shown = text(first.client.post(f"/cases/{first.case}/close", closing, follow=True))
    assert "Nothing is closed: it was told again" in shown
    assert "Say in a few words why" in text(first.post(**READ | {"again_why": " "}))
    assert "Recorded: it is read" in first.done(**READ)
    assert "Decided: no further action" in first.done(**DECIDED | {"people": child})
    assert first.post(**READ).status_code == 409


def test_whoever_rates_or_decides_on_a_page_that_is_older_than_the_last_telling_reads_it_first(told):
    first, again = told(), told()
    put_in(first)
    first.done(**RATED)
    again.done(do="join", into=first.case, join_why=WHY)
    stale = [
        RATED | {"rating": "green", "seen": "1", "told": "1"},
        DECIDED | {"told": "1"},
        READ | {"told": "1"},
    ]
    answers = [first.post(**sent) for sent in stale]
    assert [answer.status_code for answer in answers] == [409, 409, 409]
    assert all("it was told again meanwhile" in text(answer) for answer in answers)


def test_rated_again_it_is_read(told, make):
    first, again = told(), told()
    first.done(**RATED)
    again.done(do="join", into=first.case, join_why=WHY)
    newest = "SELECT number FROM pathways_task WHERE case_id = %s AND step = 'rating' ORDER BY done_at DESC LIMIT 1"
    (seen,) = make._owner(newest, first.case)
    shown = first.done(**RATED | {"rating": "red", "seen": seen, "told": "2"})
    assert "Rated: red" in shown
    assert "It was rated before the newest" not in shown
