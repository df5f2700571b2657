"""A function of the wall that does not depend on the row is asked once for a statement, not once for each row."""

import re
from pathlib import Path

import commonthread

PACKAGE = Path(commonthread.__file__).parent
# `x <> ALL (pathways.kept_from_me())` calls it for each row; `x <> ALL ((SELECT pathways.kept_from_me())::bigint[])` once.
FOR_EACH_ROW = re.compile(r"\b(?:ANY|ALL) \((?!access\.my_)\w+\.\w+\((?:NULL)?\)\)")


def test_what_hides_is_asked_once_for_a_statement():
    found = [
        f"{file.relative_to(PACKAGE)}:{number}"
        for file in PACKAGE.rglob("*.sql")
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if FOR_EACH_ROW.search(line)
    ]
    assert found == []
