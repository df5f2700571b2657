"""A weight in words and as a waterfall."""

import pytest

from commonthread.identity.score import Explanation
from commonthread.web.components.weights import in_words, waterfall

BECAUSE = [Explanation("given name", "same", 7.0), Explanation("birth date", "different", -5.0)]


@pytest.mark.parametrize(
    ("weight", "words"),
    [
        (0.0, "hardly counts"),
        (-0.4, "hardly counts"),
        (1.0, "2 times for"),
        (-5.0, "32 times against"),
        (7.6, "190 times for"),
        (-13.0, "8,200 times against"),
        (23.2, "9.6 million times for"),
        (40.0, "over a billion times for"),
    ],
)
def test_bits_are_said_as_odds(weight, words):
    assert in_words(weight) == words


def test_the_parts_begin_before_anything_is_compared_and_end_at_the_whole():
    drawn = waterfall(-8.0, BECAUSE, 3.0)
    assert [part.field for part in drawn.parts] == ["before comparing", "given name", "birth date"]
    assert drawn.parts[0].says == in_words(-10.0)
    assert drawn.total == in_words(-8.0)
    assert not drawn.is_enough


def test_each_bar_begins_where_the_one_before_ends():
    first, second, third = waterfall(-8.0, BECAUSE, 3.0).parts
    assert second.x == first.at
    assert third.x + third.width == pytest.approx(second.at, abs=0.2)


def test_what_is_over_the_threshold_is_enough():
    assert waterfall(3.0, BECAUSE, 3.0).is_enough
