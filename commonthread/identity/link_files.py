"""Links the rows of any CSV files, without a database."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from commonthread.identity.adapt import adapt
from commonthread.identity.block import FILE_RULES
from commonthread.identity.constraints import NONE
from commonthread.identity.link import Linked, blocked_pairs, linked, weighed
from commonthread.identity.model import Model, load
from commonthread.identity.rows import Rows, read
from commonthread.identity.standardise import Standard
from commonthread.identity.tables import rows_of
from commonthread.kernel.private import new_private_file

COLUMNS = ("id", "cluster", "weight")
FEW = 3_000
BY_CHANCE = 1_000_000
SEED = 1
# Files are measured, people decide nothing in between: what is more likely than not is linked.
EVEN_ODDS, REVIEWED = 0.0, 4.0


def link_files(paths: Sequence[Path], mapping: Mapping[str, str], id_column: str, out: Path) -> Linked:
    """Writes for each row its id, the number of its cluster, and its weight beside the best other in it.

    `mapping` gives for each field of a mention the column that holds it. The files are read as one. The
    pinned model is fitted to them first, as their fields and frequencies may be unlike ours.
    """
    ids: list[str] = []

    def mentions() -> Iterator[Standard]:
        for row in rows_of(paths, mapping, id_column):
            ids.append(row.id)
            yield row.mention

    pinned = replace(load(), link_at=EVEN_ODDS, review_at=EVEN_ODDS - REVIEWED)
    answer = link_rows(read(mentions(), pinned, rules=FILE_RULES), pinned)
    _write(out, ids, answer)
    return answer


def link_rows(rows: Rows, pinned: Model) -> Linked:
    """Fits the model to the rows and links them; few rows are all compared with each other."""
    pairs = every_pair(rows) if len(rows) <= FEW else blocked_pairs(rows)
    chance = pairs if len(rows) <= FEW else _random_pairs(rows)
    model = adapt(rows, pinned, pairs, chance)
    return linked(rows, weighed(rows, *pairs, model), NONE, model)


def every_pair(rows: Rows) -> tuple[np.ndarray, np.ndarray]:
    return np.triu_indices(len(rows), k=1)


def _random_pairs(rows: Rows) -> tuple[np.ndarray, np.ndarray]:
    left, right = np.random.default_rng(SEED).integers(len(rows), size=(2, BY_CHANCE))
    return left[left != right], right[left != right]


def _write(out: Path, ids: Sequence[str], answer: Linked) -> None:
    with new_private_file(out, newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for number, person, weight in zip(
            answer.numbers.tolist(), answer.persons.tolist(), answer.weights.tolist(), strict=True
        ):
            writer.writerow((ids[number - 1], person, round(weight, 3)))
