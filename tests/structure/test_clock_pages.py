"""The documented list of time limits is what the rules say."""

from pathlib import Path

from commonthread.pathways.clocks.pages import NAME, rules_page

DOCS = Path(__file__).parents[2] / "docs"


def test_the_committed_list_is_what_the_rules_say():
    assert (DOCS / NAME).read_text(encoding="utf-8") == rules_page(), "run: make docs"
