"""A folder of files to load, and the store that they go into."""

import pytest


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "official"
    place.mkdir()
    return place


@pytest.fixture
def store(tmp_path):
    return tmp_path / "var" / "places.json.gz"
