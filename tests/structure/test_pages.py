"""Every page is three files in one folder, names its permission and imports no tables."""

import ast
import re
from pathlib import Path

import pytest

from commonthread.access.permissions import Permission
from commonthread.web.page import Open, pages

WEB = Path(__file__).resolve().parents[2] / "commonthread" / "web"
INLINE = re.compile(r"\sstyle=|<style|javascript:|\son[a-z]+=|<script(?![^>]*\ssrc=)", re.IGNORECASE)
FOLDERS = sorted(folder for folder in (WEB / "pages").iterdir() if folder.is_dir() and folder.name[0] != "_")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_page_is_a_view_a_template_and_a_test(folder):
    assert {"view.py", "page.html", "test_page.py"} <= {file.name for file in folder.iterdir()}


def test_every_page_names_the_permission_that_it_needs():
    assert pages()
    assert all(isinstance(page.needs, Permission | Open) for page in pages().values())


@pytest.mark.parametrize("file", sorted(WEB.rglob("*.py")), ids=lambda file: str(file.relative_to(WEB)))
def test_nothing_in_web_imports_tables(file):
    imported = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            imported |= {name.name for name in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            imported |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
    assert not [name for name in imported if name.startswith("commonthread.") and "models" in name.split(".")]


@pytest.mark.parametrize("template", sorted(WEB.rglob("*.html")), ids=lambda file: str(file.relative_to(WEB)))
def test_no_template_needs_more_than_the_content_policy_allows(template):
    text = template.read_text()
    assert not INLINE.search(text)
