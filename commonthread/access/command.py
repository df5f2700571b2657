"""The command line's word on the wall: prove it."""

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated
from xml.etree import ElementTree

import typer
from rich.console import Console
from rich.table import Table

app = typer.Typer(no_args_is_help=True, help="Who may see what: prove that the wall holds.")
ROOT = Path(__file__).resolve().parents[2]
# What is proved, and the tests that prove it.
PROOFS = {
    "Every role, class, relationship and verb is answered as the policy table says": "test_matrix.py",
    "Who meets what of a case in the Hub is as its policy table says": "test_hub_matrix.py",
    "Every function of the Hub answers a stranger as about no case": "test_every_case_door.py",
    "In random worlds the pages and the database agree with plain rules": "test_worlds.py",
    "In random worlds of the Hub nobody is given anything but by plain rules": "test_hub_worlds.py",
    "Without its own filters a page still shows nothing foreign": "test_mutants.py",
    "Whatever is shown of somebody is on the ledger, once": "test_reads.py",
    "The app login reads no content, session, token or queue": "test_door.py",
    "A scope is needed, and dies with token, post and account": "test_scope.py",
    "What is hidden is answered as what is not there": "test_every_door.py",
    "Timing does not tell what is hidden": "test_timing.py",
    "A changed ledger is found by a partner's checkpoint": "test_tampering.py",
    "People who share connections never see with another's eyes": "test_pool.py",
    "The service refuses to start when a login may do too much": "test_logins.py",
}


@dataclass(frozen=True)
class Proved:
    """`tried` counts cells, pairs, attacks or transactions where a test says how many it tried, else the test itself."""

    what: str
    tried: int
    failed: int
    seconds: float

    @property
    def held(self) -> bool:
        return self.tried > 0 and not self.failed


@app.callback()
def wall() -> None:
    """Who may see what."""


@app.command()
def prove(
    quick: Annotated[bool, typer.Option(help="Try as little as the ordinary tests do.")] = False,
) -> None:
    """Run every proof of the wall from a checkout with its tests, and print what was tried and whether it held."""
    folder, console, progress = ROOT / "tests" / "wall", Console(), Console(stderr=True)
    if not folder.is_dir():
        console.print("The proofs are tests: run this from a checkout of the source, after `make setup`.")
        raise typer.Exit(2)
    found = []
    for place, (what, name) in enumerate(PROOFS.items(), start=1):
        progress.print(f"{place} of {len(PROOFS)}: {what}")
        found.append(_run(what, folder / name, quick=quick))
    console.print(_table(found))
    if not all(proved.held for proved in found):
        raise typer.Exit(1)


def _table(found: list[Proved]) -> Table:
    table = Table("what is proved", title="The wall")
    for heading in ("tried", "seconds"):
        table.add_column(heading, justify="right")
    table.add_column("result")
    for proved in found:
        result = "holds" if proved.held else f"FAILS: {proved.failed}" if proved.tried else "DID NOT RUN"
        table.add_row(proved.what, f"{proved.tried:,}", f"{proved.seconds:,.0f}", result)
    return table


def _run(what: str, tests: Path, *, quick: bool) -> Proved:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "--show-capture=no", str(tests), f"--junit-xml={report}"],
            cwd=ROOT,
            env={**os.environ, "COMMONTHREAD_PROVE": "0" if quick else "1"},
            stdout=sys.stderr,
            check=False,
        )
        if not report.exists():
            return Proved(what, 0, 1, 0)
        return counted(what, report)


def counted(what: str, report: Path) -> Proved:
    """What a report of tests in JUnit's XML says."""
    suites = ElementTree.parse(report).getroot().findall("testsuite")
    failed = sum(int(suite.get(name, 0)) for suite in suites for name in ("failures", "errors"))
    tried = sum(
        int(said.get("value", 0)) if (said := test.find("properties/property[@name='tried']")) is not None else 1
        for suite in suites
        for test in suite.findall("testcase")
        if test.find("skipped") is None
    )  # fmt: skip
    return Proved(what, tried, failed, sum(float(suite.get("time", 0)) for suite in suites))
