"""The family edition of minutes holds nothing of the restricted part, of where anybody is, or of who told."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonthread.pathways.meetings import AttendeeSort, LineSort, Part
from commonthread.pathways.minutes import WITHHELD, Minutes, Present, Said, for_family

HELD = datetime(2026, 3, 14, 10, 30, tzinfo=UTC)
# A secret is a word that nothing else of the meeting holds, so that it is found wherever it went.
SECRETS = st.integers(100, 10**6).map(lambda number: f"xq{number}zj")
PLAIN = st.text("abcdefgh ,.", max_size=40)
SORTS = st.sampled_from(list(LineSort))


def minutes(said=(), present=()):
    return Minutes(
        "Hold the conference", HELD, "Ada Chair", "A council", tuple(present), "", (1,), tuple(said)
    )


def every_word(made: Minutes) -> str:
    """All that a page could write of it."""
    return repr(made)


@given(st.lists(st.tuples(SORTS, PLAIN, st.none() | SECRETS), max_size=8), st.lists(st.tuples(PLAIN, SECRETS, st.booleans()), max_size=4))  # fmt: skip
def test_no_word_of_the_restricted_part_and_no_reason_why_somebody_was_not_there(lines, there):
    said = [Said(sort, 1, f"{words} {secret or ''}", secret or "", secret or "", None, bool(secret)) for sort, words, secret in lines]  # fmt: skip
    present = [Present(f"Somebody {words}", came, f"{words} {secret}") for words, secret, came in there]
    secrets = {secret for *_, secret in lines if secret} | {secret for _, secret, _ in there}
    read = every_word(for_family(minutes(said, present), []))
    assert [secret for secret in secrets if secret in read] == []


@given(SECRETS, SECRETS, SORTS, PLAIN, st.sampled_from(["{} {}", "{}  {}", "{}\n{}"]), st.booleans())
def test_no_withheld_word_however_it_is_written_wherever_it_stands(first, second, sort, words, spaced, large):
    written = spaced.format(first, second)
    written = written.upper() if large else written
    made = minutes(
        [Said(sort, None, f"{words}{written}{words}", written, written)],
        [Present(f"{written}, aunt", True, "")],
    )
    read = every_word(for_family(made, [f"{first} {second}"])).lower()
    assert first not in read
    assert second not in read


@pytest.mark.parametrize(
    "where",
    ["B15 2TT", "b152tt", "CV1 5FB", "0121 496 0123", "07700900123", "+44 7700 900123", "ada@example.org", "https://example.org/room/1"],
)  # fmt: skip
def test_nothing_that_leads_to_where_somebody_lives_or_is_reached(where):
    made = minutes([Said(LineSort.NOTE, None, f"She is now at 4 Plum Street, {where}, with an aunt")])
    (line,) = for_family(made, ["4 Plum Street"]).said
    assert line.words == f"She is now at {WITHHELD}, {WITHHELD}, with an aunt"


def test_what_was_open_to_all_stays_as_it_was_said():
    said = (
        Said(LineSort.VOICE, 1, "I do not want to go home tonight"),
        Said(LineSort.DECISION, 1, "Two bruises that nobody explains", "child protection, section 47"),
        Said(LineSort.ACTION, 1, "See her alone at school", whose="Ada Worker", due_at=HELD),
    )
    family = for_family(
        minutes(said, [Present("Her mother", True, "", True), Present("The school", False, "ill")]), []
    )
    assert family.said == said
    assert family.present == (Present("Her mother", True, "", True),)


def test_who_was_there_for_a_part_alone_stands_apart():
    present = [
        Present("Ada Chair", True, ""),
        Present("Her mother", True, "", AttendeeSort.FAMILY, Part.OPEN),
        Present("The school", False, "ill"),
    ]
    apart = minutes([], present).attendance
    assert [[one.called for one in there] for there in apart.values()] == [["Ada Chair"], ["Her mother"]]
    assert list(minutes([], present[:1]).attendance) == ["Who was there"]
    assert list(for_family(minutes([], present), []).attendance) == ["Who was there"]
