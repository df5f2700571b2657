"""A private file can be read by its owner alone, whatever was there before and whatever the machine's habit is."""

import os

import pytest

from commonthread.kernel.private import new_private_file


@pytest.fixture
def open_handed():
    before = os.umask(0)
    yield
    os.umask(before)


def test_only_its_owner_can_read_it_from_the_start(open_handed, tmp_path):
    with new_private_file(tmp_path / "out.json") as file:
        assert (tmp_path / "out.json").stat().st_mode & 0o777 == 0o600
        file.write("words")
    assert (tmp_path / "out.json").read_text() == "words"


def test_what_was_open_to_all_is_replaced_and_not_written_into(open_handed, tmp_path):
    path = tmp_path / "out.json"
    path.write_text("old")
    with path.open() as read_by_another, new_private_file(path) as file:
        file.write("new")
        file.flush()
        assert read_by_another.read() == "old"
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_link_that_somebody_laid_is_not_followed(tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("untouched")
    (tmp_path / "out.json").symlink_to(elsewhere)
    with new_private_file(tmp_path / "out.json") as file:
        file.write("words")
    assert elsewhere.read_text() == "untouched"
