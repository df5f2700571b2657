"""How often names occur: two people share a rare one seldom by chance."""

from collections import Counter

import numpy as np

from commonthread.identity.model import Model, Rarity
from commonthread.identity.rows import Rows

LISTED_FROM = 5e-5
GENERATION = 15
FAR = 100_000
PINNED = 5.0


def rarity(rows: Rows, field: str, model: Model) -> Rarity:
    """Frequencies of a field's common values among other people than the bearer.

    The bearer's own other mentions are taken off. The floor is how common an unlisted value is, seen from a
    bearer; where nothing is known of the field, the model's own rarity stays.
    """
    values = rows.columns[field]
    counts = Counter(values[values != 0].tolist())
    if not counts:
        return model.rarity[field]
    total, vocabulary = counts.total(), rows.columns.vocabulary
    others = {i: max(count - model.partners, 1) / total for i, count in counts.items()}
    listed = {vocabulary[i]: share for i, share in others.items() if share >= LISTED_FROM}
    rest = [share for share in others.values() if share < LISTED_FROM]
    floor = sum(share * share for share in rest) / sum(rest) if rest else 1 / total
    return Rarity(_short(floor), {name: _short(listed[name]) for name in sorted(listed)})


def going_together(rows: Rows, model: Model) -> tuple[tuple[int, float], ...]:
    """How many times more often strangers share both names than the rarities of the two names say.

    Names go together by where families come from, rare ones most. Strangers are told by birth years a
    generation apart. One figure for each of the model's bands of rarity.
    """
    given, family = (rows.columns[name].astype(np.int64) for name in ("given", "family"))
    years = rows.columns["born_year"].astype(np.int64)
    known = (given != 0) & (family != 0) & (years != 0)
    given, family, years = given[known], family[known], years[known]
    every = _strangers(np.zeros_like(given), years)
    given_rarity, family_rarity = (_rarities(rows, model, name) for name in ("given", "family"))
    rarity = given_rarity[given] * family_rarity[family]
    by_chance = _by_chance(given_rarity[np.unique(given)], family_rarity[np.unique(family)], model)
    found, rarer = [], 0.0
    for (bits, pinned), chance in zip(model.together, by_chance, strict=True):
        band = (rarity >= rarer) & (rarity < 2.0**-bits)
        together = _strangers((given << 32 | family)[band], years[band])
        found.append((bits, _short((together + PINNED * pinned) / (chance * every + PINNED))))
        rarer = 2.0**-bits
    return tuple(found)


def _rarities(rows: Rows, model: Model, field: str) -> np.ndarray:
    return np.array([model.rarity[field].of(word) for word in rows.columns.vocabulary])


def _by_chance(given: np.ndarray, family: np.ndarray, model: Model) -> np.ndarray:
    """For each band the share of pairs of strangers that would have both names the same by chance."""
    edges = [2.0**-bits for bits, _ in model.together]
    share = np.zeros(len(edges))
    for frequency in given:
        both = frequency * family
        share += np.bincount(
            np.searchsorted(edges, both, side="right").clip(max=len(edges) - 1), both**2, len(edges)
        )
    return share


def _strangers(group: np.ndarray, years: np.ndarray) -> int:
    """Pairs within a group whose birth years are a generation apart."""
    order = np.lexsort((years, group))
    # Groups lie so far apart on one line that a step back of a generation never leaves the own group.
    line = np.unique(group[order], return_inverse=True)[1] * FAR + years[order]
    first = np.searchsorted(line, line - years[order])
    return int((np.searchsorted(line, line - GENERATION, side="right") - first).clip(min=0).sum())


def _short(value: float) -> float:
    return float(f"{value:.4g}")
