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
    what: str
    tried: int
    failed: int
    seconds: float


@app.callback()
def wall() -> None:
    """Who may see what."""


@app.command()
def prove(
    quick: Annotated[bool, typer.Option(help="Try as little as the ordinary tests do.")] = False,
) -> None:
    """Run every proof of the wall from a checkout with its tests, and print what was tried and whether it held."""
    folder, console = ROOT / "tests" / "wall", Console()
    if not folder.is_dir():
        console.print("The proofs are tests: run this from a checkout of the source, after `make setup`.")
        raise typer.Exit(2)
    table = Table("what is proved", "tried", "failed", "seconds", title="The wall")
    found = [
        _run(what, folder / name, quick=quick) for what, name in PROOFS.items() if (folder / name).exists()
    ]
    for proved in found:
        held = str(proved.failed) if proved.failed else "none"
        table.add_row(proved.what, f"{proved.tried:,}", held, f"{proved.seconds:.0f}")
    console.print(table)
    if any(proved.failed or not proved.tried for proved in found):
        raise typer.Exit(1)


def _run(what: str, tests: Path, *, quick: bool) -> Proved:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        subprocess.run(
            [sys.executable, "-m", "pytest", "-q", str(tests), f"--junit-xml={report}"],
            cwd=ROOT,
            env={**os.environ, "COMMONTHREAD_PROVE": "0" if quick else "1"},
            stdout=sys.stderr,
            check=False,
        )
        if not report.exists():
            return Proved(what, 0, 1, 0)
        suites = ElementTree.parse(report).getroot().findall("testsuite")
    tried, failed, seconds = (
        sum(float(suite.get(name, 0)) for suite in suites) for name in ("tests", "failures", "time")
    )
    errors = sum(int(suite.get("errors", 0)) for suite in suites)
    return Proved(what, int(tried), int(failed) + errors, seconds)
