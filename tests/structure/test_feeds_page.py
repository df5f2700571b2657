"""The page on feeds says what the declarations say."""

from pathlib import Path

import pytest

from commonthread.feeds.census.rules import RULES
from commonthread.feeds.dataset.tables import TABLES
from commonthread.feeds.format import formats
from commonthread.feeds.pages import rule_line, table_line

PAGE = (Path(__file__).parents[2] / "docs" / "feeds.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("line", [*map(rule_line, RULES.values()), *map(table_line, TABLES.values())])
def test_every_rule_and_every_table_stands_on_the_page(line: str) -> None:
    assert f"\n{line}\n" in PAGE


@pytest.mark.parametrize("name", formats())
def test_every_format_has_its_part_of_the_page(name: str) -> None:
    assert f"\n## `{name}`\n" in PAGE
