"""What docs/ledger.md tells an outsider to do works, step by step, as it is written there."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.command_line import CommandLine
from tests.ledger import connect, write

ROOT = Path(__file__).parents[2]
STEPS = re.findall(r"```console\n(.*?)```", (ROOT / "docs/ledger.md").read_text(), re.DOTALL)


@pytest.fixture
def shell(fresh_database, tmp_path):
    """A shell in an empty folder with `commonthread`, and of ours no more than the one file of the verifier."""
    import random

    with connect(fresh_database, autocommit=True) as engine:
        write(engine, 40, random.Random(1))
    environment = CommandLine(tmp_path, fresh_database).environment
    bin = tmp_path / "bin"
    bin.mkdir()
    (bin / "commonthread").write_text(
        f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m commonthread.cli "$@"\n'
    )
    (bin / "python").write_text(f'#!/bin/sh\nexec {sys.executable} -I "$@"\n')
    for program in bin.iterdir():
        program.chmod(0o755)
    (tmp_path / "verifier.py").write_bytes((ROOT / "commonthread/ledger/verifier.py").read_bytes())

    def run(command: str) -> str:
        done = subprocess.run(
            command, shell=True, cwd=tmp_path, env={**environment, "PATH": f"{bin}:/usr/bin:/bin"},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{command}: {done.stderr}"
        return done.stdout

    return run


def steps():
    """Each command with what it is said to print."""
    for block in STEPS:
        for command in block.split("$ ")[1:]:
            line, *printed = command.rstrip("\n").split("\n")
            yield line, printed


def test_the_document_works_as_it_is_written(shell):
    assert len(STEPS) >= 7
    for command, printed in steps():
        found = shell(command)
        for line in printed:
            assert re.search(re.escape(line).replace("…", ".*"), found), f"{command} printed {found}"


def test_the_verifier_stays_short_and_stands_alone():
    text = (ROOT / "commonthread/ledger/verifier.py").read_text()
    assert len(text.splitlines()) < 300
    assert "commonthread." not in text.replace("commonthread.example", "")
    assert "django" not in text
