"""How well persons that were found agree with who people really are."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations


@dataclass(frozen=True)
class Share:
    """Of what was found, how much is true; of what is true, how much was found."""

    found: int
    true: int
    both: int

    @property
    def precision(self) -> float:
        return self.both / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.both / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        return 2 * self.both / (self.found + self.true) if self.found + self.true else 1.0


@dataclass(frozen=True)
class Agreement:
    """Over pairs of mentions, and over whole persons: those with exactly the mentions that are theirs."""

    pairs: Share
    persons: Share


def agreement(found: Sequence[Hashable], true: Sequence[Hashable]) -> Agreement:
    """`found[i]` and `true[i]` are the person of mention i as found and in truth."""
    pairs = Share(_pairs(found), _pairs(true), _pairs(list(zip(found, true, strict=True))))
    whole, real = _members(found), _members(true)
    return Agreement(pairs, Share(len(whole), len(real), len(whole & real)))


def wrongly_joined(
    found: Sequence[Hashable], true: Sequence[str], relatives: Mapping[str, Iterable[str]]
) -> int:
    """Pairs of mentions of two relatives that were found to be one person."""
    told = {person: frozenset(others) for person, others in relatives.items()}
    joined: dict[Hashable, Counter[str]] = {}
    for person, really in zip(found, true, strict=True):
        joined.setdefault(person, Counter())[really] += 1
    return sum(
        members[one] * members[other]
        for members in joined.values()
        if len(members) > 1
        for one, other in combinations(members, 2)
        if other in told.get(one, ()) or one in told.get(other, ())
    )


def _pairs(persons: Sequence[Hashable]) -> int:
    return sum(count * (count - 1) // 2 for count in Counter(persons).values())


def _members(persons: Sequence[Hashable]) -> frozenset[tuple[int, ...]]:
    gathered: dict[Hashable, list[int]] = {}
    for place, person in enumerate(persons):
        gathered.setdefault(person, []).append(place)
    return frozenset(map(tuple, gathered.values()))
