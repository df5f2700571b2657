"""`commonthread …` in a process of its own, which can be interrupted and killed."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from commonthread.access.logins import read_addresses, write_addresses

PATIENCE = 60


@dataclass(frozen=True)
class Done:
    """What a command left: its exit status, what it printed, what it said, and its largest memory in MB."""

    status: int
    printed: str
    said: str
    memory: float

    @property
    def receipt(self) -> dict:
        return json.loads(self.printed)


class CommandLine:
    def __init__(self, folder: Path, database: str) -> None:
        addresses = read_addresses(Path(os.environ["COMMONTHREAD_ADDRESSES"]))
        file = folder / "addresses.json"
        write_addresses(
            file, {login: {**address, "dbname": database} for login, address in addresses.items()}
        )
        self.folder = folder
        self.environment = {
            **os.environ,
            "COMMONTHREAD_VAR": str(folder),
            "COMMONTHREAD_ADDRESSES": str(file),
            # An administrator's server: the addresses say which.
            "DATABASE_URL": "postgresql://",
            "COLUMNS": "500",
        }

    def start(self, *arguments: str | Path) -> "Running":
        return Running(self, arguments)

    def run(self, *arguments: str | Path) -> Done:
        return self.start(*arguments).finish()

    def load(self, *arguments: str | Path) -> Done:
        return self.loading(*arguments).finish()

    def loading(self, *arguments: str | Path) -> "Running":
        return self.start("load", *arguments, "--no-identity", "--json")


class Running:
    def __init__(self, command_line: CommandLine, arguments: tuple) -> None:
        number = sum(1 for _ in command_line.folder.glob("printed-*"))
        self.printed = command_line.folder / f"printed-{number}"
        self.said = command_line.folder / f"said-{number}"
        self.peak = command_line.folder / f"peak-{number}"
        with self.printed.open("wb") as printed, self.said.open("wb") as said:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.peak", str(self.peak), *map(str, arguments)],
                env=command_line.environment, stdin=subprocess.DEVNULL, stdout=printed, stderr=said,
            )  # fmt: skip

    def when(self, reached: Callable[[], bool]) -> "Running":
        """Wait until something is so; fails where the process ends before, and leaves none behind."""
        until = time.monotonic() + PATIENCE
        while not reached():
            if self.process.poll() is not None or time.monotonic() > until:
                self.process.kill()
                raise AssertionError(f"it was never so; it said: {self.said.read_text()}")
            time.sleep(0.002)
        return self

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        assert self.process.wait(PATIENCE) == -signal.SIGKILL

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(PATIENCE)

    def interrupt(self) -> Done:
        self.process.send_signal(signal.SIGINT)
        return self.finish()

    def finish(self) -> Done:
        self.process.wait(PATIENCE)
        said = " ".join(self.said.read_text().split())
        return Done(
            self.process.returncode, self.printed.read_text(), said, int(self.peak.read_text()) / 1024
        )
