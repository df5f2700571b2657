"""The documentation of the kinds is what their declarations say."""

from pathlib import Path

from commonthread.records.kind_pages import kind_pages, write_kind_pages

FOLDER = Path(__file__).parents[2] / "docs" / "kinds"


def test_the_committed_pages_are_what_the_declarations_say():
    committed = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()}
    assert committed == dict(kind_pages()), "run: make docs"


def test_a_page_of_a_kind_that_is_gone_goes_too(tmp_path):
    (tmp_path / "telegram.md").write_text("a kind of old")
    write_kind_pages(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == set(kind_pages())
