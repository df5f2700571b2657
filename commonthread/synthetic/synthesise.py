"""Writes the invented force area: what its agencies send in a year, and who everybody really is."""

import csv
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from commonthread.records.columns import columns_by_name
from commonthread.records.kind import kinds
from commonthread.synthetic import truth
from commonthread.synthetic.agencies import by_code
from commonthread.synthetic.census_return import CIN_CENSUS, Returns, file_text, reference_date
from commonthread.synthetic.dataset_export import AGENCY, SSD, Export
from commonthread.synthetic.event import Event
from commonthread.synthetic.life import household_year, social_care
from commonthread.synthetic.life.year import Year
from commonthread.synthetic.national_pilot import FILE, HOSPITAL, NATIONAL, Pilot
from commonthread.synthetic.people import Kin
from commonthread.synthetic.population import population
from commonthread.synthetic.registry import Registry
from commonthread.synthetic.rows import Rows, write_csv, write_text
from commonthread.synthetic.scribe import Scribe
from commonthread.synthetic.stories.told import summary, tell_all

TRUTH, STORIES, DELIVERIES = "truth.csv", "stories.json", "deliveries.json"


@dataclass(frozen=True)
class Delivery:
    """What one agency sends at once; `kind` where every row is of that kind."""

    agency: str
    format: str
    kind: str | None
    paths: tuple[Path, ...]


def synthesise(out: Path, people: int, seed: int, until: date, progress: Callable[[int], object]) -> None:
    """Feed files, `truth.csv` and `stories.json` in `out`. `progress` is told how many people are done.

    The same arguments write the same bytes.
    """
    out.mkdir(parents=True, exist_ok=True)
    story_chance = Random("stories")
    registry, rows = Registry(Random(f"{seed}:numbers")), Rows()
    with (out / TRUTH).open("w", encoding="utf-8", newline="") as file:
        truths = csv.DictWriter(file, truth.COLUMNS, lineterminator="\n")
        truths.writeheader()
        senders = senders_of(registry, rows, truths.writerow, until)
        told = list(tell_all(registry, until))
        for event in (event for story in told for event in story.events):
            senders.scribe.write(story_chance, event)
        for kin in population(registry, people, seed, until):
            senders.send_year(Year(Random(f"{seed}:{kin.number}:year"), until), kin)
            progress(registry.people)
    _write_json(out / STORIES, [summary(story) for story in told])
    senders.finish(out)
    _write_files(out, rows, reference_date(until))


def deliveries(out: Path) -> list[Delivery]:
    """What is to be loaded, in order."""
    listed = json.loads((out / DELIVERIES).read_text(encoding="utf-8"))
    return [
        Delivery(d["agency"], d["format"], d["kind"], tuple(out / path for path in d["files"]))
        for d in listed
    ]


def senders_of(
    registry: Registry, rows: Rows, tell_truth: Callable[[dict[str, str]], None], until: date
) -> "Senders":
    scribe, day = Scribe(registry, rows, tell_truth), reference_date(until)
    return Senders(
        scribe,
        Returns(scribe.knowledge, rows, tell_truth, day),
        Export(scribe, tell_truth, day),
        Pilot(scribe.knowledge, registry, tell_truth),
    )


@dataclass(frozen=True)
class Senders:
    """By which way each thing that happened leaves its agency: once, and by one way only."""

    scribe: Scribe
    returns: Returns
    export: Export
    pilot: Pilot

    def send(self, chance: Random, event: Event) -> None:
        self.export.overhear(chance, event)
        if self.export.takes(event):
            self.export.take(chance, event)
        elif self.pilot.takes(event):
            self.pilot.take(chance, event)
        else:
            self.scribe.write(chance, event)

    def send_year(self, year: Year, kin: Kin) -> None:
        for happened in household_year.events(year, kin):
            if isinstance(happened, Event):
                self.send(year.chance, happened)
                continue
            happened.key = self.scribe.registry.agency_number(f"{happened.agency} referral", "R")
            self.returns.note(happened)
            for event in social_care.events_of(year, happened):
                if not self.returns.tell(event):
                    self.send(year.chance, event)
        self.returns.send(year.chance)

    def finish(self, out: Path) -> None:
        self.export.finish()
        self.pilot.write(out)


def _write_files(out: Path, rows: Rows, day: date) -> None:
    listed = [{"agency": HOSPITAL, "format": NATIONAL, "kind": None, "files": [FILE]}]
    tables = {"agency": AGENCY, "format": SSD, "kind": None, "files": []}
    for (agency, format_, kind, file), spool in sorted(rows.spools.items()):
        if format_ == CIN_CENSUS:
            write_text(
                out / file, file_text(by_code()[agency], day, (row["xml"] for row in spool.in_order()))
            )
            listed.append({"agency": agency, "format": format_, "kind": None, "files": [file]})
        elif format_ == SSD:
            write_csv(out / file, spool.columns, spool.in_order())
            tables["files"].append(file)
        else:
            columns = [name for name in columns_by_name(kinds()[kind]) if name in spool.columns]
            write_csv(out / file, columns, spool.in_order())
            listed.append({"agency": agency, "format": format_, "kind": kind, "files": [file]})
    _write_json(out / DELIVERIES, [*listed, tables])


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
