"""Reads a synthesised area: mentions as its agencies wrote them, and beside them who they really are."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from commonthread.identity.standardise import GivenMention
from commonthread.kernel.dates import read_date

COLUMN = re.compile(r"([a-z_]+)_(\d+)_([a-z_]+)")
TOLD = frozenset(field.name for field in fields(GivenMention)) - {"number", "agency"}
RELATIVE = re.compile(r"(?:twin of|same name as) (P\d+)")


@dataclass(frozen=True)
class Known:
    """One mention with its truth: `relatives` are the person's twin and those of the same name at home."""

    mention: GivenMention
    person: str
    relatives: tuple[str, ...]


def read_invented(folder: Path) -> Iterator[Known]:
    """The mentions of all extracts, numbered from 1; rows that no feed would take are left out."""
    truths: dict[tuple[str, str], list[Mapping[str, str]]] = defaultdict(list)
    with (folder / "truth.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["format"] == "extract" and "rejected" not in row["flags"]:
                truths[row["file"], row["key"]].append(row)
    number = 0
    for path in sorted({file for file, _ in truths}):
        with (folder / path).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                for truth in truths.pop((path, row["key"]), ()):
                    number += 1
                    yield Known(_mention(number, truth, row), truth["person"], _relatives(truth["flags"]))


def _mention(number: int, truth: Mapping[str, str], row: Mapping[str, str]) -> GivenMention:
    prefix = f"{truth['role']}_{truth['place']}_"
    told: dict[str, object] = {
        name: row[prefix + name] for name in TOLD if row.get(prefix + name) and name != "born_precision"
    }
    if "born_on" in told:
        told["born_on"] = read_date(str(told["born_on"]))
    return GivenMention(number, truth["agency"], **told)


def _relatives(flags: str) -> tuple[str, ...]:
    return tuple(RELATIVE.findall(flags))
