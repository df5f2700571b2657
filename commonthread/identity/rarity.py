"""How often names occur: two people share a rare one seldom by chance."""

from collections import Counter

from commonthread.identity.model import Model, Rarity
from commonthread.identity.rows import Rows

LISTED_FROM = 5e-5


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


def _short(value: float) -> float:
    return float(f"{value:.4g}")
