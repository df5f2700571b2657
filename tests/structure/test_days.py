"""A day is England's, wherever it is asked for: in summer the day of UTC is yesterday's for an hour after midnight."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.timezone import localdate

import commonthread

FOLDER = Path(commonthread.__file__).parent
ROOT = FOLDER.parent
# Of the database's own session, of UTC, or of the machine.
OTHER_DAYS = re.compile(
    r"(?i:\bcurrent_date\b|now\(\)::date|_at::date)|date\.today\(\)|now\(UTC\)\.date\(\)|\bnow(\(\))?\.date\(\)"
    r"|_at\.date\(\)|datetime\.now\(\)"
)
CLOCKS = {"now", "today", "localdate", "localtime"}
# Three months ahead, whichever of two days it began on.
AT_ANY_DAY = {"tests/wall/hiding.py"}


def test_no_file_asks_for_another_day():
    files = [
        file for kind in ("*.sql", "*.py") for file in FOLDER.rglob(kind) if not file.name.startswith("test_")
    ]
    asks = [
        str(file.relative_to(FOLDER)) for file in files if OTHER_DAYS.search(file.read_text(encoding="utf-8"))
    ]
    assert asks == []


def test_the_database_says_the_same_day(make):
    assert make._owner("SELECT access.today()") == (localdate(),)


def done_at_import(tree: ast.Module) -> Iterator[ast.AST]:
    """What is worked out once, as the module is read: not the bodies of its functions."""
    waiting: list[ast.AST] = [*tree.body]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef):
            waiting += [*node.decorator_list, *node.args.defaults, *filter(None, node.args.kw_defaults)]
        elif not isinstance(node, ast.Lambda):
            yield node
            waiting += ast.iter_child_nodes(node)


def called(node: ast.AST) -> str:
    asked = node.func if isinstance(node, ast.Call) else None
    return getattr(asked, "id", "") or getattr(asked, "attr", "")


def test_no_test_settles_its_day_before_it_begins():
    """A run that goes on past midnight, or into another school year, asks for the day of each test anew."""
    files = [*(ROOT / "tests").rglob("*.py"), *FOLDER.rglob("test_*.py"), *FOLDER.rglob("conftest.py")]
    settled = {
        file.relative_to(ROOT).as_posix()
        for file in files
        for node in done_at_import(ast.parse(file.read_text(encoding="utf-8")))
        if called(node) in CLOCKS
    }
    assert settled == AT_ANY_DAY
