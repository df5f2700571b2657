"""A document is made for one: the family's holds nothing of the restricted part, and who was given it is on the ledger."""

import pytest

from commonthread.pathways.meetings import AttendeeSort, Invited, LineSort, Part, ask_to_meeting
from tests.discussing import Discussion
from tests.pages import text


@pytest.fixture
def discussion(make, browser):
    held = Discussion(make)
    held.held()
    with held.worker.transaction():
        held.mother, held.father, held.told = (
            ask_to_meeting(by=held.worker, meeting=held.number, who=who)
            for who in (
                Invited(AttendeeSort.FAMILY, name="Her mother", part=Part.OPEN),
                Invited(
                    AttendeeSort.FAMILY, name="Her father", part=Part.NONE, because="She is afraid of him"
                ),
                Invited(AttendeeSort.OUTSIDER, name="Mrs Quillfeather, neighbour", part=Part.WHOLE),
            )
        )
    held.write(LineSort.NOTE, "An informant says", restricted=True)
    held.write(LineSort.NOTE, "Her aunt at 4 Plum Street took her in")
    held.end()
    browser(held.worker.user).post(
        f"/meetings/{held.number}/minutes", {"do": "approve", "withheld": "4 plum  street"}
    )
    return held


def document(discussion, browser, attendee):
    return browser(discussion.worker.user).get(f"/meetings/{discussion.number}/minutes/1/{attendee}")


def test_the_familys_is_without_what_is_restricted_who_told_and_why_somebody_is_kept_away(
    discussion, browser
):
    words = text(document(discussion, browser, discussion.mother))
    assert "I do not want to go home tonight" in words
    for never in ("An informant says", "Plum", "Quillfeather", "She is afraid of him", "Her father"):
        assert never not in words


def test_an_agencys_is_whole(discussion, browser, make):
    (attendee,) = make._owner("SELECT id FROM pathways_attendee WHERE meeting_id = %s AND agency = %s", discussion.number, discussion.police)  # fmt: skip
    words = text(document(discussion, browser, attendee))
    assert "An informant says" in words
    assert "4 Plum Street" in words


def test_that_it_was_made_for_somebody_is_on_the_ledger(discussion, browser, make):
    document(discussion, browser, discussion.mother)
    opened = make._owner("SELECT count(*) FROM ledger_event WHERE data ->> 'what' = 'minutes opened' AND data -> 'attendee' = to_jsonb(%s::bigint)",
                         discussion.mother)  # fmt: skip
    assert opened[0] >= 1


def test_whoever_is_kept_away_is_given_none(discussion, browser):
    assert document(discussion, browser, discussion.father).status_code == 404
    assert document(discussion, browser, 999_999).status_code == 404


def test_those_of_other_agencies_find_no_document(discussion, browser):
    assert browser(discussion.sergeant.user).get(f"/meetings/{discussion.number}/minutes/1/{discussion.mother}").status_code == 404  # fmt: skip
