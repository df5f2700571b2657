"""A run of tests on another clock: PostgreSQL, the web server, the worker, the browser and the test itself see its time.

A journey moves its clock with `time_machine`. `python -m tests.moving "2027-03-28 00:30" tests/wall …` is any run at any moment
of England's clocks; of an hour that comes twice, `--again` takes the second.
"""

import hashlib
import os
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import gettempdir

import pytest

from commonthread.kernel.dates import LONDON

ROOT = Path(__file__).parents[1]
# Always the same, so that a PostgreSQL which a killed run left behind goes by it too: a journey's, and a run's at an odd hour.
CLOCK = Path(gettempdir()) / f"ct-clock-{os.getuid()}-{hashlib.sha256(str(ROOT).encode()).hexdigest()[:10]}"
MOVES, STANDS = CLOCK.with_name(f"{CLOCK.name}-moved"), CLOCK.with_name(f"{CLOCK.name}-hour")
# Where the package of PyPI and that of Debian have it.
LIBRARIES = ("libfaketime/vendor/libfaketime/src/libfaketime.so.1", "/usr/lib/*/faketime/libfaketime.so.1")
FILE = "FAKETIME_TIMESTAMP_FILE"
LONG_AGO = "2001-02-03"
PATIENCE = 600


def on_a_clock_from(beginning: datetime) -> Callable[[Callable], Callable]:
    """The journey is walked by a test run of its own, since a clock is a process's for as long as it lives; that run's
    PostgreSQL is its own too. `time_machine` moves it."""

    def chosen(journey: Callable) -> Callable:
        if FILE in os.environ:
            return journey

        def walked_elsewhere(request: pytest.FixtureRequest) -> None:
            walked = run_at(beginning, "-x", request.node.nodeid, clock=MOVES)
            if walked.returncode:
                pytest.fail(f"On the clock that moves:\n{walked.stdout}", pytrace=False)
            if "1 passed" not in walked.stdout:
                pytest.skip(walked.stdout)

        walked_elsewhere.__name__, walked_elsewhere.__doc__ = journey.__name__, journey.__doc__
        return walked_elsewhere

    return chosen


class TimeMachine:
    """What it is told, the whole service sees within a second. It goes forward alone."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def travel_to(self, moment: datetime) -> None:
        ahead = moment - datetime.now(UTC)
        assert ahead > timedelta(0), f"{moment} is over"
        _write(self.file, timedelta(seconds=int(self.file.read_text())) + ahead)
        until = time.monotonic() + 10
        while datetime.now(UTC) < moment:
            assert time.monotonic() < until, "the clock did not move"
            time.sleep(0.05)
        # Each process reads it again with its next second, and their seconds begin together.
        time.sleep(1.02 - time.time() % 1)


@pytest.fixture
def time_machine() -> TimeMachine:
    return TimeMachine(Path(os.environ[FILE]))


def run_at(moment: datetime, *asked: str, clock: Path = STANDS) -> subprocess.CompletedProcess[str]:
    """A run of its own, which begins at that moment."""
    library = _library()
    if library is None:
        pytest.skip("No clock can be moved here: libfaketime is for Linux, and is not installed")
    _write(clock, moment - datetime.now(UTC))
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:xdist", *asked], cwd=ROOT, env=_environment(library, clock),
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=PATIENCE, check=False,
    )  # fmt: skip


def _environment(library: Path, file: Path) -> dict[str, str]:
    """Time is measured as it is, and files keep theirs: Python compiles anew what seems older than it was."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COMMONTHREAD_"))
    }
    moved = {
        FILE: str(file),
        "FAKETIME_CACHE_DURATION": "0",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "NO_FAKE_STAT": "1",
    }
    return kept | moved | {"LD_PRELOAD": str(library)}


@cache
def _library() -> Path | None:
    """The first that moves the clock of a process on this machine."""
    package = find_spec("libfaketime")
    here = Path(package.origin).parents[1] if package else Path("/")
    there = [here / LIBRARIES[0], *Path("/").glob(LIBRARIES[1].lstrip("/"))]
    return next((library for library in there if library.exists() and _moves(library)), None)


def _moves(library: Path) -> bool:
    moved = {"LD_PRELOAD": str(library), "FAKETIME": f"@{LONG_AGO} 12:00:00"}
    said = subprocess.run(
        [sys.executable, "-c", "import datetime; print(datetime.date.today())"], env=os.environ | moved,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return said.stdout.strip() == LONG_AGO


def _write(file: Path, ahead: timedelta) -> None:
    """Whole, however often it is read meanwhile."""
    beside = file.with_suffix(".next")
    beside.write_text(f"{round(ahead.total_seconds()):+d}")
    beside.replace(file)


if __name__ == "__main__":
    said = ArgumentParser(description="Runs tests at a moment of England's clocks.")
    said.add_argument("moment", type=datetime.fromisoformat)
    said.add_argument("--again", action="store_true", help="of an hour that comes twice, the second")
    said, tests = said.parse_known_args()
    ran = run_at(said.moment.replace(tzinfo=LONDON, fold=said.again), *tests)
    sys.stdout.write(ran.stdout)
    sys.exit(ran.returncode)
