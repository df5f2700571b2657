"""How well and how fast mentions are linked, beside plain Splink on the same rows in the same run.

Plain Splink gets every advantage: of all its thresholds the one counts that is best by the truth.
"""

import csv
import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from commonthread.identity.agreement import Agreement, agreement, wrongly_joined
from commonthread.identity.delta import link_delta
from commonthread.identity.in_memory import InMemory
from commonthread.identity.invented import Known, read_invented
from commonthread.identity.link import Linked, link_batch
from commonthread.identity.link_files import link_files
from commonthread.identity.measured import alone, timed
from commonthread.identity.model import Model, load
from commonthread.identity.plain_splink import LEAST_PROBABILITY, Predicted, same_blocking
from commonthread.identity.rows import read
from commonthread.identity.standardise import standardise
from commonthread.identity.tutorials import FAKE, FEBRL, Columns, fake, fake_with_labels, febrl

THRESHOLDS = (
    LEAST_PROBABILITY,
    0.05,
    0.1,
    0.2,
    0.5,
    0.8,
    0.9,
    0.95,
    0.99,
    0.995,
    0.999,
    0.9995,
    0.9999,
    0.99999,
)
NEWS = 1_000
SEED = 1


@dataclass(frozen=True)
class Line:
    """One way of linking one set of data. `relatives` counts joined pairs of twins and same-named relatives."""

    data: str
    by: str
    agreement: Agreement
    seconds: float
    megabytes: int | None = None
    relatives: int | None = None


@dataclass(frozen=True)
class Delta:
    """News beside a full run. `differing` counts mentions that got another person than in the full run."""

    news: int
    seconds: float
    full_seconds: float
    differing: int


@dataclass(frozen=True)
class TruthSet:
    """A file whose truth is known: `person` tells it from a row; linking does not see it."""

    pattern: str
    id_column: str
    mapping: Columns
    person: Callable[[dict[str, str]], str]
    tutorials: tuple[Callable[[Path], Predicted], ...]


TRUTH_SETS = (
    TruthSet("fake_*.csv", "unique_id", FAKE, lambda row: row["cluster"], (fake, fake_with_labels)),
    TruthSet("febrl*.csv", "rec_id", FEBRL, lambda row: row["rec_id"].split("-")[1], (febrl,)),
)


def evaluate_files(folder: Path) -> Iterator[Line]:
    """Every truth set in the folder: ours, then Splink with the settings of its own tutorial."""
    for kind in TRUTH_SETS:
        for path in sorted(folder.glob(kind.pattern)):
            rows = _rows(path)
            truth = [kind.person(row) for row in rows]
            with timed() as clock:
                found = _ours(path, kind)
            ours = agreement([found[row[kind.id_column]] for row in rows], truth)
            yield Line(path.name, "Common Thread", ours, clock.seconds)
            for tutorial in kind.tutorials:
                with timed() as clock:
                    predicted = tutorial(path)
                at, best = max(_at_thresholds(predicted, truth), key=lambda found: found[1].pairs.f1)
                yield Line(path.name, f"Splink, tutorial {tutorial.__name__}, at {at}", best, clock.seconds)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, skipinitialspace=True)
        names = [name.strip() for name in next(reader)]
        return [dict(zip(names, (value.strip() for value in row), strict=True)) for row in reader]


def _ours(path: Path, kind: TruthSet) -> dict[str, str]:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "links.csv"
        link_files([path], kind.mapping, kind.id_column, out)
        return {row["id"]: row["cluster"] for row in _rows(out)}


def _at_thresholds(predicted: Predicted, truth: Sequence[str]) -> Iterator[tuple[float, Agreement]]:
    for at in THRESHOLDS:
        yield at, agreement(predicted.persons(at).tolist(), truth)


def evaluate_invented(folder: Path) -> Iterator[Line | Delta]:
    """A synthesised area: ours; plain Splink with our blocking at its best and at our recall; and a delta."""
    (ours, seconds, delta), megabytes = alone(_link_invented, folder)
    known = list(read_invented(folder))
    truth, relatives = [k.person for k in known], {k.person: k.relatives for k in known if k.relatives}
    name = f"{folder.name}, {len(set(truth)):,} people, {len(known):,} mentions"

    def line(by: str, persons: list[int], seconds: float, megabytes: int) -> Line:
        joined = wrongly_joined(persons, truth, relatives)
        return Line(name, by, agreement(persons, truth), seconds, megabytes, joined)

    first = line("Common Thread", ours, seconds, megabytes)
    yield first
    (predicted, seconds), megabytes = alone(_plain_invented, folder)
    at_thresholds = {at: predicted.persons(at).tolist() for at in THRESHOLDS}
    best = max(THRESHOLDS, key=lambda at: agreement(at_thresholds[at], truth).pairs.f1)
    yield line(f"Splink, same blocking, best at {best}", at_thresholds[best], seconds, megabytes)
    enough = (
        at
        for at in reversed(THRESHOLDS)
        if agreement(at_thresholds[at], truth).pairs.recall >= first.agreement.pairs.recall
    )
    same_recall = next(enough, LEAST_PROBABILITY)
    by = f"Splink, same blocking, our recall at {same_recall}"
    yield line(by, at_thresholds[same_recall], seconds, megabytes)
    yield delta


def _link_invented(folder: Path) -> tuple[list[int], float, Delta]:
    known = list(read_invented(folder))
    model = load().among(len(known))
    with timed() as clock:
        full = link_batch((standardise(k.mention) for k in known), model)
    return full.persons.tolist(), clock.seconds, _delta(known, full, clock.seconds, model)


def _delta(known: Sequence[Known], full: Linked, full_seconds: float, model: Model) -> Delta:
    mentions = [standardise(k.mention) for k in known]
    random.Random(SEED).shuffle(mentions)
    news, old = mentions[:NEWS], mentions[NEWS:]
    persons = _persons(link_batch(old, model))
    memory = InMemory(old)
    with timed() as clock:
        answer = link_delta(news, memory, model)
    persons |= _persons(answer)
    differing = sum(persons[number] != person for number, person in _persons(full).items())
    return Delta(len(news), clock.seconds, full_seconds, differing)


def _persons(linked: Linked) -> dict[int, int]:
    return dict(zip(linked.numbers.tolist(), linked.persons.tolist(), strict=True))


def _plain_invented(folder: Path) -> tuple[Predicted, float]:
    known = list(read_invented(folder))
    rows = read((standardise(k.mention) for k in known), load().among(len(known)))
    with timed() as clock:
        predicted = same_blocking(rows)
        predicted.persons(THRESHOLDS[-1])
    return predicted.of_mentions(np.asarray(rows.row)), clock.seconds
