"""Each control that the documents claim names a test that is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = ("docs/threat-model.md", "docs/data-protection/README.md")
ROW = re.compile(r"^\|(?P<cells>.+)\|$", re.MULTILINE)
NAMED = re.compile(r"`((?:tests|commonthread)/[\w/.]+)`|`(test_\w+)`")


def controls(document: str) -> list[str]:
    """The last cells of the rows of tables whose last column is the proof."""
    rows = [m["cells"].split("|") for m in ROW.finditer((ROOT / document).read_text(encoding="utf-8"))]
    heads = [number for number, cells in enumerate(rows) if cells[-1].strip() == "proof"]
    assert heads, f"{document} has no table of controls"
    return [cells[-1] for cells in rows[heads[0] + 2 :] if len(cells) == 3]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_control_names_a_test_that_is_there(document):
    everywhere = "".join(
        path.read_text(encoding="utf-8")
        for path in ROOT.glob("**/test_*.py")
        if "node_modules" not in path.parts
    )
    for proof in controls(document):
        found = NAMED.findall(proof)
        assert found, f"{document}: no test is named in {proof}"
        for path, name in found:
            assert not path or (ROOT / path).exists(), f"{document}: {path}"
            assert not name or f"def {name}(" in everywhere, f"{document}: {name}"
