"""A drawn procedure shows every step and every outcome, and no line runs where another does."""

from itertools import combinations

import pytest

from commonthread.pathways.procedures import procedures
from commonthread.web.components.pathway_picture import LETTERS, WIDTH, picture

EVERY = [edition for editions in procedures().values() for edition in editions]
ids = [f"{edition.pathway}-{edition.edition}" for edition in EVERY]


@pytest.mark.parametrize("edition", EVERY, ids=ids)
def test_each_step_stands_beneath_the_one_before_with_all_its_outcomes(edition):
    drawn = picture(edition)
    assert [box.step for box in drawn.boxes] == list(edition.steps)
    for above, below in zip(drawn.boxes, drawn.boxes[1:], strict=False):
        assert above.y + above.height < below.y
    for box in drawn.boxes:
        said = " ".join(words.text for words in box.words if words.style == "outcome")
        assert all(outcome in said for outcome in box.step.outcomes)
        assert all(box.y < words.y < box.y + box.height for words in box.words)
        assert all(len(words.text) <= LETTERS for words in box.words)


@pytest.mark.parametrize("edition", EVERY, ids=ids)
def test_one_line_leads_to_each_step_from_every_outcome_that_begins_it(edition):
    drawn = picture(edition)
    wanted = {
        step.name: sum(step.name in begun for other in edition.steps for begun in other.outcomes.values())
        for step in edition.steps
    }
    assert {track.step: len(track.joins) for track in drawn.tracks} == {k: n for k, n in wanted.items() if n}
    assert all(WIDTH < track.x < drawn.width for track in drawn.tracks)
    for one, other in combinations(drawn.tracks, 2):
        assert one.x != other.x or one.bottom < other.top or other.bottom < one.top
