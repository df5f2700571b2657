"""What people decided about mentions, by mention numbers. It outweighs every weight."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Constraints:
    """`never_bridged` holds the two sides of an identity that must not be joined (adoption, gender
    recognition, protection): no mention of one side is ever in one cluster with a mention of the other.
    """

    apart: frozenset[tuple[int, int]] = frozenset()
    together: frozenset[tuple[int, int]] = frozenset()
    never_bridged: tuple[tuple[frozenset[int], frozenset[int]], ...] = ()

    def barred(self) -> Iterator[tuple[int, int]]:
        """Each pair of mentions that may not be in one cluster."""
        yield from self.apart
        for one_side, other_side in self.never_bridged:
            for one in one_side:
                yield from ((one, other) for other in other_side)

    def agreed(self) -> Mapping[int, set[int]]:
        """For each mention those that people said are the same person."""
        found: dict[int, set[int]] = defaultdict(set)
        for one, other in self.together:
            found[one].add(other)
            found[other].add(one)
        return found

    def touched(self) -> frozenset[int]:
        """The mentions of which something is decided."""
        pairs = (number for pair in self.apart | self.together for number in pair)
        return frozenset(pairs).union(*(side for sides in self.never_bridged for side in sides))


NONE = Constraints()
