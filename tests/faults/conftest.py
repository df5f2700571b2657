"""The real command line as a process of its own, on the database of the test."""

import pytest

from commonthread.web.conftest import browser  # noqa: F401
from tests.delivering import Sender
from tests.faults.command_line import CommandLine


@pytest.fixture
def sender(make, tmp_path) -> Sender:
    """An agency that sends deliveries."""
    return Sender(make, tmp_path)


@pytest.fixture
def command_line(database, tmp_path) -> CommandLine:
    return CommandLine(tmp_path / "var", database)
